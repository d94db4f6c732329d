public import Asking
import AtlasFiles
import AtlasQuestions
public import Atlases
import Scenarios
public import Transport

/// The direct links of a city.
public struct LinksQuestion: NetworkQuestion {
    /// By code or name.
    public var from = ""
    /// Places carved out of others, by code, that are nodes of their own.
    public var carve: [String] = []
    /// Of the network; nil for the atlas's own.
    public var year: Int?

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<LinksQuestion>] = [
        .place("from", "from", "城市", \.from, "City by code or name.", "城市代码或名称。"), .carve(\.carve), .year(\.year),
    ]

    /// - Throws: a problem of use for a place that the atlas does not know, of data for one outside the network.
    public func answer(on atlas: Atlas) throws(Problem) -> NetworkAnswer<DirectLinks> {
        let origin = try atlas.city(called: from)
        let year = year ?? atlas.year
        let (network, standard) = (try atlas.network(year, carved: carve), StudyParameters())
        let start = try network.node(of: origin)
        let links = network.links.filter { $0.from == start }.map {
            DirectLinks.Link(
                to: network.nodes[$0.to], mode: $0.mode, lengthKm: $0.lengthKm, hours: $0.hours(standard))
        }.sorted { ($0.mode.rawValue, $0.hours) < ($1.mode.rawValue, $1.hours) }
        var asked = self
        (asked.from, asked.year) = (origin.code, year)
        return NetworkAnswer(
            atlas, asked, DirectLinks(origin: origin, year: year, links: links), remarks: network.notes,
            sources: network.sources)
    }
}

/// The direct links of a city, by mode and then the quickest first.
public struct DirectLinks: Sendable {
    /// To a neighbour.
    public struct Link: Sendable {
        /// The neighbour.
        public let to: Region
        /// Rail or road.
        public let mode: Mode
        /// Along the link.
        public let lengthKm: Double
        /// At the standard parameters.
        public let hours: Double
    }

    /// Whose links they are.
    public let origin: Region
    /// Of the network, at its end.
    public let year: Int
    /// By mode, then the quickest first.
    public let links: [Link]
}

extension NetworkAnswer<DirectLinks> {
    /// As every face writes it.
    public var record: Record { record(Self.layout) }

    private static var layout: Layout<DirectLinks> {
        .rows(
            { found in
                Remark(
                    "Direct links of \(found.origin.nameEnglish), end of \(found.year); roads are modelled",
                    "\(found.origin.shortName)的直接连接，\(found.year) 年底；公路为模型估算")
            }, { _ in columns }, \.links)
    }

    private static var columns: [Column<DirectLinks.Link>] {
        regionColumns(code: "to", \.to) + [
            .text("mode", "mode", "方式") { $0.mode.rawValue },
            .number("lengthKm", "km", "km", .fixed(0)) { $0.lengthKm },
            .number("hours", "hours", "小时", .fixed(2)) { $0.hours },
        ]
    }
}
