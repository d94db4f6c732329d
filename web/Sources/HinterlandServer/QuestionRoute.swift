import Asking
import Atlases
import Foundation
import Hummingbird

/// An address that takes a question: what may be told is said by the question's settings, for the parser and for the
/// description of the interface alike.
struct QuestionRoute: Sendable {
    let path: String
    let method: HTTPRequest.Method
    /// The last part of the path.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    /// As the description of the interface lists them.
    let parameters: Value
    /// As the page makes controls of them.
    let settings: Value
    let respond: @Sendable (Request) async throws -> Response

    /// Where the description keeps a place for the parameters.
    var place: String { "\"{\(method.rawValue) \(path)}\"" }

    /// - Parameters:
    ///   - standard: the question where the address says nothing.
    ///   - narrowed: what this face takes less of than others, by the ids of settings.
    ///   - examples: of texts that have an answer, for the description, by the ids of settings.
    ///   - more: what else may be told, which the answer reads itself.
    ///   - hasClient: whether whoever asks may name itself in a header.
    init<Question: Askable>(
        _ path: String, _ standard: Question, method: HTTPRequest.Method, narrowed: [String: Narrowing] = [:],
        examples: [String: String] = [:], more: [SettingDescription] = [], hasClient: Bool = false,
        respond: @escaping @Sendable (Question, Language, Request) async throws -> Response
    ) {
        let settings = Question.settings.filter(\.kind.isTold).map { narrowed[$0.id]?.of($0) ?? $0 }
        let standard = narrowed.reduce(into: standard) { question, bound in
            bound.value.lower(&question, settings.first { $0.id == bound.key })
        }
        let described = more + settings.map { $0.described(standard: standard) } + [.language]
        (self.path, self.method) = (path, method)
        self.settings = .list(described.map(\.value))
        parameters = .list(
            described.map { $0.parameter(example: examples[$0.id]) }
                + (hasClient ? [.fields(("$ref", .text("#/components/parameters/Client")))] : []))
        let taken = Set(described.map(\.id))
        self.respond = { request in
            try request.checkNames(taken)
            return try await respond(request.question(standard, settings), request.language(), request)
        }
    }

    /// One that is computed on threads of its own.
    ///
    /// - Parameter atLength: whether it may take long, so that it stands apart from point answers and stops where
    ///   nobody waits for it any more.
    init<Question: Askable>(
        _ path: String, _ laboratory: Laboratory, _ standard: Question, method: HTTPRequest.Method = .get,
        narrowed: [String: Narrowing] = [:], examples: [String: String] = [:], more: [SettingDescription] = [],
        atLength: Bool = false,
        answer: @escaping @Sendable (Question, Asked) throws -> Written
    ) {
        let more = more.filter(\.kind.isTold)
        self.init(path, standard, method: method, narrowed: narrowed, examples: examples, more: more) {
            question, language, request in
            let texts = try more.compactMap { setting in try request.text(setting.id).map { (setting.id, $0) } }
            if atLength {
                let written = try await request.answered(by: laboratory.studiesAtLength) { content in
                    try answer(question, Asked(language, texts, content))
                }
                return text(written.text, written.type).closing
            }
            let content = try await request.content()
            return try await laboratory.points.answered { try answer(question, Asked(language, texts, content)) }
        }
    }

    func add(to router: Router<BasicRequestContext>) {
        router.on(RouterPath(path), method: method) { request, _ in try await respond(request) }
    }
}

extension WorkPool {
    func answered(_ body: @escaping @Sendable () throws -> Written) async throws -> Response {
        let written = try await run(body)
        return text(written.text, written.type)
    }
}

/// An answer as it goes out.
struct Written: Sendable {
    let text: String
    var type = "application/json"
}

/// What a face takes less of.
enum Narrowing: Sendable {
    case most(Double)
    case among([SettingKind.Choice])

    /// Takes the bound where the standard is above it.
    fileprivate func lower<Question>(_ question: inout Question, _ setting: Setting<Question>?) {
        guard case .most(let most) = self, let setting, case .number(let value) = setting.get(question), value > most
        else { return }
        setting.set(&question, .number(most))
    }

    fileprivate func of<Question>(_ setting: Setting<Question>) -> Setting<Question> {
        switch self {
        case .most(let most): setting.atMost(most)
        case .among(let choices): setting.among(choices)
        }
    }
}

/// What came beside the question.
struct Asked: Sendable {
    let language: Language
    /// By the ids of settings that the question does not know.
    let texts: [String: String]
    let content: [UInt8]

    init(_ language: Language, _ texts: [(String, String)], _ content: Data) {
        (self.language, self.content) = (language, [UInt8](content))
        self.texts = Dictionary(texts, uniquingKeysWith: { $1 })
    }
}

extension SettingDescription {
    /// As every address takes it.
    fileprivate static let language = SettingDescription(
        "language", Remark("Language of the answer.", "回答的语言。"),
        .choice(Language.allCases.map { SettingKind.Choice($0.rawValue, $0.rawValue, $0.rawValue) }))
}

extension SettingKind {
    /// Whether an address may tell it: files are none of an address's.
    var isTold: Bool { if case .file = self { false } else { true } }

    /// Whether the description of an address says exactly which texts are right; of others only the question knows.
    var isDescribedWhole: Bool {
        switch self {
        case .number, .whole, .flag, .choice, .text: true
        case .numbers, .texts, .column, .columns, .file, .place, .places, .sector, .indicator, .weights: false
        }
    }
}

extension SettingDescription {
    /// A parameter of an address.
    ///
    /// - Parameter example: of a text that has an answer.
    func parameter(example: String? = nil) -> Value {
        var schema: [Value.Field]
        switch kind {
        case .number, .whole, .flag, .choice:
            guard case .fields(let fields) = required.schema else { return .none }
            schema = fields.filter { $0.name != "description" }
        case .text(let most):
            schema = [
                Value.Field("type", .text("string")), Value.Field("maxLength", .count(min(most, mostCharacters))),
            ]
        case .numbers, .texts, .column, .columns, .file, .place, .places, .sector, .indicator, .weights:
            schema = [Value.Field("type", .text("string")), Value.Field("maxLength", .count(mostCharacters))]
        }
        if let example { schema.append(Value.Field("examples", .texts([example]))) }
        return .fields(
            ("name", .text(id)), ("in", .text("query")), ("required", .flag(isRequired)), ("schema", .fields(schema)),
            ("description", .text(filledHoles(help.english) { $0 })))
    }
}

/// How many characters one value of an address may have.
let mostCharacters = 2_000
