public import Asking
public import Atlases
public import Measures
public import Panels

/// How good the sectors within reach are, and what each would open.
public struct ComplexityOutlookMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "complexityOutlook", "Complexity outlook", "复杂度前景",
        "how good the sectors within reach are, and what each would open",
        "可及部门的价值及其带来的机会", aliases: ["outlook"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.complexity
    /// What it is asked of.
    public static let slots: [Slot] = [.sector, .value, .id, .year]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [.presence(\.threshold)]
    /// What its figures must be.
    public static let needs: Needs = .manySectors
    /// Keys for machines, heads for people.
    public static let layout = Layout<[PeriodResult<Found>]>.eachPeriod(
        .parts(
            .value("regions") { .texts($0.regions.map(\.id)) },
            .worded("sectors") { found, language in .texts(found.sectors.map { language($0) }) },
            .value("outlook") { .numbers($0.outlook.outlook) }, .value("gain") { $0.outlook.gain.value },
            .part(
                nil, \.regions,
                .named(
                    about.name,
                    [
                        .number(nil, "outlook", "前景", .significant(3), \.outlook),
                        .words(nil, "would open most", "机会最大的部门", \.best),
                    ]))))

    /// A region's outlook and the sectors that would open most.
    public struct Region: Sendable {
        /// Σ over sectors that it has not of density times their complexity; higher is better.
        public let outlook: Double
        /// Up to three sectors that it has not and whose gain is largest, the best first; empty where none gains.
        public let best: Remark
    }

    /// The outlook of every region, and the gain of every sector it has not.
    public struct Found: Sendable {
        /// One a region, in the order of the table.
        public let regions: [Named<Region>]
        /// Columns of the gain, in the order of the table.
        public let sectors: [Remark]
        /// The formula's answer: outlook by region, gain by region and sector, 0 where the region has the sector.
        public let outlook: ComplexityOutlook
    }

    /// Location quotient from which a region has a sector.
    public var threshold = 1.0

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of panel: SectorPanel, _ run: MeasureRun) throws(Problem) -> [PeriodResult<Found>] {
        try requireComparable(panel)
        return try panel.eachPeriod { (table) throws(MeasureError) in
            let presence = try Presence(table, threshold: threshold)
            let complexity = try economicComplexity(presence)
            let found = try complexityOutlook(
                presence, relatedness(presence), sectorComplexity: complexity.sectors)
            let regions = panel.regions.indices.map { region in
                let own = Set(presence.sectorsOfRegion[region])
                let best = panel.sectors.indices.filter { !own.contains($0) && found.gain[region, $0] > 0 }
                    .sorted { (found.gain[region, $0], $1) > (found.gain[region, $1], $0) }.prefix(3)
                    .map { panel.sectors[$0] }
                return Named(
                    panel.regions[region], panel.names[region],
                    Region(
                        outlook: found.outlook[region],
                        best: Remark(
                            best.map(\.english).joined(separator: ", "), best.map(\.chinese).joined(separator: ", "))))
            }
            return Found(regions: regions, sectors: panel.sectors, outlook: found)
        }
    }
}
