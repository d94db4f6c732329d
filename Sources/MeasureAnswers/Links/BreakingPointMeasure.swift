public import Asking
public import Atlases
import Measures
public import Panels

/// Where the hinterlands of two cities meet.
public struct BreakingPointMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "breakingPoint", "Breaking point", "断裂点", "where the hinterlands of two cities meet", "两城腹地的分界点")
    /// Where it stands in the list.
    public static let family = MeasureFamily.links
    /// What it is asked of.
    public static let slots: [Slot] = Slot.cities + [.places.required()]
    /// Keys for machines, heads for people.
    public static let layout = Layout<Found>.parts(
        .number("distance", \.distance), .number("fromFirst", \.fromFirst), .number("fromSecond", \.fromSecond),
        .value("first") { .text($0.first.id) }, .value("second") { .text($0.second.id) },
        .sheet { found in
            func from(_ name: Remark, _ number: @escaping @Sendable (Found) -> Double) -> Column<Found> {
                .number(nil, "from \(name.english)", "距\(name.chinese)", .significant(2), number)
            }
            return Sheet(
                title: about.name, [found],
                [
                    .number(nil, "distance", "距离", .significant(2), \.distance),
                    from(found.first.name, \.fromFirst), from(found.second.name, \.fromSecond),
                ])
        })

    /// How far apart two cities lie, and how far from each their hinterlands meet.
    public struct Found: Sendable {
        /// The city that was named first.
        public let first: GravityMeasure.End
        /// The city that was named second.
        public let second: GravityMeasure.End
        /// Between the two cities, in kilometres or hours as the remark beside it says.
        public let distance: Double
        /// From the first city to the point where the pulls are equal, in the unit of `distance`.
        public let fromFirst: Double
        /// From the second city to that point; the two sum to `distance`.
        public var fromSecond: Double { distance - fromFirst }
    }

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of links: CityLinks, _ run: MeasureRun) throws(Problem) -> Found {
        guard links.asked.count == 2 else {
            throw Problem(
                .use, "breakingPoint: name two places, {places} A {places} B",
                "breakingPoint：请给出两个地区，{places} A {places} B")
        }
        let (a, b) = (try links.place(links.asked[0]), try links.place(links.asked[1]))
        if a == b { throw Problem(.use, "breakingPoint: name two different places", "breakingPoint：两个地区不能相同") }
        let distance = try links.distance(a, b)
        let reach = try links.ask { () throws(MeasureError) in
            try breakingPoint(distance: distance, mass: links.cities[a].quality, otherMass: links.cities[b].quality)
        }
        func end(_ place: Int) -> GravityMeasure.End {
            GravityMeasure.End(id: links.places[place], name: links.names[place])
        }
        return Found(first: end(a), second: end(b), distance: distance, fromFirst: reach)
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Found, of links: CityLinks, _ run: MeasureRun) -> [Remark] {
        [links.unitNote, Remark("Mass of a city: √(people · product).", "城市质量：√(人口 × 产值)。")]
    }
}
