public import Asking
public import Atlases
import Measures
public import Panels
import Wording

/// Which centre each place belongs to.
public struct FieldStrengthMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "fieldStrength", "Field strength", "场强", "which centre each place belongs to", "各地归属的中心及其场强")
    /// Where it stands in the list.
    public static let family = MeasureFamily.links
    /// What it is asked of.
    public static let slots: [Slot] = Slot.cities + [.places.required()]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [.exponent(\.exponent)]
    /// Keys for machines, heads for people.
    public static let layout = Layout<Found>.parts(
        .part(
            "hinterlands", \.places,
            .rows(
                about.name,
                [
                    .value("id") { .text($0.id) }, .words("name", "place", "地区", \.name),
                    .value("centre") { .text($0.row.centre.id) }, .words(nil, "centre", "中心", \.row.centre.name),
                    .number("share", "share of the field", "场强占比", .fixed(3), \.row.share),
                    .number("strength", "strength", "场强", .significant(3), \.row.strength),
                    .number("distance", "distance", "距离", .significant(1), \.row.distance),
                ]
            ) { $0 }),
        .value("centres") { .texts($0.centres) })

    /// The centre whose field is strongest at a place.
    public struct Field: Sendable {
        /// Its code and name.
        public let centre: GravityMeasure.End
        /// Of the sum of all fields there.
        public let share: Double
        /// Its mass √(people · product) over a power of the distance, in the units of the figures.
        public let strength: Double
        /// From the centre, in kilometres or hours; 0 at the centre itself, where `Found.innerDistance` counts.
        public let distance: Double
    }

    /// Every place's centre.
    public struct Found: Sendable {
        /// Every place with its centre, in the order of the figures.
        public let places: [Named<Field>]
        /// Codes of the centres in the order named, each once.
        public let centres: [String]
        /// What a centre counts as its distance to itself.
        public let innerDistance: Double
    }

    /// How fast a field falls with distance, from 0 to 100.
    public var exponent = 2.0

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of links: CityLinks, _ run: MeasureRun) throws(Problem) -> Found {
        var centres: [Int] = []
        for text in links.asked {
            let found = try links.place(text)
            if !centres.contains(found) { centres.append(found) }
        }
        var rows: [[Double]] = []
        for place in links.places.indices {
            rows.append(
                try centres.map { (centre) throws(Problem) in
                    centre == place ? 0 : try links.distance(centre, place)
                })
        }
        let inner = (rows.joined().filter { $0 > 0 }.min() ?? 1) / 2
        let fields = try links.ask { () throws(MeasureError) in
            try fieldStrengths(
                masses: centres.map { links.cities[$0].quality }, distances: rows, exponent: exponent,
                innerDistance: inner)
        }
        return Found(
            places: links.places.indices.map { place in
                let field = fields[place]
                let centre = centres[field.centre]
                return Named(
                    links.places[place], links.names[place],
                    Field(
                        centre: GravityMeasure.End(id: links.places[centre], name: links.names[centre]),
                        share: field.share, strength: field.strengths[field.centre],
                        distance: rows[place][field.centre]))
            }, centres: centres.map { links.places[$0] }, innerDistance: inner)
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Found, of links: CityLinks, _ run: MeasureRun) -> [Remark] {
        let inner = significant(result.innerDistance, 2)
        return [
            links.unitNote,
            Remark(
                "A centre's own distance counts as half the shortest one, \(inner).", "中心自身距离取最短距离之半，\(inner)。"),
        ]
    }
}
