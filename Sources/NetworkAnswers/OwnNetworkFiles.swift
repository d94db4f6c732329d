public import Asking
import AtlasFiles
import Atlases
import NetworkFiles
import Transport

/// The files of a network of the user's own, a table of links, lines of a map or timetables, and what stands between a
/// door and them.
public struct OwnNetworkFiles: Askable {
    /// A table of links: `from,to,hours` and what else is known.
    public var links: String?
    /// Lines of a map: GeoJSON, Shapefile or GeoPackage.
    public var lines: String?
    /// Of a GeoPackage of lines; nil takes the first.
    public var layer: String?
    /// Of lines that say nothing of theirs, km/h.
    public var lineSpeed = 60.0
    /// Archives or folders of feeds.
    public var gtfs: [String] = []
    /// A table of trips, in place of feeds.
    public var timetable: String?
    /// A table of places. Nil takes those that the links name, the lines' ends and meetings, or the stations.
    public var nodes: String?
    /// Links open, or trips running, on this day, as 2020-12-27; nil takes all links.
    public var day: String?
    /// Hours from door to door beside a ride: `rail=1.2`.
    public var access: [String] = []
    /// Hours between two lines of a station, the wait apart.
    public var transfer = 0.0
    /// Hours are counted from this time, the wait for the first departure included.
    public var departure = "08:00"
    /// The mean over departures until this time.
    public var until: String?
    /// Modes of a timetable; empty takes all.
    public var only: [String] = []
    /// Kilometres between a place and the stops or lines that it uses, at most.
    public var reach = 30.0
    /// How fast one gets there, km/h.
    public var reachSpeed = 40.0
    /// Metres that one walks between stops.
    public var walk = 500.0
    /// Minutes of a change where the feed says nothing.
    public var change = 2.0
    /// Of a way, at most.
    public var rides = 8

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<OwnNetworkFiles>] = files + doors

    private static let files: [Setting<OwnNetworkFiles>] = [
        .text(
            "links", "Table of links: from,to,hours[,mode,opened,closed,oneway,fare,line,headway].",
            "连接表：from,to,hours[,mode,opened,closed,oneway,fare,line,headway]。", \.links, .file),
        .text(
            "lines",
            "Lines of a map, GeoJSON, Shapefile or GeoPackage, with hours or speed beside each where there are.",
            "线图层（GeoJSON、Shapefile 或 GeoPackage），可带 hours 或 speed。", \.lines, .file),
        .text(
            "layer", "With {lines}: layer of a GeoPackage; the first if left out.",
            "配合 {lines}：GeoPackage 的图层；省略则取第一个。",
            \.layer, .text(most: 200)),
        .number(
            "lineSpeed", "With {lines}: speed of lines that say nothing.", "配合 {lines}：未注明速度的线路。", \.lineSpeed,
            in: .leastNonzeroMagnitude...1_000, unit: "km/h"),
        .texts(
            "gtfs", "GTFS feed, a zip archive or a folder; may be given again, feeds then join by walks.",
            "GTFS 压缩包或文件夹；可多次给出，之间以步行相连。", \.gtfs, .texts),
        .text(
            "timetable", "Timetable table: trip,stop,arrival,departure[,line,mode]; runs every day.",
            "时刻表：trip,stop,arrival,departure[,line,mode]；每日开行。", \.timetable, .file),
        .text(
            "nodes", "Table of places: id[,name,longitude,latitude]; with {gtfs} brought to the stops near them.",
            "地点表：id[,name,longitude,latitude]；配合 {gtfs} 时连到附近站点。", \.nodes, .file),
        .text(
            "day", "Links open, or trips running, on this day, as 2020-12-27.", "当日开通的线路或开行的车次，如 2020-12-27。", \.day,
            .text(most: 40)),
    ]

    private static let doors: [Setting<OwnNetworkFiles>] = [
        .texts(
            "access", "With {links}: hours from door to door beside a ride, as `rail=1.2`; may be given again.",
            "配合 {links}：乘车以外的门到门小时数，如 rail=1.2；可多次给出。", \.access, .texts),
        .number(
            "transfer", "With {links}: hours between two lines of a station, the wait apart.",
            "配合 {links}：站内换线小时数（不含候车）。", \.transfer, in: 0...100, unit: "hours"),
        .text(
            "departure", "With a timetable: the time of departure, the wait for the first trip included.",
            "时刻表：出发时刻，含候车。", \.departure, .text(most: 40), required: false),
        .text(
            "until", "With a timetable: the mean over departures until this time.", "时刻表：至此时刻各出发时刻的平均。", \.until,
            .text(most: 40)),
        .texts(
            "only", "With a timetable: only these modes, as `rail`; may be given again.", "时刻表：只用这些方式，如 rail；可多次给出。",
            \.only, .texts),
        .number(
            "reach", "With {gtfs} or {lines}, and {nodes}: how far from a place its stops or lines may lie.",
            "配合 {gtfs} 或 {lines} 与 {nodes}：地点与站点或线路的最远距离。", \.reach, in: .leastNonzeroMagnitude...1_000, unit: "km"),
        .number(
            "reachSpeed", "With {gtfs} or {lines}, and {nodes}: speed from a place to them.", "从地点到站点或线路的速度。",
            \.reachSpeed, in: 1...1_000, unit: "km/h"),
        .number(
            "walk", "With {gtfs}: how far one walks between stops; 0 for not at all.", "配合 {gtfs}：站间最远步行距离；0 为不步行。",
            \.walk, in: 0...20_000, unit: "metres"
        ),
        .number(
            "change", "With a timetable: minutes of a change where the feed says nothing.", "时刻表：未注明时的换乘分钟数。", \.change,
            in: 0...600, unit: "minutes"),
        .whole(
            "rides", "With a timetable: most rides of a way.", "时刻表：最多乘车次数。", \.rides, in: 1...30),
    ]

    /// Whether there is a network of the user's own at all.
    public var isGiven: Bool { links != nil || lines != nil || hasTimetable }
    /// Whether there are feeds or a table of trips.
    public var hasTimetable: Bool { !gtfs.isEmpty || timetable != nil }
    /// What was read.
    var files: [String] { [links, lines, timetable, nodes].compactMap(\.self) + gtfs }
}

extension OwnNetworkFiles {
    /// Refuses settings that do not go together.
    ///
    /// - Parameter valueOfTime: of the question that is asked of them.
    public func check(valueOfTime: Double? = nil) throws(Problem) {
        if let day, Day(day) == nil {
            throw Problem(
                .use, "{day} is \(day.prefix(40)): expected a day as 2020-12-27",
                "{day} 为 \(day.prefix(40))：应为日期，如 2020-12-27")
        }
        if !isGiven && (nodes != nil || day != nil) {
            throw Problem(
                .use, "{nodes} and {day} go with {links}, {lines}, {gtfs} or {timetable}",
                "{nodes} 与 {day} 须与 {links}、{lines}、{gtfs} 或 {timetable} 同用")
        }
        if [links != nil, lines != nil, !gtfs.isEmpty, timetable != nil].count(where: { $0 }) > 1 {
            throw Problem(
                .use, "{links}, {lines}, {gtfs} or {timetable}: one of them", "{links}、{lines}、{gtfs}、{timetable} 只能选一")
        }
        if layer != nil && lines == nil {
            throw Problem(.use, "{layer} goes with {lines}", "{layer} 须与 {lines} 同用")
        }
        if hasTimetable && day == nil {
            throw Problem(.use, "{day}: name the day of service, as 2026-01-05", "{day}：请给出开行日期，如 2026-01-05")
        }
        if links == nil && lines == nil && (!access.isEmpty || transfer != 0) {
            throw Problem(
                .use, "{access} and {transfer} go with {links} or {lines}",
                "{access} 与 {transfer} 须与 {links} 或 {lines} 同用")
        }
        if hasTimetable && valueOfTime != nil {
            throw Problem(
                .use, "{valueOfTime}: timetables have no fares; it goes with {links} or the atlas",
                "{valueOfTime}：时刻表没有票价；须与 {links} 或地图集同用")
        }
        _ = try accessHours()
        _ = try modes()
        if try departures().count > 86_400 {
            throw Problem(.use, "{until}: expected at most a day after {departure}", "{until}：至多为 {departure} 之后一天")
        }
    }

    func accessHours() throws(Problem) -> [Mode: Double] {
        var hours: [Mode: Double] = [:]
        for entry in access {
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let mode = Mode(rawValue: parts[0]), let value = Double(parts[1]),
                (0...100).contains(value)
            else {
                throw Problem(
                    .use, "{access} \(entry.prefix(40)): expected MODE=HOURS, a mode being one of \(Self.modeNames)",
                    "{access} \(entry.prefix(40))：应为 方式=小时数，方式为 \(Self.modeNames) 之一")
            }
            hours[mode] = value
        }
        return hours
    }

    /// Seconds of the day of service, the last at least the first.
    func departures() throws(Problem) -> ClosedRange<Int32> {
        let first = try Self.clock(departure, "departure")
        let last = try until.map { (text) throws(Problem) in try Self.clock(text, "until") } ?? first
        // The runs of the day are held, and of the next those that the last of them may wait for.
        if first >= 86_400 {
            throw Problem(
                .use,
                "{departure} is \(departure.prefix(40)): expected a time before 24:00 of the day that {day} names",
                "{departure} 为 \(departure.prefix(40))：应为 {day} 当日 24:00 之前的时刻")
        }
        if last < first {
            throw Problem(.use, "{until}: expected no time before {departure}", "{until}：不得早于 {departure}")
        }
        return first...last
    }

    /// Nil for all.
    func modes() throws(Problem) -> Set<Mode>? {
        var modes: Set<Mode> = []
        for text in only {
            guard let mode = Mode(rawValue: text) else {
                throw Problem(
                    .use, "{only} \(text.prefix(40)): expected one of \(Self.modeNames)",
                    "{only} \(text.prefix(40))：应为 \(Self.modeNames) 之一")
            }
            modes.insert(mode)
        }
        return only.isEmpty ? nil : modes
    }

    private static var modeNames: String { Mode.allCases.map(\.rawValue).joined(separator: ", ") }

    private static func clock(_ text: String, _ setting: String) throws(Problem) -> Int32 {
        if let seconds = clockSeconds(text.utf8) { return seconds }
        throw Problem(
            .use, "{\(setting)} is \(text.prefix(40)): expected a time as 08:00",
            "{\(setting)} 为 \(text.prefix(40))：应为时刻，如 08:00")
    }
}
