/// A time by car between two places that somebody published.
public struct PublishedDrive: Sendable, Hashable {
    /// Codes of the places.
    public let from, to: String
    /// By car, from city to city; published ones are mostly rounded.
    public let hours: Double
    /// Of the publication.
    public let year: Int
    /// What the road leads over, as a compiler judged it.
    public let terrain: Terrain
    /// Identifiers of sources.
    public let sources: [String]

    /// What a road leads over.
    public enum Terrain: String, Sendable, CaseIterable {
        case plain, hill, mountain, plateau, desert

        /// In both languages.
        public var name: Remark {
            switch self {
            case .plain: Remark("plain", "平原")
            case .hill: Remark("hills", "丘陵")
            case .mountain: Remark("mountains", "山地")
            case .plateau: Remark("plateau", "高原")
            case .desert: Remark("desert", "荒漠")
            }
        }
    }

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(from: String, to: String, hours: Double, year: Int, terrain: Terrain, sources: [String]) {
        (self.from, self.to, self.hours, self.year) = (from, to, hours, year)
        (self.terrain, self.sources) = (terrain, sources)
    }
}
