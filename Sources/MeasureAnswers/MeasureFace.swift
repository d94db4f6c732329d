public import Asking
public import AtlasFiles
public import Atlases
public import Panels

/// A measure as a face takes it that knows no types: what it is called, what it takes, and the way to ask it.
public struct MeasureFace: Sendable {
    /// Id, names in both languages, one line of what it tells, and other names it goes by.
    public let about: About
    /// Under which heading it is listed.
    public let family: MeasureFamily
    /// All that it is asked of, whether of a table, of the atlas or of both.
    public let slots: [Slot]
    /// What the atlas can be asked for.
    public let atlasSlots: [Slot]
    /// What else it may be told, with the usual values.
    public let settings: [SettingDescription]
    /// Whether samples or random orders are drawn for it; empty where nothing is.
    public let doubt: Doubt
    private let asking: @Sendable (Given, Source, MeasureRun) throws(Problem) -> FacedAnswer

    /// What a face was told by the ids of slots and settings: a text, several of them, or a flag.
    public typealias Given = [String: Value]

    /// What is asked: a table, or an atlas.
    public enum Source: Sendable {
        case table(ValueTable)
        case atlas(AtlasFigures)

        /// What it is called, and where else a thing goes.
        fileprivate func words(_ goesWithTable: Bool) -> (Remark, english: Template, chinese: Template) {
            switch self {
            case .table: (Remark("a table", "表格"), "", "")
            case .atlas where goesWithTable: (Remark("the atlas", "图集"), ", only of a {table}", "，仅用于 {table}")
            case .atlas: (Remark("the atlas", "图集"), "", "")
            }
        }
    }

    /// Of a type of measure.
    public init<M: Measure>(_ measure: M.Type) {
        about = M.about
        family = M.family
        slots = M.slots
        atlasSlots =
            M.Input.atlasSlots
            + M.slots.filter { slot in
                slot.ofAtlas && !M.Input.atlasSlots.contains { $0.setting.id == slot.setting.id }
            }
        settings = M.settings.map { $0.described(standard: M()) }
        doubt = M.doubt
        isOfAtlas = M.Input.self != RowTable.self && !M.needs.contains(.manySectors)
        keys = M.layout.keys.joined(separator: ", ")
        asking = { (given, source, run) throws(Problem) in
            var measure = M()
            var selection = Selection()
            do throws(BadValue) {
                for slot in Slot.all {
                    if let value = given[slot.setting.id] { try slot.setting.read(value, into: &selection) }
                }
                for setting in M.settings {
                    if let value = given[setting.id] { try setting.read(value, into: &measure) }
                }
            } catch { throw error.problem }
            switch source {
            case .table(let table): return FacedAnswer(try measure.answer(of: table, selection, run))
            case .atlas(let figures): return FacedAnswer(try measure.answer(of: figures, selection, run))
            }
        }
    }

    /// Asks the measure in words.
    ///
    /// - Throws: `Problem` also for a slot or setting that the measure does not take.
    public func answer(_ given: Given, of source: Source, _ run: MeasureRun = MeasureRun()) throws(Problem)
        -> FacedAnswer
    {
        let taken = takes(source)
        if let unknown = given.keys.sorted().first(where: { !taken.contains($0) }) {
            let list = Template.settings(taken.sorted())
            let (of, english, chinese) = source.words(slots.contains { $0.setting.id == unknown && $0.ofTable })
            throw Problem(
                .use, "\(about.id) takes no {\(unknown)} of \(of.english)\(words: english): it takes \(words: list)",
                "\(about.id) 不接受\(of.chinese)的 {\(unknown)}\(words: chinese)：可用 \(words: list)")
        }
        return try asking(given, source, run)
    }

    /// Ids of what it takes of a source.
    private func takes(_ source: Source) -> Set<String> {
        let slots =
            switch source {
            case .table: self.slots.filter(\.ofTable)
            case .atlas: atlasSlots
            }
        return Set(slots.map(\.setting.id) + settings.map(\.id))
    }

    /// Whether the atlas has figures of this kind.
    public let isOfAtlas: Bool
    /// Keys of its result that are known before an answer, in a line.
    public let keys: String
}

/// A typed answer for a face that knows no types.
public struct FacedAnswer: Sendable {
    /// What every format is made from: inputs, result, remarks and sources.
    public let record: Record
    /// What was measured, in a line.
    public let about: Remark
    /// An SVG with title and remarks; nil where the answer is better read.
    public let picture: @Sendable (Language) -> String?

    init<M: Measure>(_ answer: MeasureAnswer<M>) {
        record = answer.record
        about = answer.about
        picture = { answer.picture($0) }
    }
}
