import Asking
import AtlasFiles
import Formats
import Foundation
import HTTPTypes
import Hummingbird
import MeasureAnswers
import Panels
import Workbench

/// Measures of the atlas (GET) and of a table that is sent along (POST): whatever the catalogue holds.
struct MeasureRoutes: Sendable {
    let laboratory: Laboratory
    var catalogue: MeasureCatalogue { laboratory.measures }

    /// Intervals and tests on the page rest on fewer samples than on the command line.
    static let mostDrawn = 2_000

    static let standardRun: MeasureRun = {
        var run = MeasureRun()
        (run.replications, run.permutations) = (200, 199)
        return run
    }()

    func add(to router: Router<BasicRequestContext>) {
        let list = catalogue.record { slot in slot.setting.id }.value(in: .english).json
        router.get("/api/measures") { _, _ in text(list, "application/json") }
        router.get("/api/measurements") { request, _ in
            try await answer(request, .atlas(laboratory.workbench.figures))
        }
        router.post("/api/measurements") { request, _ in
            let content = [UInt8](try await request.content())
            let name = try request.text("name", most: 200) ?? "table"
            let table = try Refusal.of { () throws(AtlasProblem) -> ValueTable in
                let cells = try CSVTable(text: content, file: name)
                return try ValueTable(cells)
            }
            return try await answer(request, .table(table))
        }
    }

    private func answer(_ request: Request, _ source: MeasureFace.Source) async throws -> Response {
        guard let name = try request.text("measure", most: 200),
            let face = catalogue.faces.first(where: { $0.about.id == name })
        else { throw Refusal(.badRequest, "measure: expected one of /api/measures") }
        let language: Language = try request.choice("language", standard: .english)
        let (given, run) = (try given(request), try run(request))
        return try await answered(laboratory, "application/json") {
            let answer = try face.answer(given, of: source, run)
            let told: [Value.Field] = [
                Value.Field("name", .remark(face.about.name)), Value.Field("summary", .remark(face.about.summary)),
                Value.Field("about", .remark(answer.about)),
                Value.Field("picture", .optional(answer.picture(language))),
                Value.Field("tables", .list(answer.record.sections(language).map { $0.value(rows: 500) })),
            ]
            guard case .fields(let fields) = answer.record.value(in: language) else { return "null" }
            return Value.fields(fields + told).json
        }
    }

    /// Every slot and setting that the address names. Files on the server's disk cannot be named.
    private func given(_ request: Request) throws -> MeasureFace.Given {
        var given: MeasureFace.Given = [:]
        for setting in MeasureCatalogueParameters(catalogue: catalogue).settings {
            if let text = try request.text(setting.id, most: 200) { given[setting.id] = .text(text) }
        }
        return given
    }

    private func run(_ request: Request) throws -> MeasureRun {
        var run = Self.standardRun
        run.replications = try request.whole("replications", standard: run.replications, in: 0...Self.mostDrawn)
        run.permutations = try request.whole("permutations", standard: run.permutations, in: 0...Self.mostDrawn)
        run.seed = try request.whole("seed", standard: run.seed, in: 0...(1 << 53))
        return run
    }
}

/// What /api/measurements takes, as the description of the interface says it.
struct MeasureCatalogueParameters {
    let catalogue: MeasureCatalogue

    var ofAtlas: Value { parameters(ofTable: false) }
    var ofTable: Value { parameters(ofTable: true) }

    /// Everything that some measure takes, each once.
    var settings: [SettingDescription] {
        var seen: Set<String> = []
        let all = catalogue.faces.flatMap { face in
            (face.slots + face.atlasSlots).map { $0.setting.described(standard: Selection()) } + face.settings
        }
        return all.filter { setting in
            if case .file = setting.kind { return false }
            return seen.insert(setting.id).inserted
        }
    }

    private func parameters(ofTable table: Bool) -> Value {
        let slots = catalogue.faces.flatMap { $0.slots + $0.atlasSlots }.filter { table ? $0.ofTable : $0.ofAtlas }
        let own = Set(catalogue.faces.flatMap { $0.settings.map(\.id) })
        let taken = Set(slots.map(\.setting.id)).union(own)
        let measure = Value.fields(
            ("name", .text("measure")), ("in", .text("query")), ("required", .flag(true)),
            ("schema", .fields(("type", .text("string")), ("enum", .texts(catalogue.faces.map(\.about.id))))))
        func whole(_ name: String, _ least: Int, _ most: Int) -> Value {
            .fields(
                ("name", .text(name)), ("in", .text("query")), ("required", .flag(false)),
                (
                    "schema",
                    .fields(("type", .text("integer")), ("minimum", .count(least)), ("maximum", .count(most)))
                ))
        }
        let language = Value.fields(
            ("name", .text("language")), ("in", .text("query")), ("required", .flag(false)),
            ("schema", .fields(("type", .text("string")), ("enum", .texts(Language.allCases.map(\.rawValue))))))
        return .list(
            [measure] + settings.filter { taken.contains($0.id) }.map(\.parameter)
                + (table ? [Self.tableName] : []) + [
                    whole("replications", 0, MeasureRoutes.mostDrawn),
                    whole("permutations", 0, MeasureRoutes.mostDrawn),
                    whole("seed", 0, 1 << 53), language,
                ])
    }

    private static let tableName = Value.fields(
        ("name", .text("name")), ("in", .text("query")), ("required", .flag(false)),
        ("schema", .fields(("type", .text("string")), ("maxLength", .count(200)))))
}

extension SettingDescription {
    /// A parameter of an address.
    var parameter: Value {
        let schema: Value =
            switch kind {
            case .number, .whole, .flag, .choice: required.schema
            case .numbers, .text, .texts, .column, .columns, .file, .place, .places, .sector, .indicator, .weights:
                .fields(("type", .text("string")), ("maxLength", .count(200)))
            }
        return .fields(
            ("name", .text(id)), ("in", .text("query")), ("required", .flag(false)), ("schema", schema),
            ("description", .text(filledHoles(help.english) { $0 })))
    }
}

extension Refusal {
    /// Runs a reading whose errors tell what is wrong with what was sent.
    static func of<Found>(_ body: () throws(AtlasProblem) -> Found) throws -> Found {
        do throws(AtlasProblem) { return try body() } catch {
            throw Refusal(.unprocessableContent, "\(error)")
        }
    }
}
