public import Atlases
public import Clusters

/// A reading of one cluster in the comparison of younger with older ones.
public struct ClusterReading: Sendable {
    /// By the documents, not by founding.
    public enum Age: String, Sendable { case younger, older }

    /// On which side it is compared.
    public let age: Age
    /// Of the cluster as it is read.
    public let profile: ClusterProfile
}

/// Whether the smaller cities of one younger cluster stand below those of one older one.
public struct ClusterComparison: Sendable {
    /// Its id.
    public let younger: String
    /// Its id, or "YREB−CL04" for the Belt less Chengdu–Chongqing.
    public let older: String
    /// Level of the younger's other cities over that of the older's.
    public let levelRatio: Double
    /// The same without secondary cities; nil where one has only those.
    public let levelRatioWithoutSecondary: Double?
    /// Gap of the younger over gap of the older; above one: further behind their own anchors.
    public let gapRatio: Double?

    /// Whether the younger's other cities are poorer.
    public var lowerLevel: Bool { levelRatio < 1 }
    /// Whether the younger's are further behind their anchors; nil without both gaps.
    public var widerGap: Bool? { gapRatio.map { $0 > 1 } }
}

/// Are the smaller cities of the younger clusters further behind than those of the older ones?
///
/// The documents (Milken Institute, 2017, on figures of 2015) speak of the **level** of the non-anchor cities; the gap
/// to the own anchors stands beside it, since the two order the clusters differently. The Yangtze is read twice: as the
/// Delta (CL02) and as the eleven-province Economic Belt less Chengdu–Chongqing.
public struct MilkenQuestion: Sendable {
    /// Of the products.
    public let year: Int
    /// The younger first.
    public let readings: [ClusterReading]
    /// Each younger one with each older one.
    public let comparisons: [ClusterComparison]

    /// The comparisons in which the level is lower, and all of them.
    public var lower: Int { comparisons.filter(\.lowerLevel).count }
    /// Those in which the gap is wider.
    public var wider: Int { comparisons.filter { $0.widerGap == true }.count }
}

extension Atlas {
    /// Nil when the atlas lacks the clusters or the belt that the question is about.
    public func milkenQuestion(year: Int) -> MilkenQuestion? {
        guard let jingJinJi = profile(ofCluster: "CL01", year: year),
            let chengduChongqing = profile(ofCluster: "CL04", year: year),
            let pearlRiver = profile(ofCluster: "CL03", year: year),
            let yangtzeDelta = profile(ofCluster: "CL02", year: year),
            let belt = beltLessChengduChongqing(year: year)
        else { return nil }
        let younger = [chengduChongqing, jingJinJi]
        let older = [pearlRiver, yangtzeDelta, belt]
        var comparisons: [ClusterComparison] = []
        for young in younger {
            for old in older {
                guard let a = young.level, let b = old.level else { continue }
                var withoutSecondary: Double?
                if let x = young.levelWithoutSecondary, let y = old.levelWithoutSecondary { withoutSecondary = x / y }
                var gaps: Double?
                if let x = young.gap, let y = old.gap { gaps = x / y }
                comparisons.append(
                    ClusterComparison(
                        younger: young.id, older: old.id, levelRatio: a / b,
                        levelRatioWithoutSecondary: withoutSecondary, gapRatio: gaps))
            }
        }
        return MilkenQuestion(
            year: year,
            readings: younger.map { ClusterReading(age: .younger, profile: $0) }
                + older.map { ClusterReading(age: .older, profile: $0) },
            comparisons: comparisons)
    }

    /// Anchors are the anchors of the clusters that lie in the belt, Chengdu and Chongqing left out with their cluster.
    private func beltLessChengduChongqing(year: Int) -> ClusterProfile? {
        guard let belt = group("YREB"), let excluded = cluster("CL04") else { return nil }
        let out = Set(excluded.members.map(\.region))
        let anchors = self.anchors
        let secondary = Set(clusters.flatMap { $0.members.filter { $0.role == .secondary }.map(\.region) })
        let members = belt.regions.flatMap { prefectures(in: $0) }.filter { !out.contains($0.code) && $0.partOf == nil }
        return profile(
            id: "YREB−CL04", name: "长江经济带（不含成渝）", nameEnglish: "Yangtze River Economic Belt less Chengdu–Chongqing",
            members: members.map {
                ($0.code, anchors.contains($0.code) ? .anchor : secondary.contains($0.code) ? .secondary : .member)
            },
            year: year)
    }
}
