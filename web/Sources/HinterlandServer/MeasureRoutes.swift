import Asking
import AtlasFiles
import Atlases
import Formats
import Hummingbird
import MeasureAnswers
import Panels
import Workbenches

/// Measures of the atlas (GET) and of a table that is sent along (POST): whatever the catalogue holds.
func measureRoutes(_ laboratory: Laboratory) -> [QuestionRoute] {
    let bounds: [String: Narrowing] = ["replications": .most(2_000), "permutations": .most(2_000)]
    return [HTTPRequest.Method.get, .post].map { method in
        let told = laboratory.measures.told(ofTable: method == .post)
        return QuestionRoute(
            "/api/measurements", laboratory, MeasureRun(), method: method, narrowed: bounds, more: told, atLength: true
        ) { run, asked in
            guard let face = asked.texts["measure"].flatMap({ laboratory.measures[$0] }) else {
                throw Refusal(.badRequest, "measure: expected one of /api/measures", "measure：应为 /api/measures 所列之一")
            }
            let source: MeasureFace.Source =
                method == .post
                ? .table(try sentTable(asked.content, asked.texts["name"] ?? "table"))
                : .atlas(laboratory.workbench.figures)
            let given = asked.texts.filter { !["measure", "name", "format"].contains($0.key) }.mapValues {
                Value.text($0)
            }
            var run = run
            run.mostWork = ServerLimits.mostWork
            let answer = try face.answer(given, of: source, run)
            guard let format = asked.texts["format"].flatMap(Format.init(rawValue:)), format != .json else {
                return Written(text: answer.page(face, asked.language))
            }
            return Written(text: answer.record.text(format, asked.language), type: format.mediaType)
        }
    } + [columns(laboratory)]
}

/// What a table that is sent along holds, for a page that lets one choose among its columns.
private func columns(_ laboratory: Laboratory) -> QuestionRoute {
    QuestionRoute("/api/columns", laboratory, SentTable(), method: .post) { question, asked in
        let table = try sentTable(asked.content, question.name)
        let record = Record(
            inputs: [Value.Field("name", .text(question.name))],
            result: { _ in
                .fields(
                    ("columns", .texts(table.table.header.filter { !$0.isEmpty })),
                    ("numbers", .texts(table.numberColumns(besides: []))), ("rows", .count(table.rows)),
                    ("encoding", .text(table.table.encoding)))
            }, remarks: table.table.remarks, sheets: [])
        return Written(record, asked.language)
    }
}

/// What a table that is sent along is called.
private struct SentTable: Askable {
    var name = "table"

    static let settings: [Setting<SentTable>] = [
        .text(
            "name", "Name", "名称", \.name, .text(most: 200), required: false,
            help: Remark("What the table is called in refusals.", "数据表在提示中的名称。"))
    ]
}

extension MeasureCatalogue {
    /// What /api/measurements takes beside samples and seed: the measure, and everything that some measure takes, each
    /// once.
    fileprivate func told(ofTable table: Bool) -> [SettingDescription] {
        let slots = faces.flatMap { $0.slots + $0.atlasSlots }.filter { table ? $0.ofTable : $0.ofAtlas }
        let all = slots.map { $0.setting.described(standard: Selection()) } + faces.flatMap(\.settings)
        var seen: Set<String> = []
        let measure = SettingDescription(
            "measure", Remark("Measure", "指标"),
            .choice(faces.map { SettingKind.Choice($0.about.id, $0.about.name.english, $0.about.name.chinese) }),
            isRequired: true)
        let name = SettingDescription(
            "name", Remark("What the table is called in refusals.", "数据表在提示中的名称。"), .text(most: 200))
        let format = SettingDescription(
            "format",
            Remark(
                "The answer with what the page shows, or its table as CSV, LaTeX or HTML.",
                "含页面内容的结果，或 CSV、LaTeX、HTML 表格。"),
            .choice(
                [Format.json, .csv, .latex, .html].map { SettingKind.Choice($0.rawValue, $0.rawValue, $0.rawValue) }))
        return [measure] + all.filter { seen.insert($0.id).inserted } + (table ? [name] : []) + [format]
    }
}

extension FacedAnswer {
    /// The record, and beside it what the page shows.
    fileprivate func page(_ face: MeasureFace, _ language: Language) -> String {
        record.value(
            in: language,
            page: [
                Value.Field("name", .remark(face.about.name)), Value.Field("summary", .remark(face.about.summary)),
                Value.Field("about", .remark(about)), Value.Field("picture", .optional(picture(language))),
                Value.Field("tables", .list(record.sections(language).map { $0.value(rows: 500) })),
            ]
        ).json
    }
}
