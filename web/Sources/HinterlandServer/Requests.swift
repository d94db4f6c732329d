import Asking
import Foundation
import HTTPTypes
import Hummingbird
import Reports
import Scenarios

extension Request {
    /// The body, at most 1 MB.
    func content() async throws -> Data {
        Data((try await body.collect(upTo: 1 << 20)).readableBytesView)
    }

    var isYAML: Bool {
        let type = headers[.contentType]?.lowercased() ?? ""
        return type.contains("yaml")
    }

    /// A query value that is one of a set; the first where none is given.
    func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, standard: Choice) throws -> Choice
    where Choice.RawValue == String {
        guard let given = uri.queryParameters[Substring(name)] else { return standard }
        if let value = Choice(rawValue: String(given)) { return value }
        throw Refusal(
            .badRequest,
            "\(name) is \"\(given.prefix(40))\": expected \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
    }

    /// A query value of at most so many characters; nil where none is given, or an empty one.
    func text(_ name: String, most: Int) throws -> String? {
        guard let value = uri.queryParameters[Substring(name)], !value.isEmpty else { return nil }
        if value.unicodeScalars.count > most { throw Refusal(.badRequest, "\(name) is longer than \(most) characters") }
        return String(value)
    }

    func whole(_ name: String, standard: Int, in range: ClosedRange<Int>) throws -> Int {
        guard let given = uri.queryParameters[Substring(name)] else { return standard }
        if let value = Int(given), range.contains(value) { return value }
        throw Refusal(
            .badRequest,
            """
            \(name) is "\(given.prefix(40))": expected a whole number from \(range.lowerBound) to \
            \(range.upperBound)
            """
        )
    }

    /// Draws that intervals rest on: none, or enough for an interval.
    func draws(standard: Int, most: Int) throws -> Int {
        let draws = try whole("draws", standard: standard, in: 0...most)
        if (1...9).contains(draws) { throw Refusal(.badRequest, "draws is \(draws): expected 0, or 10 to \(most)") }
        return draws
    }

    /// A question from the values of an address, each in the range of its setting; files are none of an address's.
    ///
    /// - Parameters:
    ///   - standard: what it is where the address says nothing; an empty text must be given.
    ///   - most: how many characters a value may have.
    func question<Question: Askable>(_ standard: Question = Question(), most: Int = 200) throws -> Question {
        var question = standard
        for setting in Question.settings {
            if case .file = setting.kind { continue }
            let told = uri.queryParameters[Substring(setting.id)]
            guard let given = told, !(given.isEmpty && setting.kind.mayBeEmpty) else {
                if setting.isRequired, setting.get(standard) == .text("") {
                    throw Refusal(
                        told == nil ? .badRequest : .unprocessableContent,
                        "\(setting.id): expected \(setting.kind.expected)")
                }
                continue
            }
            if given.unicodeScalars.count > most {
                throw Refusal(.badRequest, "\(setting.id) is longer than \(most) characters")
            }
            do { try setting.read(String(given), into: &question) } catch {
                // Which texts are weights no schema can say.
                if case .weights = setting.kind { throw Refusal(error.problem) }
                throw Refusal(error.problem, .badRequest)
            }
        }
        return question
    }

    /// The readings asked for, all where none is named.
    func readings() throws -> [Reading] {
        guard let given = uri.queryParameters["readings"] else { return Reading.allCases }
        return try given.split(separator: ",", omittingEmptySubsequences: false).map { name in
            if let reading = Reading(rawValue: String(name)) { return reading }
            throw Refusal(
                .badRequest,
                """
                readings has "\(name.prefix(40))": expected some of \
                \(Reading.allCases.map(\.rawValue).joined(separator: ","))
                """
            )
        }
    }

    /// Who draws: a name the client gives itself, so that its new question takes the place of its last.
    func client() throws -> String {
        guard let name = headers[.hinterlandClient] else { return "" }
        guard (1...64).contains(name.count),
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else {
            throw Refusal(.badRequest, "Hinterland-Client: expected up to 64 letters, digits and hyphens")
        }
        return name
    }
}

extension HTTPField.Name {
    static let hinterlandClient = Self("Hinterland-Client")!
    static let serverTiming = Self("Server-Timing")!
}

/// Refuses names that a page elsewhere could have been given for this machine (DNS rebinding).
struct OnlyThisHost<Context: RequestContext>: RouterMiddleware {
    let onlyLoopback: Bool

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws
        -> Response
    {
        if onlyLoopback {
            var name = request.head.authority ?? ""
            if name.hasPrefix("["), let end = name.firstIndex(of: "]") {
                name = String(name[name.index(after: name.startIndex)..<end])
            } else if let colon = name.lastIndex(of: ":") {
                name = String(name[..<colon])
            }
            if !isLoopback(name) {
                throw Refusal(
                    .misdirectedRequest, "this server answers as localhost only: start it with --host to serve others")
            }
        }
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] =
            """
            default-src 'self'; script-src 'self'; worker-src blob:; img-src 'self' data: blob:; style-src \
            'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action \
            'none'
            """
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }
}
