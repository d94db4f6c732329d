public import AtlasFiles
public import Atlases
import Computation

/// How a region joins the lines of a map: as a place of a network of one's own does.
public struct LineJoining: Sendable {
    /// km/h of lines that say nothing.
    public var speedKmh = 60.0
    /// How far a seat may lie from a line, km.
    public var reachKm = 30.0
    /// km/h between a seat and its line.
    public var reachKmh = 40.0

    /// As places join a network of one's own.
    public init() {}
}

/// Links between regions along the lines of a map.
///
/// Each point of the lines belongs to the region whose seat is nearest in time; where two regions meet, the fastest way
/// from seat to seat through the meeting is a link. Ways to and from a seat count at both ends.
///
/// - Throws: `AtlasProblem` where the map cannot be read, or regions have no seats.
/// - Complexity: O(points · log points).
public func readTravelLinks(alongLines path: String, regions: [Region], joining: LineJoining = LineJoining())
    throws(AtlasProblem) -> (links: [TravelLink], remarks: [Remark])
{
    let seated = regions.filter { $0.position != nil }
    if seated.count < 2 {
        throw AtlasProblem(
            file: path, expected: "regions with seats, or with outlines, that lines can reach", "线路可及的、有驻地或边界的地区")
    }
    func cell(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
    let rows = seated.compactMap { region in
        region.position.map { "\(cell(region.code)),\($0.longitude),\($0.latitude)" }
    }
    let nodes = try CSVTable(Array((["id,longitude,latitude"] + rows).joined(separator: "\n").utf8), file: path)
    let table = try LinkTable(
        lines: path, nodes: nodes, speedKmh: joining.speedKmh, reachKm: joining.reachKm, reachKmh: joining.reachKmh)
    let found = meetings(table, regions: seated.count)
    let links = found.map { link in
        TravelLink(
            from: seated[link.from].code, to: seated[link.to].code, hours: link.hours, mode: link.mode, lengthKm: nil,
            isOneWay: false, opened: nil, closed: nil, sources: ["TABLE"])
    }
    let joined = Set(found.flatMap { [$0.from, $0.to] }).count
    let remark = Remark(
        "\(links.count) links along the lines of \(path) join \(joined) of \(regions.count) regions.",
        "沿 \(path) 的线路得到 \(links.count) 条连接，连通 \(regions.count) 个地区中的 \(joined) 个。")
    return (links, [remark] + table.notes)
}

private struct Meeting {
    let from: Int
    let to: Int
    var hours: Double
    var mode: TravelMode
}

/// The fastest way through each meeting of two regions, in the order of their numbers.
private func meetings(_ table: LinkTable, regions: Int) -> [Meeting] {
    let open = table.rows.filter { $0.closed == nil }
    var leaving = Array(repeating: [Int](), count: table.places.ids.count)
    for (index, row) in open.enumerated() {
        leaving[row.from].append(index)
        leaving[row.to].append(index)
    }
    var hours = Array(repeating: Double.infinity, count: leaving.count)
    var owner = Array(repeating: -1, count: leaving.count)
    var queue = SmallestFirst()
    for region in 0..<regions {
        (hours[region], owner[region]) = (0, region)
        queue.push(0, Int32(region))
    }
    while let (value, number) = queue.pop() {
        let place = Int(number)
        if value > hours[place] { continue }
        for index in leaving[place] {
            if open[index].isOneWay && open[index].from != place { continue }
            let next = open[index].from == place ? open[index].to : open[index].from
            let there = value + open[index].hours
            if there < hours[next] {
                (hours[next], owner[next]) = (there, owner[place])
                queue.push(there, Int32(next))
            }
        }
    }
    var best: [[Int]: Meeting] = [:]
    for row in open {
        let (a, b) = (owner[row.from], owner[row.to])
        if a < 0 || b < 0 || a == b { continue }
        let way = hours[row.from] + row.hours + hours[row.to]
        let mode: TravelMode =
            switch row.mode {
            case .rail, .highSpeedRail: .rail
            case .road: .road
            default: .other
            }
        if way < best[[min(a, b), max(a, b)]]?.hours ?? .infinity {
            best[[min(a, b), max(a, b)]] = Meeting(from: min(a, b), to: max(a, b), hours: way, mode: mode)
        }
    }
    return best.values.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
}
