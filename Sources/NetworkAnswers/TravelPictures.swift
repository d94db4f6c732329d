public import Asking
public import Atlases
public import Scenarios

/// Travel from a city as the page draws it: hours to every city, their classes on the map, and areas.
public struct TravelQuestion: NetworkQuestion {
    /// By code or name.
    public var from = ""
    /// Of the network; nil for the atlas's own.
    public var year: Int?

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<TravelQuestion>] = [
        .place("from", "from", "出发地", \.from, "City by code or name.", "城市代码或名称。"), .year(\.year),
    ]

    /// The hours of `HoursQuestion` and the areas of `AreasQuestion`.
    public func answer(on atlas: Atlas) throws(Problem) -> NetworkAnswer<TravelPicture> {
        var hours = HoursQuestion()
        (hours.from, hours.year) = (from, year)
        var areas = AreasQuestion()
        (areas.from, areas.year) = (from, year)
        let asked = year ?? atlas.year
        let network = try atlas.network(asked, carved: [])
        let passengers = try network.passengerHours(atlas, asked)
        let found = try hours.answer(on: atlas, network, passengers)
        let around = try areas.answer(on: atlas, network, passengers)
        return NetworkAnswer(
            inputs: found.inputs, TravelPicture(hours: found.result, areas: around.result), remarks: found.remarks,
            sources: found.sources)
    }
}

/// Hours from a city and the areas around it.
public struct TravelPicture: Sendable {
    /// To every city.
    public let hours: HoursFrom
    /// Within 1 to 4 hours.
    public let areas: TravelAreas

    fileprivate var passengers: [Double?] { hours.all.map { $0.passengers?.hours } }

    /// Cities but the origin within so many hours.
    fileprivate func cities(within limit: Double) -> Int {
        hours.all.count { $0.region.code != hours.origin.code && ($0.passengers?.hours ?? .infinity) <= limit }
    }
}

extension NetworkAnswer<TravelPicture> {
    /// As every face writes it.
    public var record: Record { record(Self.layout) }

    private static var layout: Layout<TravelPicture> {
        .parts(
            .value("places") { found in
                .fields(
                    ("code", .texts(found.hours.all.map(\.region.code))),
                    ("hours", .list(found.passengers.map(Value.optional))),
                    ("class", .list(found.passengers.map { TravelClasses.hours.value(of: $0) })),
                    ("basis", .list(found.hours.all.map { .optional($0.basis?.rawValue) })))
            },
            .value("bases") { _ in
                .list(
                    HoursBasis.allCases.map { .fields(("id", .text($0.rawValue)), ("name", .remark($0.name))) })
            }, .value("classes") { TravelClasses.hours.value(of: $0.passengers) },
            .value("within") { found in
                .list(
                    found.areas.areas.map {
                        .fields(("hours", .number($0.hours)), ("cities", .count(found.cities(within: $0.hours))))
                    })
            },
            .value("areas") { found in
                .list(
                    found.areas.areas.map { area in
                        .fields(
                            ("hours", .number(area.hours)),
                            ("rings", .list(area.polygons.joined().map { .list($0.map { .numbers([$0.x, $0.y]) }) })))
                    })
            })
    }
}

/// Hours to the nearest anchor of any cluster at the end of every year, with lines planned to open by then.
public struct OpeningYearsQuestion: NetworkQuestion {
    /// Years of the page's animation.
    public static let years = 2008...2028

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<OpeningYearsQuestion>] = []

    /// - Throws: a problem of data where the atlas has no places with figures.
    /// - Complexity: one shortest-path tree a place and year, on all processors.
    public func answer(on atlas: Atlas) throws(Problem) -> NetworkAnswer<OpeningYears> {
        let found: OpeningYears
        do { found = try OpeningYears(atlas, years: Self.years, figures: atlas.year) } catch { throw Problem(error) }
        var remarks: [Remark] = []
        for note in found.travels.flatMap(\.notes) where !remarks.contains(note) { remarks.append(note) }
        return NetworkAnswer(
            atlas, self, found, remarks: remarks,
            sources: found.travels.reduce(into: []) { $0.formUnion($1.sources) })
    }
}

extension NetworkAnswer<OpeningYears> {
    /// As every face writes it.
    public var record: Record { record(Self.layout) }

    /// Of the places each column is a list a year, since a year at a time is drawn.
    private static var layout: Layout<OpeningYears> {
        .parts(
            .value("years") { .numbers($0.years.map(Double.init)) },
            .value("figures") { .optional($0.travels.first.map { Double($0.figures) }) },
            .value("places", places), .value("classes") { TravelClasses.hours.value(of: $0.hoursToAnchor.last ?? []) },
            .value("residentsWithin") { found in
                let near = found.travels.map { $0.residentsNearAnchor(within: AccessSpread.limits) }
                return .list(
                    AccessSpread.limits.enumerated().map { index, limit in
                        .fields(
                            ("hours", .number(limit)), ("tenThousands", .numbers(near.map { $0[index].residents })),
                            ("shares", .numbers(near.map { $0[index].share })))
                    })
            }, .value("yearNotes") { .list($0.travels.map { .list($0.notes.map(Value.remark)) }) })
    }

    @Sendable private static func places(_ found: OpeningYears) -> Value {
        let hours = found.hoursToAnchor
        func byYear(_ cell: (Int, Int) -> Value) -> Value {
            .list(hours.indices.map { year in .list(found.places.indices.map { cell(year, $0) }) })
        }
        let anchors = found.anchors
        return .fields(
            ("code", .texts(found.places.map(\.code))), ("hours", byYear { .optional(hours[$0][$1]) }),
            ("saved", byYear { .optional(found.hoursSaved(year: $0, place: $1)) }),
            ("anchor", byYear { .optional(anchors[$0][$1]) }),
            ("class", byYear { TravelClasses.hours.value(of: hours[$0][$1]) }))
    }
}
