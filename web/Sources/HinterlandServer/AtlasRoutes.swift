import Asking
import AtlasAnswers
import Atlases
import Formats
import NetworkAnswers
import ScenarioAnswers
import Workbenches

/// Addresses that look at the atlas, or rank its railways.
func atlasRoutes(_ laboratory: Laboratory) -> [QuestionRoute] {
    let (workbench, atlas) = (laboratory.workbench, laboratory.workbench.atlas)
    let city = atlas.regions.first { $0.level.isPrefectural }?.code ?? ""
    let examples = ["indicator": atlas.indicators.first?.id ?? "", "from": city]
    return [
        QuestionRoute("/api/pictures", laboratory, PictureQuestion(), examples: examples) { question, asked in
            Written(try workbench.ask(PictureColumns(question)), asked.language)
        },
        QuestionRoute("/api/indicator-maps", laboratory, MapQuestion(), examples: examples) { question, asked in
            Written(
                text: try question.view.checked().map(on: workbench.opened, question.format, asked.language),
                type: question.format.mediaType)
        },
        QuestionRoute("/api/charts", laboratory, ChartQuestion(), examples: examples) { question, asked in
            _ = try question.view.checked()
            return Written(
                text: try question.svg(on: workbench.opened, asked.language), type: PictureFormat.svg.mediaType)
        },
        QuestionRoute("/api/cities", laboratory, CityCode(), examples: ["code": city]) {
            question, asked in
            Written(try workbench.ask(CityQuestion(question.code, laboratory.travel)), asked.language)
        },
        QuestionRoute("/api/travel", laboratory, TravelQuestion(), examples: examples) { question, asked in
            Written(try question.answer(on: atlas).record, asked.language)
        },
        QuestionRoute(
            "/api/access-changes", laboratory, AccessChangeQuestion(),
            narrowed: ["measure": .among(AccessSettings.Measure.choices.filter { $0.id != "floatingCatchment" })],
            examples: scenarioExample(laboratory)
        ) { question, asked in
            Written(try laboratory.accessChange(question), asked.language)
        },
        // Solved for, with intervals, as a point answer is.
        QuestionRoute(
            "/api/links", laboratory, LinkQuestion(),
            narrowed: ["maximumKm": .most(2_000), "top": .most(30), "draws": .most(40)],
            examples: ["cluster": atlas.clusters.first?.id ?? "", "place": city], atLength: true
        ) { question, asked in
            try laboratory.refuseWithoutModel()
            return Written(try question.answer(on: atlas).record, asked.language)
        },
    ]
}

private func scenarioExample(_ laboratory: Laboratory) -> [String: String] {
    laboratory.workbench.exampleNames().last.map { ["scenario": $0] } ?? [:]
}

/// A region by its code.
private struct CityCode: Askable {
    var code = ""

    static let settings: [Setting<CityCode>] = [
        .text("code", "Code", "代码", \.code, help: Remark("Code of a region: /api/regions lists them.", "地区代码。"))
    ]
}

/// A map as a file of some kind.
private struct MapQuestion: Askable {
    var view = PictureQuestion()
    var format = PictureFormat.svg

    static let settings: [Setting<MapQuestion>] =
        PictureQuestion.settings.map { $0.of(\.view) } + [.choice("format", "Format", "格式", \.format)]
}

extension PictureQuestion {
    /// Refuses a selection larger than a picture shows: an address may be anything.
    fileprivate func checked() throws(Problem) -> Self {
        if select.count <= Self.mostSelected { return self }
        throw Problem(
            .use, "{select} has \(select.count) places: expected at most \(Self.mostSelected)",
            "{select} 有 \(select.count) 个地区：最多 \(Self.mostSelected) 个")
    }
}

extension Written {
    /// A record in the dialect of every face.
    init(_ record: Record, _ language: Language) { self.init(text: record.value(in: language).json) }
}

extension Laboratory {
    /// Refuses what needs the model where the atlas has none.
    func refuseWithoutModel() throws {
        if let noModel { throw Refusal(.unprocessableContent, noModel.english, noModel.chinese) }
    }

    /// What the railways of some years, or an example's links, do to accessibility.
    fileprivate func accessChange(_ asked: AccessChangeQuestion) throws -> Record {
        try refuseWithoutModel()
        var question = asked
        if question.scenario == nil { question.before = question.before ?? question.after ?? workbench.atlas.year }
        // A name of an example, never a path.
        if let scenario = question.scenario, !workbench.exampleNames().contains(scenario) {
            throw Refusal(
                .unprocessableContent, "scenario: the atlas has no example \(scenario.prefix(60))",
                "scenario：图集没有示例 \(scenario.prefix(60))")
        }
        return try workbench.answer(question).record
    }
}
