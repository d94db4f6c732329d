public import Asking
import AtlasFiles
import AtlasQuestions
public import Atlases
public import Formats
import Scenarios
public import Transport
import Wording

/// Areas within some hours of a place.
public struct AreasQuestion: NetworkQuestion {
    /// A city by code or name; over a network of the user's own an id.
    public var from = ""
    /// One area each.
    public var hours: [Double] = [1, 2, 3, 4]
    /// Over a network of the user's own: km/h in straight lines beyond its places.
    public var speed = 30.0
    /// Places carved out of others, by code, that are nodes of their own.
    public var carve: [String] = []
    /// Over a network of the user's own: money an hour; areas are then of generalised hours.
    public var valueOfTime: Double?
    /// Of the network; nil for the atlas's own.
    public var year: Int?

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<AreasQuestion>] = [
        .place(
            "from", "from", "出发地", \.from, "City by code or name; over a network of your own an id.",
            "城市代码或名称；自备路网时为 id。"),
        .numbers(
            "hours", "Hours of an area; may be given again.", "范围的小时数；可多次给出。", \.hours,
            in: .leastNonzeroMagnitude...100, unit: "hours", most: 24),
        .number(
            "speed", "Over a network of your own: km/h in straight lines beyond its places.", "自备路网：地点以外直线行进的时速。",
            \.speed, in: .leastNonzeroMagnitude...1_000, unit: "km/h"),
        .carve(\.carve), .valueOfTime(\.valueOfTime), .year(\.year),
    ]

    /// Refuses settings that do not go together.
    public func check(overOwn own: Bool) throws(Problem) {
        if !own && valueOfTime != nil {
            throw Problem(
                .use, "{valueOfTime}: areas on the atlas are of hours alone", "{valueOfTime}：地图集上的范围只按时间计算")
        }
    }

    /// Areas over an atlas's network, its roads and beyond.
    ///
    /// - Throws: a problem of use for a place that the atlas does not know, of data for one outside the network.
    public func answer(on atlas: Atlas) throws(Problem) -> NetworkAnswer<TravelAreas> {
        try check(overOwn: false)
        let year = year ?? atlas.year
        let network = try atlas.network(year, carved: carve)
        return try answer(on: atlas, network, network.passengerHours(atlas, year))
    }

    /// - Parameter passengers: of the network.
    func answer(on atlas: Atlas, _ network: StudyNetwork, _ passengers: PassengerHours) throws(Problem)
        -> NetworkAnswer<TravelAreas>
    {
        let origin = try atlas.city(called: from)
        let (year, parameters) = (year ?? atlas.year, StudyParameters())
        let areas: [Isochrone]
        let reached: [Double]
        do {
            let start = try network.endpoint(origin.code)
            reached = network.nodes.indices.map { $0 == start ? 0 : passengers.door[start, $0] }
            areas = network.areas(hours: reached, limits: hours)
        } catch { throw Problem(error) }
        let (speed, detour) = (plainNumber(parameters[.localSpeedKmh]), plainNumber(parameters[.roadDetour]))
        let assumption = Remark(
            """
            \(passengers.trains == nil ? "hours modelled from distances and design speeds, no timetable" : "door to door")\
            ; beyond seats and roads \(speed) km/h over straight lines × \(detour), water and mountains not spared
            """,
            "\(passengers.trains == nil ? "时间按距离与设计速度估算，非时刻表" : "门到门时间")；驻地与公路以外按直线距离 × \(detour)、时速 \(speed) 公里推算，未扣除水域与山地"
        )
        var asked = self
        (asked.from, asked.year) = (origin.code, year)
        let places = zip(network.nodes, reached).map { region, hours in
            ReachedPlace(
                id: region.code, name: Remark(region.nameEnglish, region.shortName), hours: hours)
        }
        return NetworkAnswer(
            atlas, asked,
            TravelAreas(
                areas: areas, places: places, from: origin.code, name: Remark(origin.nameEnglish, origin.shortName),
                year: year, assumption: assumption), remarks: network.passengerNotes(passengers.trains),
            sources: network.sources.union(passengers.trains?.sources ?? []))
    }

    /// Areas over a network of the user's own; its places need coordinates.
    ///
    /// - Throws: a problem of data for a place that the network does not know or that has no coordinates.
    public func answer(over network: OwnNetwork) throws(Problem) -> NetworkAnswer<TravelAreas> {
        try check(overOwn: true)
        let origin = try network.place(from)
        guard network.places.positions[origin] != nil else {
            throw Problem(
                .data, "\(from) has no coordinates: give a table of places with longitude and latitude by {nodes}",
                "\(from) 无坐标：请以 {nodes} 给出含经纬度的地点表")
        }
        var points: [TimedPoint] = []
        var places: [ReachedPlace] = []
        try network.costs(from: [origin], threads: 1) { (_, costs) throws(Problem) in
            places = costs.indices.map { place in
                let name = network.places.names[place]
                return ReachedPlace(
                    id: network.places.ids[place], name: Remark(name, name), hours: network.weighed(costs[place]))
            }
            points = costs.indices.compactMap { place in
                network.places.positions[place].map {
                    TimedPoint(
                        longitude: $0.longitude, latitude: $0.latitude, hours: network.weighed(costs[place]))
                }
            }
        }
        let assumption = Remark(
            "beyond a place \(plainNumber(speed)) km/h over straight lines × 1.3",
            "地点以外按直线距离 × 1.3、时速 \(plainNumber(speed)) 公里推算")
        return network.answer(
            self,
            TravelAreas(
                areas: isochrones(around: points, limits: hours, speedKmh: speed), places: places, from: from,
                name: nil, year: nil,
                assumption: assumption))
    }
}

/// A place that can be reached.
public struct ReachedPlace: Sendable {
    /// Its code; over a network of the user's own its id.
    public let id: String
    /// What people call it.
    public let name: Remark
    /// To get there.
    public let hours: Double
}

extension NetworkAnswer<TravelAreas> {
    /// The places within, as every face writes them.
    public var record: Record {
        record(
            .rows(
                { found in
                    let from = found.name ?? Remark(found.from, found.from)
                    let widest = plainNumber(found.areas.map(\.hours).max() ?? 0)
                    return Remark(
                        "\(found.places.count) places within \(widest) h of \(from.english)",
                        "\(from.chinese) \(widest) 小时以内共 \(found.places.count) 处")
                },
                { found in
                    [
                        .text("id", "code", "代码") { $0.id }, .words("name", "place", "地区") { $0.name },
                        .number("hours", "hours", "小时", .fixed(2)) { $0.hours },
                        .number("within", "within, h", "所属范围（小时）", .plain) { place in
                            found.areas.map(\.hours).filter { place.hours <= $0 }.min()
                        },
                    ]
                }, \.places
            ).noted { indented([$0.assumption]) })
    }
}

/// What can be reached from a place within some hours.
public struct TravelAreas: Sendable {
    /// In the order in which hours were asked for.
    public let areas: [Isochrone]
    /// Places within the widest of the areas, nearest first, the one that they lie around left out.
    public let places: [ReachedPlace]
    let from: String
    let name: Remark?
    let year: Int?
    /// What is assumed beyond the network.
    public let assumption: Remark

    init(
        areas: [Isochrone], places: [ReachedPlace], from: String, name: Remark?, year: Int?, assumption: Remark
    ) {
        (self.areas, self.from, self.name, self.year, self.assumption) = (areas, from, name, year, assumption)
        let widest = areas.map(\.hours).max() ?? 0
        self.places = places.filter { $0.id != from && $0.hours <= widest }
            .sorted { ($0.hours, $0.id) < ($1.hours, $1.id) }
    }

    /// A row an area, the widest first, and its outline.
    public func table(in language: Language) -> (rows: DataTable, shapes: [PlaceShape]) {
        let sorted = areas.sorted { $0.hours > $1.hours }
        func same(_ id: String, _ words: Remark, _ text: String) -> DataTable.Column {
            DataTable.Column(id: id, name: language == .english ? id : words.chinese, .texts(sorted.map { _ in text }))
        }
        let columns = [
            same("from", Remark("from", "起点"), name.map { language($0) } ?? from),
            DataTable.Column(id: "hours", name: language("hours", "小时"), .numbers(sorted.map(\.hours))),
            same("assumption", Remark("assumption", "假设"), language(assumption)),
        ]
        let shapes = sorted.map { area in
            PlaceShape.areas(
                area.polygons.map { $0.map { $0.map { Coordinate(longitude: $0.x, latitude: $0.y) } } })
        }
        return (DataTable(columns), shapes)
    }
}
