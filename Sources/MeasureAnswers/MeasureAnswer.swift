public import Asking
public import AtlasFiles
public import Atlases
import Charts
public import Panels
import Wording

/// A measure's answer: what was asked and of what, the typed result, what is said of it and where its figures come
/// from.
public struct MeasureAnswer<Asked: Measure>: Sendable {
    /// The measure with the settings that it was asked with.
    public let asked: Asked
    /// Which figures it was asked of: columns of a table, or indicator, years and places of an atlas.
    public let selection: Selection
    /// How it was computed, with the seed that repeats it.
    public let run: MeasureRun
    /// The figures as the formula took them, after selection and checks.
    public let input: Asked.Input
    /// As the formula gave it, in the units of the figures; `Asked.layout` writes it.
    public let result: Asked.Result
    /// What was measured, in a line.
    public let about: Remark
    /// What has to be told beside the numbers, of the measure and of its figures.
    public let remarks: [Remark]
    /// Identifiers of the atlas's sources, or files.
    public let sources: [String]
    /// Whether it was asked of a table, not of an atlas.
    let ofTable: Bool
    /// What the answer rests on besides settings: the atlas, or the table with its digest.
    let origin: [Value.Field]

    /// The answer in the form that every format is made from.
    public var record: Record {
        Record(
            inputs: inputs, result, Asked.layout, remarks: remarks, sources: .texts(sources))
    }

    /// What the answer depends on: every setting that the measure knows, whether given or usual.
    public var inputs: [Value.Field] {
        let slots = ofTable ? Asked.slots.filter(\.ofTable) : Asked.Input.atlasSlots + Asked.slots.filter(\.ofAtlas)
        var seen = Set(origin.map(\.name))
        var fields = [Value.Field("measure", .text(Asked.about.id))] + origin
        for slot in slots where seen.insert(slot.setting.id).inserted {
            let value = slot.setting.get(selection)
            if value != .none && value != .list([]) { fields.append(Value.Field(slot.setting.id, value)) }
        }
        for setting in Asked.settings { fields.append(Value.Field(setting.id, setting.get(asked))) }
        let drawn =
            (Asked.doubt.contains(.samples) ? ["replications"] : [])
            + (Asked.doubt.contains(.permutations) ? ["permutations"] : []) + (Asked.doubt.isEmpty ? [] : ["seed"])
        for setting in MeasureRun.settings where drawn.contains(setting.id) {
            fields.append(Value.Field(setting.id, setting.get(run)))
        }
        return fields
    }

    /// The answer's picture with its title and what it rests on; nil where it is better read.
    public func picture(_ language: Language) -> String? {
        guard let svg = asked.picture(result, of: input, language) else { return nil }
        // The size stands in the picture's first line: viewBox="0 0 width height".
        let box = svg.prefix(300).split(separator: "\"").first { $0.hasPrefix("0 0 ") }
        let numbers = box?.split(separator: " ").compactMap { Double($0) } ?? []
        guard numbers.count == 4 else { return svg }
        return captioned(
            svg, width: numbers[2], height: numbers[3],
            title: language(Asked.about.name) + language(": ", "：") + language(about),
            source: remarks.map { language($0) }.joined(separator: " "))
    }
}

extension Measure {
    /// Asks this of a user's table.
    ///
    /// - Throws: `Problem` with file, row and column, and the cure.
    public func answer(of given: ValueTable, _ asked: Selection = Selection(), _ run: MeasureRun = MeasureRun())
        throws(Problem) -> MeasureAnswer<Self>
    {
        let table: ValueTable
        do { table = try given.withoutTotals(id: asked.id) } catch { throw Problem(error) }
        var selection = asked
        let years = Self.takes("year") ? asked.yearColumn(of: table) : nil
        selection.year = asked.year ?? years
        let input = try Input(of: table, selection, Self.needs)
        let file = table.table.file.split(separator: "/").last.map(String.init) ?? ""
        func told(_ by: (String) -> String, _ weighted: (String) -> String, _ joint: String) -> String {
            let parts = [selection.value, selection.group.map(by), selection.weight.map(weighted)].compactMap { $0 }
            return [parts.joined(separator: joint), file].filter { !$0.isEmpty }.joined(separator: " · ")
        }
        let about = Remark(
            told({ "by \($0)" }, { "weighted by \($0)" }, ", "), told({ "按 \($0) 分组" }, { "以 \($0) 加权" }, "，"))
        return try answer(
            input, selection, run, ofTable: true, about: about,
            notes: table.table.remarks + (Self.takes("id") ? selection.placeRemarks(table) : [])
                + (years.map { [Remark("Years are those of the column \($0).", "年份取自 \($0) 列。")] } ?? []),
            sources: [table.table.file] + selection.files,
            origin: [Value.Field("table", .text(table.table.file)), Value.Field("sha256", .text(table.table.digest))])
    }

    /// Asks this of an atlas's figures.
    public func answer(
        of figures: AtlasFigures, _ selection: Selection = Selection(), _ run: MeasureRun = MeasureRun()
    ) throws(Problem) -> MeasureAnswer<Self> {
        let input = try Input(of: figures, selection, Self.needs)
        let labels = input.labels
        let years = labels.count < 3 ? labels.joined(separator: "–") : "\(labels[0])–\(labels[labels.count - 1])"
        let subject = Input.subject(figures, selection)
        let atlas = figures.atlas
        var origin = [Value.Field("atlas", .identity(atlas))]
        if Input.atlasSlots.contains(where: { $0.setting.id == "indicator" }) {
            origin.append(
                Value.Field("indicator", .text(selection.indicator ?? figures.atlas.usualIndicator?.id ?? "")))
        }
        origin.append(Value.Field("years", .list(labels.map(yearValue))))
        var notes = input.notes
        if !input.sources.isEmpty {
            notes.append(
                Remark(
                    "Sources: \(input.sources.joined(separator: ", ")); `hinterland atlas sources` names them.",
                    "来源：\(input.sources.joined(separator: "、"))；详见 `hinterland atlas sources`。"))
        }
        return try answer(
            input, selection, run, ofTable: false,
            about: Remark("\(subject.english), \(years)", "\(subject.chinese)，\(years)"),
            notes: notes, sources: input.sources, origin: origin)
    }

    private func answer(
        _ input: Input, _ selection: Selection, _ run: MeasureRun, ofTable: Bool, about: Remark, notes: [Remark],
        sources: [String], origin: [Value.Field]
    ) throws(Problem) -> MeasureAnswer<Self> {
        for slot in Self.slots {
            guard let kind = slot.required else { continue }
            let value = slot.setting.get(selection)
            guard value == .none || value == .list([]) else { continue }
            throw Problem(
                kind,
                "\(Self.about.id) needs {\(slot.setting.id)}: \(words: Template(words: slot.setting.help.english))",
                "\(Self.about.id) 需要 {\(slot.setting.id)}：\(words: Template(words: slot.setting.help.chinese))")
        }
        try check(input, run)
        let result = try result(of: input, run)
        let outside = Self.layout.sheets(result).reduce(0) { $0 + $1.outsideTheirIntervals }
        let notes = Self.unweighted(selection) + (outside > 0 ? [Self.biasNote(outside)] : []) + notes
        return MeasureAnswer(
            asked: self, selection: selection, run: run, input: input, result: result, about: about,
            remarks: remarks(result, of: input, run) + notes, sources: sources, ofTable: ofTable, origin: origin)
    }
}

extension Measure {
    /// Whether a slot of a table is one of this measure's.
    fileprivate static func takes(_ slot: String) -> Bool { slots.contains { $0.setting.id == slot && $0.ofTable } }

    /// What each place counts where nobody weighs them.
    private static func unweighted(_ selection: Selection) -> [Remark] {
        if selection.weight != nil || !takes("weight") { return [] }
        return [Remark("Each place counts once: no weight was given.", "未给出权重：各地区同等计入。")]
    }

    /// Said where samples say something else than the figures themselves.
    private static func biasNote(_ count: Int) -> Remark {
        Remark(
            """
            \(count) of the numbers lie outside their own interval: samples with the same place twice over- or \
            understate them, above all where groups hold few places. Take such an interval for its width, not its place.
            """,
            "有 \(count) 个数值落在自身区间之外：重复抽中同一地区会使其偏高或偏低，组内地区少时尤甚。此类区间只宜看宽度，不宜看位置。")
    }
}

extension Sheet {
    /// How many numbers do not lie in the interval beside them.
    fileprivate var outsideTheirIntervals: Int {
        rows.joined().count { cell in
            guard case .interval(let number?, let low?, let high?, _) = cell else { return false }
            let slack = 1e-9 * max(abs(low), abs(high))
            return number < low - slack || number > high + slack
        }
    }
}

/// A year as a number, anything else as text.
func yearValue(_ label: String) -> Value { Int(label).map { .count($0) } ?? .text(label) }
