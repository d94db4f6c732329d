import Asking
import Foundation
import HTTPTypes
import Hummingbird
import Reports
import Scenarios

extension Request {
    /// The body, at most 1 MB.
    func content() async throws -> Data { try await body.content() }

    /// Whether the kind that is named, its parameters aside, is YAML.
    var isYAML: Bool {
        guard let kind = headers[.contentType]?.split(separator: ";", omittingEmptySubsequences: false).first else {
            return false
        }
        let named = kind.trimmingCharacters(in: .whitespaces).lowercased()
        return ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"].contains(named)
    }

    /// Refuses what an address does not take, and what it is told twice: an answer without it would be to another
    /// question.
    func checkNames(_ taken: Set<String>) throws {
        var seen: Set<Substring> = []
        for (name, _) in uri.queryParameters {
            if !taken.contains(String(name)) {
                let list = taken.sorted().joined(separator: ", ")
                throw Refusal(
                    .badRequest, "\(name.prefix(40)) is not taken here: expected \(list)",
                    "此处不接受 \(name.prefix(40))：应为 \(list)")
            }
            if !seen.insert(name).inserted {
                throw Refusal(.badRequest, "\(name) is given twice", "\(name) 重复给出")
            }
        }
    }

    /// A query value; nil where none is given, or an empty one.
    func text(_ name: String) throws -> String? {
        guard let value = uri.queryParameters[Substring(name)], !value.isEmpty else { return nil }
        if value.unicodeScalars.count > mostCharacters {
            throw Refusal(
                .badRequest, "\(name) is longer than \(mostCharacters) characters",
                "\(name) 超过 \(mostCharacters) 个字符")
        }
        return String(value)
    }

    /// The language of the answer.
    func language() throws -> Language {
        guard let given = uri.queryParameters["language"] else { return .english }
        if let language = Language(rawValue: String(given)) { return language }
        throw Refusal(
            .badRequest, "language is \"\(given.prefix(40))\": expected en or zh",
            "language 为“\(given.prefix(40))”：应为 en 或 zh")
    }

    /// A question from the values of an address, each in the range of its setting.
    ///
    /// - Parameters:
    ///   - standard: what it is where the address says nothing.
    ///   - settings: what may be told.
    func question<Question: Askable>(_ standard: Question, _ settings: [Setting<Question>]) throws -> Question {
        var question = standard
        for setting in settings {
            let told = uri.queryParameters[Substring(setting.id)]
            guard let given = told, !(given.isEmpty && setting.kind.mayBeEmpty) else {
                if !setting.isRequired { continue }
                throw Refusal(
                    told == nil ? .badRequest : .unprocessableContent,
                    "\(setting.id): expected \(setting.kind.expected.english)",
                    "\(setting.id)：应为 \(setting.kind.expected.chinese)")
            }
            if given.unicodeScalars.count > mostCharacters {
                throw Refusal(
                    .badRequest, "\(setting.id) is longer than \(mostCharacters) characters",
                    "\(setting.id) 超过 \(mostCharacters) 个字符")
            }
            do { try setting.read(String(given), into: &question) } catch {
                throw Refusal(error.problem, setting.kind.isDescribedWhole ? .badRequest : .unprocessableContent)
            }
        }
        return question
    }

    /// Who draws: a name the client gives itself, so that its new question takes the place of its last; nil for one
    /// that gives none, whose questions stand beside one another.
    func client() throws -> String? {
        guard let name = headers[.hinterlandClient] else { return nil }
        guard (1...64).contains(name.count),
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else {
            throw Refusal(
                .badRequest, "Hinterland-Client: expected up to 64 letters, digits and hyphens",
                "Hinterland-Client：应为至多 64 个字母、数字与连字符")
        }
        return name
    }
}

extension HTTPField.Name {
    static let hinterlandClient = Self("Hinterland-Client")!
    static let serverTiming = Self("Server-Timing")!
}
