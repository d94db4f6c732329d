import Asking
public import Atlases
import Foundation

/// What tables call the two columns of a seat, longitude first.
let seatColumns = [["longitude", "lon", "lng", "经度"], ["latitude", "lat", "纬度"]]

/// Regions that a user's table names itself, without outlines: by a column of codes or names, with seats where two
/// columns hold them.
///
/// - Throws: `AtlasProblem` where no column names places, or a seat is no point of the globe.
public func readRegions(fromTable raw: [UInt8], file: String) throws(AtlasProblem) -> MapRegions {
    let table = try CSVTable(text: raw, file: file)
    let bare = table.header.map(PlaceMatcher.bare)
    func column(_ names: [String]) -> Int? {
        names.lazy.compactMap { name in bare.firstIndex(of: name) }.first
    }
    let codes = column(["code", "id", "geoid", "nutsid", "nuts", "ags", "regionid", "countyid", "代码", "行政区划代码"])
    let names = column([
        "name", "region", "place", "city", "county", "regionname", "placename", "地区", "城市", "名称", "kreis",
    ])
    guard let key = codes ?? names else {
        throw AtlasProblem(
            file: file, row: 1, value: table.header.joined(separator: ","),
            expected: "a column of codes (code, id) or names (name, region, place, city) of the regions")
    }
    let seats = seatColumns.map(column)
    var regions: [Region] = []
    var seen = Set<String>()
    for (row, cells) in table.rows.enumerated() {
        let code = cells[key].trimmingCharacters(in: .whitespacesAndNewlines)
        if code.isEmpty {
            throw AtlasProblem(
                file: file, row: table.lines[row], column: table.header[key], expected: "a code or name of the region")
        }
        if !seen.insert(code).inserted { continue }
        var seat: Coordinate?
        if let x = seats[0], let y = seats[1], !isMissing(cells[x]), !isMissing(cells[y]) {
            guard let longitude = table.number(cells[x]), let latitude = table.number(cells[y]), abs(longitude) <= 180,
                abs(latitude) <= 90, longitude != 0 || latitude != 0
            else {
                throw AtlasProblem(
                    file: file, row: table.lines[row], column: table.header[x], value: "\(cells[x]), \(cells[y])",
                    expected: "degrees of longitude and latitude, or nothing where there is no seat")
            }
            seat = Coordinate(longitude: longitude, latitude: latitude)
        }
        let name = names.map { cells[$0].trimmingCharacters(in: .whitespacesAndNewlines) } ?? code
        regions.append(
            Region(
                code: code, name: name.isEmpty ? code : name, shortName: name.isEmpty ? code : name,
                nameEnglish: name.isEmpty ? code : name, level: .prefecture, parent: nil, partOf: nil, seat: seat,
                label: seat, note: "", sources: ["TABLE"]))
    }
    return MapRegions(
        regions: regions, polygons: [:], codeProperty: table.header[key],
        nameProperties: names.map { [table.header[$0]] } ?? [])
}

extension MapRegions {
    /// The same with names in both languages, by code; regions that are not named keep theirs.
    public func named(_ names: [String: Remark]) -> MapRegions {
        MapRegions(
            regions: regions.map { region in
                guard let name = names[region.code] else { return region }
                let (chinese, english) = (
                    name.chinese.isEmpty ? region.name : name.chinese,
                    name.english.isEmpty ? region.nameEnglish : name.english
                )
                return Region(
                    code: region.code, name: chinese, shortName: chinese, nameEnglish: english, level: region.level,
                    parent: region.parent, partOf: region.partOf, seat: region.seat, label: region.label,
                    note: region.note, sources: region.sources)
            }, polygons: polygons, codeProperty: codeProperty, nameProperties: nameProperties,
            remarks: remarks)
    }
}

/// Names of regions in both languages: `code,zh,en`, either of the last two alone too.
public func readNames(_ raw: [UInt8], file: String) throws(AtlasProblem) -> [String: Remark] {
    let table = try ValueTable(try CSVTable(text: raw, file: file))
    let has = Set(table.table.header)
    guard has.contains("code"), has.contains("zh") || has.contains("en") else {
        throw AtlasProblem(
            file: file, row: 1, value: table.table.header.joined(separator: ","),
            expected: "the columns code, zh and en")
    }
    let codes = try table.texts("code")
    let chinese = try table.texts(has.contains("zh") ? "zh" : "en")
    let english = try table.texts(has.contains("en") ? "en" : "zh")
    return Dictionary(
        codes.indices.map { (codes[$0], Remark(english[$0], chinese[$0])) }, uniquingKeysWith: { first, _ in first })
}

/// A region's group, and the part it plays there where the group is a cluster of cities.
public struct GroupRow: Sendable, Equatable {
    /// Code of the region.
    public let region: String
    /// As the user calls the group.
    public let group: String
    /// Nil for a group that is no cluster.
    public let role: ClusterRole?
}

/// Groups of regions: `region,group`, and `role` (anchor, secondary or member) where they are clusters.
///
/// - Throws: `AtlasProblem` with row and column for an unknown region or role, or a region that stands twice.
public func readGroups(_ raw: [UInt8], file: String, regions: [Region]) throws(AtlasProblem) -> [GroupRow] {
    let table = try ValueTable(try CSVTable(text: raw, file: file))
    let matcher = PlaceMatcher(regions)
    let (places, groups) = (try table.texts("region"), try table.texts("group"))
    let roles = table.table.header.contains("role") ? try table.texts("role") : nil
    var seen = Set<String>()
    return try places.indices.map { (row) throws(AtlasProblem) in
        guard let code = matcher.code(places[row]) else {
            throw table.problem(row: row, column: "region", expected: "the code or name of a region")
        }
        if groups[row].isEmpty { throw table.problem(row: row, column: "group", expected: "a group") }
        let role = try roles.map { (roles) throws(AtlasProblem) -> ClusterRole in
            if roles[row].isEmpty { return .member }
            guard let role = ClusterRole(rawValue: roles[row].lowercased()) else {
                let known = ClusterRole.allCases.map(\.rawValue).joined(separator: ", ")
                throw table.problem(row: row, column: "role", expected: "one of \(words: Template(words: known))")
            }
            return role
        }
        if !seen.insert(role == nil ? code : "\(groups[row])|\(code)").inserted {
            throw table.problem(
                row: row, column: "region", expected: "each region once\(words: role == nil ? "" : " a cluster")")
        }
        return GroupRow(region: code, group: groups[row], role: role)
    }
}

extension TravelMode {
    /// By its name, or by what tables of several languages call it.
    fileprivate init?(called text: String) {
        let bare = PlaceMatcher.bare(text)
        if let mode = TravelMode(rawValue: bare) {
            self = mode
        } else {
            switch bare {
            case "highway", "motorway", "autobahn", "car", "bus", "strasse", "公路", "高速公路", "高速", "汽车": self = .road
            case "railway", "train", "highspeedrail", "hsr", "bahn", "铁路", "高铁", "火车", "普铁": self = .rail
            case "air", "plane", "ferry", "ship", "航空", "飞机", "轮渡", "水运": self = .other
            default: return nil
            }
        }
    }
}

/// Links between regions with the hours they take: `from,to,hours` (or `minutes`), and `mode`, `length_km`, `opened`,
/// `closed`, `oneway` where they are known. Rows to places that are no regions are left out and counted.
///
/// - Throws: `AtlasProblem` with row and column for hours below zero, a day that is none, or a link that leads nowhere.
public func readTravelLinks(_ raw: [UInt8], file: String, regions: [Region]) throws(AtlasProblem) -> (
    links: [TravelLink], leftOut: Int, unknown: [String]
) {
    let table = try ValueTable(try CSVTable(text: raw, file: file))
    let has = Set(table.table.header)
    guard has.isSuperset(of: ["from", "to"]), has.contains("hours") || has.contains("minutes") else {
        throw AtlasProblem(
            file: file, row: 1, value: table.table.header.joined(separator: ","),
            expected: "the columns from, to and hours (or minutes)")
    }
    let matcher = PlaceMatcher(regions)
    var known: [String: String?] = [:]
    func code(_ text: String) -> String? {
        if let found = known[text] { return found }
        let found = matcher.code(text)
        known[text] = .some(found)
        return found
    }
    func optional(_ column: String) throws(AtlasProblem) -> [String]? {
        has.contains(column) ? try table.texts(column) : nil
    }
    let (from, to) = (try table.texts("from"), try table.texts("to"))
    let timeColumn = has.contains("hours") ? "hours" : "minutes"
    let times = try table.numbers(timeColumn)
    let (modes, oneWay) = (try optional("mode"), try optional("oneway"))
    let days = (opened: try optional("opened"), closed: try optional("closed"))
    let lengths = has.contains("length_km") ? try table.numbers("length_km") : nil
    func day(_ texts: [String]?, _ row: Int, _ column: String) throws(AtlasProblem) -> Day? {
        guard let text = texts?[row], !text.isEmpty else { return nil }
        guard let day = Day(text) else {
            throw table.problem(row: row, column: column, expected: "a day as in 2017-12-06")
        }
        return day
    }
    func mode(_ row: Int) throws(AtlasProblem) -> TravelMode {
        guard let text = modes?[row], !text.isEmpty else { return .road }
        if let mode = TravelMode(called: text) { return mode }
        throw table.problem(row: row, column: "mode", expected: "road, rail or other", "road（公路）、rail（铁路）或 other（其他）")
    }
    var links: [TravelLink] = []
    var (leftOut, unknown) = (0, Set<String>())
    for row in from.indices {
        guard let a = code(from[row]), let b = code(to[row]) else {
            leftOut += 1
            unknown.formUnion([from[row], to[row]].filter { code($0) == nil })
            continue
        }
        guard let time = times[row], time > 0 else {
            throw table.problem(row: row, column: timeColumn, expected: "a number above 0")
        }
        if a == b { throw table.problem(row: row, column: "to", expected: "another region than from") }
        links.append(
            TravelLink(
                from: a, to: b, hours: timeColumn == "hours" ? time : time / 60,
                mode: try mode(row),
                lengthKm: lengths?[row], isOneWay: ["yes", "true", "1"].contains(oneWay?[row].lowercased() ?? ""),
                opened: try day(days.opened, row, "opened"), closed: try day(days.closed, row, "closed"),
                sources: ["TABLE"]))
    }
    return (links, leftOut, unknown.sorted())
}
