public import Asking
public import Atlases
public import Measures
public import Panels
import Wording

/// Regions with sectors that only such regions have (ECI), and sectors that only such regions have (PCI).
public struct EconomicComplexityMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "economicComplexity", "Economic complexity (ECI, PCI)", "经济复杂度指数",
        "regions with sectors that only such regions have",
        "拥有稀缺部门组合的地区", aliases: ["eci", "pci", "complexity"])
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
            .part(
                "regions", \.regions,
                .named(
                    Remark("Economic complexity of regions", "地区经济复杂度"),
                    [
                        .number("eci", "ECI", "ECI", .significant(3), \.score),
                        .number("diversity", "sectors", "部门数", .significant(0)) { Double($0.count) },
                    ])),
            .part(
                "sectors", \.sectors,
                .named(
                    Remark("Complexity of sectors", "部门复杂度"), kind: Remark("sector", "部门"), id: "sector",
                    [
                        .number("pci", "PCI", "PCI", .significant(3), \.score),
                        .number("ubiquity", "regions", "地区数", .significant(0)) { Double($0.count) },
                    ])),
            .number("correlationWithDiversity", \.complexity.correlationWithDiversity),
            .number("eigenvalue", \.complexity.eigenvalue), .number("nextEigenvalue", \.complexity.nextEigenvalue),
            .number("residual", \.complexity.residual)))

    /// A score and how many sectors (or regions) it rests on.
    public struct Score: Sendable {
        /// Nil for a region without a sector, or a sector that no region has.
        public let score: Double?
        /// Sectors that a region has, or regions that have a sector; 0 where the score is nil.
        public let count: Int
    }

    /// Scores, the highest first.
    public struct Found: Sendable {
        /// ECI of each, the highest first and those without one last.
        public let regions: [Named<Score>]
        /// PCI of each, the highest first and those without one last.
        public let sectors: [Named<Score>]
        /// The formula's answer in the order of the table, with eigenvalues and residual.
        public let complexity: EconomicComplexity
        let presence: Presence
    }

    /// Location quotient from which a region has a sector.
    public var threshold = 1.0

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of panel: SectorPanel, _ run: MeasureRun) throws(Problem) -> [PeriodResult<Found>] {
        func ranked(_ ids: [String], _ names: [Remark], _ scores: [Double?], _ counts: [Int]) -> [Named<Score>] {
            ids.indices.sorted { (scores[$0] ?? -.infinity, $1) > (scores[$1] ?? -.infinity, $0) }.map {
                Named(ids[$0], names[$0], Score(score: scores[$0], count: counts[$0]))
            }
        }
        return try panel.eachPeriod { (table) throws(MeasureError) in
            let presence = try Presence(table, threshold: threshold)
            let found = try economicComplexity(presence)
            return Found(
                regions: ranked(panel.regions, panel.names, found.regions, presence.diversity),
                sectors: ranked(panel.sectors.map(\.english), panel.sectors, found.sectors, presence.ubiquity),
                complexity: found, presence: presence)
        }
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: [PeriodResult<Found>], of panel: SectorPanel, _ run: MeasureRun) -> [Remark] {
        guard let found = result.first?.found.complexity else { return [] }
        let correlation = fixed(found.correlationWithDiversity, 2)
        let (second, third) = (significant(found.eigenvalue, 4), significant(found.nextEigenvalue, 4))
        let (residual, bound) = (scientific(found.residual), plainNumber(threshold))
        return [
            Remark(
                """
                Sign: so that ECI rises with the number of sectors (correlation \(correlation)). Second eigenvalue \
                \(second), third \(third); residual \(residual). Presence: location quotient of at least \(bound).
                """,
                """
                符号：使 ECI 与部门数正相关（相关系数 \(correlation)）。第二特征值 \(second)，第三 \(third)，残差 \(residual)。\
                区位商不低于 \(bound) 视为具有该部门。
                """)
        ]
    }

    /// Drawn where one would rather look than read.
    public func picture(_ result: [PeriodResult<Found>], of panel: SectorPanel, _ language: Language) -> String? {
        guard result.count == 1, let found = result.first?.found else { return nil }
        return spacePicture(
            found.presence, relatedness(found.presence), complexity: found.complexity.sectors, panel, language)
    }
}
