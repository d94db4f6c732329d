public import Asking
import AtlasFiles
public import Atlases
import Scenarios
import Transport

/// A question about travel, asked of an atlas or of a network of the user's own.
///
///     var question = HoursQuestion()
///     question.from = "Ankang"
///     let answer = try question.answer(on: atlas)
///     answer.result.rows.first?.passengers?.hours
public protocol NetworkQuestion: Askable {
    /// Refuses settings that do not go together, before any work is done.
    ///
    /// - Parameter own: whether a network of the user's own is asked, not an atlas.
    /// - Throws: a problem of use that names the settings.
    func check(overOwn own: Bool) throws(Problem)
}

extension NetworkQuestion {
    /// All settings go together.
    public func check(overOwn own: Bool) throws(Problem) {}
}

/// An answer about travel: what was asked, what was found, what is said of it and what it rests on.
public struct NetworkAnswer<Result: Sendable>: Sendable {
    /// What was asked and of what: the atlas or what was read, then the question's settings.
    public let inputs: [Value.Field]
    /// What was found.
    public let result: Result
    /// What was assumed or left out.
    public let remarks: [Remark]
    /// Identifiers of the atlas's sources, or the user's files.
    public let sources: [String]

    init(inputs: [Value.Field], _ result: Result, remarks: [Remark], sources: [String]) {
        (self.inputs, self.result, self.remarks, self.sources) = (inputs, result, remarks, sources)
    }

    /// Of an atlas.
    init(_ atlas: Atlas, _ question: some Askable, _ result: Result, remarks: [Remark], sources: Set<String>) {
        self.init(
            inputs: [Value.Field("atlas", .identity(atlas))] + question.inputs, result, remarks: remarks,
            sources: atlas.sources.map(\.id).filter(sources.contains))
    }

    /// As every face writes it.
    ///
    /// - Parameter main: what CSV writes; nil takes the first sheet with rows.
    func record(_ layout: Layout<Result>, main: Sheet? = nil) -> Record {
        Record(inputs: inputs, result, layout, remarks: remarks, sources: .texts(sources), main: main)
    }
}

extension Setting where Question: Askable {
    /// A city of the atlas, or an id of the user's network.
    static func place(
        _ id: String, _ english: String, _ chinese: String, _ path: Path<String>, _ help: String, _ helpChinese: String
    ) -> Self {
        .text(id, english, chinese, path, .place, help: Remark(help, helpChinese))
    }

    static func carve(_ path: Path<[String]>) -> Self {
        .texts(
            "carve", "carved places", "单列的地方", path, .places,
            help: Remark("A place carved out of another, such as XIONGAN.", "从他处划出、单独计算的地方，如 XIONGAN。"))
    }

    static func year(_ path: Path<Int?>) -> Self {
        .whole(
            "year", "year", "年份", path, in: networkYears,
            help: Remark("Year of the network; the atlas's own year if left out.", "路网年份；缺省为数据年份。"))
    }

    static func valueOfTime(_ path: Path<Double?>) -> Self {
        .number(
            "valueOfTime", "value of time", "时间价值", path, in: .leastNonzeroMagnitude...1e9, unit: "money",
            help: Remark(
                "Money an hour; over links the column fare then counts beside time, on the atlas assumed fares.",
                "每小时的价值；此时路网表的 fare 列（地图集上为假设票价）与时间一并计入。"))
    }
}

/// Years that a network is asked for.
let networkYears = 1900...2100

extension Atlas {
    /// The network at the end of a year.
    func network(_ year: Int, carved: [String]) throws(Problem) -> StudyNetwork {
        StudyNetwork(
            self, date: Day(year: year, month: 12, day: 31), carved: try cities(called: carved).map(\.code),
            parameters: StudyParameters())
    }
}

extension StudyNetwork {
    /// The node of a region.
    func node(of region: Region) throws(Problem) -> Int {
        if let node = node(region.code) { return node }
        if region.level == .carved {
            throw Problem(
                .data, "\(region.nameEnglish) is carved out of another place: it needs {carve} \(region.code)",
                "\(region.shortName) 从他处划出：须给出 {carve} \(region.code)")
        }
        throw Problem(
            .data, "\(region.nameEnglish) (\(region.code)) has no place in the network",
            "\(region.shortName)（\(region.code)）不在路网中")
    }
}

/// Columns that name a region.
func regionColumns<Row>(code: String = "code", _ region: @escaping @Sendable (Row) -> Region) -> [Column<Row>] {
    let heads = code == "to" ? ("to", "到") : ("code", "代码")
    return [
        .text(code, heads.0, heads.1) { region($0).code }, .value("name") { .text(region($0).shortName) },
        .value("nameEnglish") { .text(region($0).nameEnglish) },
        .words(nil, "place", "城市") { Remark(region($0).nameEnglish, region($0).shortName) },
    ]
}

/// Notes of a table, set in below it as remarks are.
func indented(_ notes: [Remark]) -> [Remark] { notes.map { Remark("  " + $0.english, "  " + $0.chinese) } }

extension StudyNetwork {
    /// Passengers' hours between its nodes at the end of the year.
    func passengerHours(_ atlas: Atlas, _ year: Int) throws(Problem) -> PassengerHours {
        do {
            return try PassengerHours(atlas, self, date: Day(year: year, month: 12, day: 31))
        } catch { throw Problem(error) }
    }
}

extension PassengerHours {
    /// To every node, without fares; nil where there is no way.
    func costs(from start: Int) -> [TravelCost?] {
        (0..<door.columns).map { node in
            door[start, node].isFinite ? TravelCost(hours: door[start, node], fare: 0, valueOfTime: nil) : nil
        }
    }
}
