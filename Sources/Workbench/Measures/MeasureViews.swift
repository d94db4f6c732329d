import Asking
import Atlas
import AtlasFiles
import Charts
import Computation
import Formats
import Foundation
import Reports
import Wording

/// A measure of a user's table.
///
/// - Throws: `WorkbenchError` with file, row and column, and the cure.
public func measureTable(_ question: MeasureQuestion, language: Language) throws(WorkbenchError) -> Output {
    try tableMeasure(question, language).output
}

/// The same as a picture.
///
/// - Throws: `WorkbenchError` too where the answer is better read than looked at.
public func measureTablePicture(_ question: MeasureQuestion, language: Language) throws(WorkbenchError) -> String {
    try question.picture(try tableMeasure(question, language).answer, language)
}

private func tableMeasure(_ question: MeasureQuestion, _ language: Language) throws(WorkbenchError) -> (
    answer: MeasureAnswer, output: Output
) {
    var answer: MeasureAnswer
    switch question.measure.input {
    case .panel:
        var panel = try question.tablePanel()
        panel.neighbours = try neighbours(in: question.weights, places: panel.places)
        answer = try question.answer(panel, language)
    case .sectors: answer = try question.answer(try question.tableSectors(), language)
    case .links: answer = try question.cityLinks(try question.tableLinks(), language)
    case .table: answer = try question.tableAnswer(language)
    }
    answer.about = question.tableAbout
    return (answer, question.output(answer, inputs: try question.tableInputs(), sources: question.files, language))
}

extension Workbench {
    /// A measure of the atlas's own figures, where they reach.
    public func measure(_ question: MeasureQuestion, language: Language) throws(WorkbenchError) -> Output {
        try atlasMeasure(question, language).output
    }

    /// The same as a picture.
    public func measurePicture(_ question: MeasureQuestion, language: Language) throws(WorkbenchError) -> String {
        try question.picture(try atlasMeasure(question, language).answer, language)
    }

    /// What is measured of the atlas's figures.
    private func about(_ question: MeasureQuestion, _ years: String) -> Remark {
        if question.measure.input == .sectors {
            return Remark("value added by province and broad sector, \(years)", "分省三次产业增加值，\(years)")
        }
        if question.measure.input == .links { return Remark("cities of the atlas, \(years)", "图集城市，\(years)") }
        let indicator = atlas.shownIndicator(question.value ?? "gdp_per_resident")
        let level = question.level == "province" ? Remark("provinces", "省份") : Remark("cities", "地级及以上城市")
        let groups: [String: Remark] = [
            "province": Remark("by province", "按省份"), "cluster": Remark("by cluster", "按城市群"),
            "anchor": Remark("anchors and others", "中心城市与其他"),
        ]
        let name =
            indicator.map { indicator in
                func unit(_ language: Language) -> String { UnitText(indicator.unit, language).name }
                return Remark("\(indicator.nameEnglish) (\(unit(.english)))", "\(indicator.name)（\(unit(.chinese))）")
            } ?? Remark("real GDP, chained", "实际地区生产总值（链式）")
        let weight = question.weight.flatMap { atlas.shownIndicator($0) }
        let parts =
            [name, level] + [question.group.flatMap { groups[$0] }].compactMap { $0 }
            + [weight.map { Remark("weighted by \($0.nameEnglish.lowercased())", "以\($0.name)加权") }].compactMap { $0 }
        return Remark(
            (parts.map(\.english) + [years]).joined(separator: ", "),
            (parts.map(\.chinese) + [years]).joined(separator: "，"))
    }

    func atlasMeasure(_ question: MeasureQuestion, _ language: Language) throws(WorkbenchError) -> (
        answer: MeasureAnswer, output: Output
    ) {
        let (answer, notes, sources, years): (MeasureAnswer, [Remark], [String], [String])
        switch question.measure.input {
        case .panel:
            let panel = try panel(question, language)
            (answer, notes, sources, years) = (
                try question.answer(panel, language), panel.notes, panel.sources, panel.periods.map(\.label)
            )
        case .sectors:
            if question.measure.family == .complexity {
                throw WorkbenchError(
                    .use,
                    """
                    \(question.measure.rawValue): the atlas knows three broad sectors by province, too few to \
                    tell complexity; give a table with --table
                    """
                )
            }
            let panel = try self.sectors(question, language)
            (answer, notes, sources, years) = (
                try question.answer(panel, language), panel.notes, panel.sources, panel.periods.map(\.label)
            )
        case .links:
            let links = try links(question, language)
            (answer, notes, sources, years) = (
                try question.cityLinks(links, language), [], links.sources, [question.year ?? "\(atlas.year)"]
            )
        case .table:
            throw WorkbenchError(
                .use,
                """
                \(question.measure.rawValue): the atlas holds no such figures \
                (\(question.measure.description.needs)); give a table with --table
                """
            )
        }
        var told = answer
        told.notes += notes
        if !sources.isEmpty {
            told.notes.append(
                Remark(
                    "Sources: \(sources.joined(separator: ", ")); `hinterland atlas sources` names them.",
                    "来源：\(sources.joined(separator: "、"))；详见 `hinterland atlas sources`。"))
        }
        told.about = about(
            question, years.count < 3 ? years.joined(separator: "–") : "\(years[0])–\(years[years.count - 1])")
        let inputs: [(String, JSONValue)] = [
            ("atlas", identity.json),
            ("indicator", .text(question.value ?? "gdp_per_resident")),
            ("level", .text(question.level ?? "prefecture")),
            ("years", .list(years.map(periodValue))),
        ]
        return (told, question.output(told, inputs: inputs, sources: sources, language))
    }
}

extension RegionalMeasure {
    enum Input { case panel, sectors, links, table }

    /// What it is computed from.
    var input: Input {
        switch self {
        case .ellisonGlaeser, .clusterIndex, .cityFlow, .couplingCoordination, .geodetector, .slacksBased: .table
        case .gravity, .breakingPoint, .fieldStrength: .links
        default:
            switch family {
            case .specialisation, .growth, .complexity: .sectors
            default: .panel
            }
        }
    }
}

extension MeasureQuestion {
    /// The answer's picture with its title and what it rests on; nil where it is better read.
    func drawn(_ answer: MeasureAnswer, _ language: Language) -> String? {
        guard let svg = answer.picture?() else { return nil }
        // The size stands in the picture's first line: viewBox="0 0 width height".
        let numbers =
            svg.prefix(300).split(separator: "\"").first { $0.hasPrefix("0 0 ") }?.split(separator: " ").compactMap {
                Double($0)
            } ?? []
        guard numbers.count == 4 else { return svg }
        let title = language(measure.description.name) + language(": ", "：") + language(answer.about)
        return captioned(
            svg, width: numbers[2], height: numbers[3], title: title,
            source: answer.notes.map { language($0) }.joined(separator: " "))
    }

    /// - Throws: `WorkbenchError` where there is no picture.
    func picture(_ answer: MeasureAnswer, _ language: Language) throws(WorkbenchError) -> String {
        if let svg = drawn(answer, language) { return svg }
        throw WorkbenchError(
            .use, "\(measure.rawValue): there is no picture of this answer, it is better read: leave --picture out")
    }

    /// What is measured out of a user's table.
    var tableAbout: Remark {
        let file = table.map { URL(fileURLWithPath: $0).lastPathComponent } ?? ""
        let parts = [value, group.map { "by \($0)" }, weight.map { "weighted by \($0)" }].compactMap { $0 }.joined(
            separator: ", ")
        let partsChinese = [value, group.map { "按 \($0) 分组" }, weight.map { "以 \($0) 加权" }].compactMap { $0 }.joined(
            separator: "，")
        return Remark(
            [parts, file].filter { !$0.isEmpty }.joined(separator: " · "),
            [partsChinese, file].filter { !$0.isEmpty }.joined(separator: " · "))
    }

    func answer(_ panel: MeasurePanel, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        switch measure.family {
        case .convergence: try convergence(panel, language)
        case .citySystem: try citySystem(panel, language)
        default: try inequality(panel, language)
        }
    }

    func answer(_ panel: SectorPanel, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        switch measure.family {
        case .growth: try shiftShares(panel, language)
        case .complexity: try complexity(panel, language)
        default: try specialisation(panel, language)
        }
    }

    func tableAnswer(_ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        switch measure {
        case .ellisonGlaeser: try plants(language)
        case .clusterIndex: try clusterIndices(language)
        case .cityFlow: try cityFlowAnswer(language)
        default: try compositeAnswer(language)
        }
    }

    /// Every file that was read.
    var files: [String] { [table, weights, totals, flows, distances].compactMap { $0 } }

    func tableInputs() throws(WorkbenchError) -> [(String, JSONValue)] {
        var inputs: [(String, JSONValue)] = [("table", .optional(table))]
        if let text {
            inputs.append(("sha256", .text("\(Digest(of: Array(text.utf8)))")))
        } else if let table, let data = FileManager.default.contents(atPath: table) {
            inputs.append(("sha256", .text("\(Digest(of: [UInt8](data)))")))
        }
        return inputs
    }

    func output(_ answer: MeasureAnswer, inputs: [(String, JSONValue)], sources: [String], _ language: Language)
        -> Output
    {
        let asked: [(String, String?)] = [
            ("value", value), ("group", group), ("weight", weight), ("id", id), ("year", year), ("sector", sector),
            ("longitude", longitude),
            ("latitude", latitude), ("population", population), ("product", product), ("weights", weights),
            ("totals", totals),
            ("flows", flows),
            ("distances", distances), ("controls", controls.isEmpty ? nil : controls.joined(separator: ",")),
            ("places", places.isEmpty ? nil : places.joined(separator: ",")), ("outputs", outputs),
            ("undesirable", undesirable),
            ("factors", factors.isEmpty ? nil : factors.joined(separator: ",")),
            ("returns", measure == .slacksBased ? returns.rawValue : nil),
            ("variant", measure == .shiftShare ? variant.rawValue : nil),
        ]
        var all: [(String, JSONValue)] = [("measure", .text(measure.rawValue))] + inputs
        let taken = Set(all.map(\.0))
        all +=
            asked.compactMap { key, value in value.flatMap { taken.contains(key) ? nil : (key, .text($0)) } }
            + settingsJSON
        let json = JSONValue.object([
            ("inputs", .object(all)), ("result", answer.result), ("notes", .list(answer.notes.map(JSONValue.remark))),
            ("sources", .list(sources.map { .text($0) })),
        ])
        var sections = answer.sections
        if !sections.isEmpty { sections[sections.count - 1].notes += answer.notes.map { "  " + language($0) } }
        return Output(json, sections: sections)
    }

    /// The numbers that this measure used.
    private var settingsJSON: [(String, JSONValue)] {
        var used: [(String, JSONValue)] = []
        func add(_ name: String, _ value: Double) { used.append((name, .number(value))) }
        switch measure {
        case .gini, .dagum, .theil, .theilL, .williamson, .hoover:
            add("replications", Double(settings.replications))
            if measure == .theil && group != nil { add("permutations", Double(settings.permutations)) }
        case .spatialGini: add("permutations", Double(settings.permutations))
        case .atkinson:
            add("replications", Double(settings.replications))
            add("aversion", settings.aversion)
        case .markov, .spatialMarkov, .geodetector: add("classes", Double(settings.classes))
        case .clubConvergence:
            add("smoothing", settings.smoothing)
            add("trim", settings.trim)
        case .economicComplexity, .relatedness, .complexityOutlook: add("threshold", settings.threshold)
        case .gravity, .fieldStrength: add("exponent", settings.exponent)
        default: break
        }
        if measure.family == .inequality { used.append(("seed", .text("\(settings.seed)"))) }
        return used
    }
}

/// Measures for the page: the answer with its tables and its picture.
extension Workbench {
    public func measureJSON(_ question: MeasureQuestion, language: Language) throws(WorkbenchError) -> String {
        let found = try atlasMeasure(question, language)
        return pageJSON(question, found.answer, found.output, language)
    }
}

public func measureTableJSON(_ question: MeasureQuestion, language: Language) throws(WorkbenchError) -> String {
    let found = try tableMeasure(question, language)
    return pageJSON(question, found.answer, found.output, language)
}

private func pageJSON(_ question: MeasureQuestion, _ answer: MeasureAnswer, _ output: Output, _ language: Language)
    -> String
{
    let told = question.measure.description
    return JSONValue.object([
        ("measure", .text(question.measure.rawValue)), ("name", .remark(told.name)), ("summary", .remark(told.summary)),
        ("result", answer.result), ("about", .remark(answer.about)),
        ("picture", .optional(question.drawn(answer, language))),
        ("tables", .list(output.sections.map { $0.value(rows: 500) })),
    ]).json
}
