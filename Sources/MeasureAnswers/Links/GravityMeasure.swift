public import Asking
public import Atlases
public import Measures
public import Panels

extension CityLinks {
    /// Runs a formula over cities; its errors name them.
    func ask<Found>(_ body: () throws(MeasureError) -> Found) throws(Problem) -> Found {
        do throws(MeasureError) { return try body() } catch { throw problem(error) }
    }
}

extension Slot {
    /// What cities are made of.
    static let cities: [Slot] = [.population, .product, .longitude, .latitude, .distances, .id]
}

extension Setting {
    /// How fast a pull falls with distance.
    static func exponent(_ path: Path<Double>) -> Self {
        .number(
            "exponent", "exponent of distance", "距离指数", path, in: 0...100,
            help: Remark("Exponent of distance.", "距离的指数。"))
    }
}

/// √(people · product) of two cities over a power of distance.
public struct GravityMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "gravity", "Gravity links", "引力联系强度", "√(people · product) of two cities over the square of distance",
        "两城质量之积与距离平方之比")
    /// Where it stands in the list.
    public static let family = MeasureFamily.links
    /// What it is asked of.
    public static let slots: [Slot] = Slot.cities
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [.exponent(\.exponent)]
    /// Keys for machines, heads for people.
    public static let layout = Layout<Found>.parts(
        .part(
            "links", \.strongest,
            .rows(
                Remark("Strength of links, strongest first", "联系强度（由强到弱）"),
                [
                    .value("from") { .text($0.from.id) }, .words(nil, "from", "自", \.from.name),
                    .value("to") { .text($0.to.id) }, .words(nil, "to", "至", \.to.name),
                    .number("strength", "strength", "强度", .significant(3), \.link.strength),
                    .number("distance", "distance", "距离", .significant(2), \.link.distance),
                ]
            ) { $0 }),
        .worded("totals") { found, language in
            .list(
                found.totals.map {
                    .fields(("id", .text($0.id)), ("name", .text(language($0.name))), ("total", .number($0.row)))
                })
        }, .count("pairs", \.pairs))

    /// A city at one end of a link.
    public struct End: Sendable {
        /// Code of the city; its name where there is no code.
        public let id: String
        /// What people call it, in both languages.
        public let name: Remark
    }

    /// A link between two cities.
    public struct Link: Sendable {
        /// The city for which the link counts: strength differs by direction.
        public let from: End
        /// The city at the other end.
        public let to: End
        /// Strength, in the units of the masses, and distance in kilometres or hours.
        public let link: GravityLink
    }

    /// All links of a few cities, the strongest of many; and each city's total.
    public struct Found: Sendable {
        /// The strongest first; every link of up to 30 cities, else 200 of them.
        public let strongest: [Link]
        /// The strength of all links of each city, in the order of the figures.
        public let totals: [Named<Double>]
        /// All pairs of cities, each counted in both directions, whether or not listed.
        public let pairs: Int
    }

    /// How fast the pull falls with distance, from 0 to 100.
    public var exponent = 2.0

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of links: CityLinks, _ run: MeasureRun) throws(Problem) -> Found {
        let n = links.places.count
        // All of a small table, the strongest of a large one.
        let found = try links.ask { () throws(MeasureError) in
            try gravityLinks(links.cities, exponent: exponent, keep: n <= 30 ? n * n : 200, distance: links.apart)
        }
        func end(_ place: Int) -> End { End(id: links.places[place], name: links.names[place]) }
        return Found(
            strongest: found.strongest.map { Link(from: end($0.from), to: end($0.to), link: $0) },
            totals: links.places.indices.map { Named(links.places[$0], links.names[$0], found.totals[$0]) },
            pairs: found.count)
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Found, of links: CityLinks, _ run: MeasureRun) -> [Remark] { [links.unitNote] }
}
