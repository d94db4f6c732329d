public import Atlases
public import Measures

/// A city as it counts in a cluster's figures.
public struct ClusterCity: Sendable {
    /// Of the city.
    public let code: String
    /// As the cluster's plan names it.
    public let role: ClusterRole
    /// 100 million of the atlas's currency.
    public let gdp: Double
    /// 10,000 persons.
    public let residents: Double
    /// Warnings of the two figures.
    public let flags: [Remark]
    /// Its product and its residents, as the atlas has them.
    public let figures: [Figure]

    /// Of the atlas's currency, per resident.
    public var gdpPerResident: Double { gdp / residents * 10_000 }
}

/// A member whose figures are missing, and which.
public struct ClusterGapInFigures: Sendable, Equatable {
    /// Of the member.
    public let code: String
    /// Identifiers of the indicators without a figure.
    public let missing: [String]
}

/// A group of anchor and other cities measured in one year. Whole-city sums, although plans often take only some
/// counties.
public struct ClusterProfile: Sendable, Sourced {
    /// Of the cluster.
    public let id: String
    /// In Chinese.
    public let name: String
    /// In English.
    public let nameEnglish: String
    /// Of the products; residents may be of a year at most three away, which is flagged.
    public let year: Int
    /// Members with both figures, in the order of the cluster.
    public let cities: [ClusterCity]
    /// Members that count for nothing here.
    public let withoutFigures: [ClusterGapInFigures]
    /// Inequality of GDP per resident among its cities, weighted by residents; groups are anchors and the rest.
    public let theil: TheilDecomposition?
    /// The same for Dagum's decomposition of the Gini index.
    public let dagum: DagumDecomposition?
    /// Identifiers of the sources of its figures and of who belongs to it.
    public let sources: [String]

    /// Cities that the plan names as anchors.
    public var anchors: [ClusterCity] { cities.filter { $0.role == .anchor } }
    /// All but the anchors, secondary cities among them.
    public var others: [ClusterCity] { cities.filter { $0.role != .anchor } }
    /// Others without the secondary cities that plans name beside the anchors.
    public var smaller: [ClusterCity] { cities.filter { $0.role == .member } }

    /// 10,000 persons, of cities with figures.
    public var residents: Double { cities.map(\.residents).reduce(0, +) }
    /// 100 million of the atlas's currency, of cities with figures.
    public var gdp: Double { cities.map(\.gdp).reduce(0, +) }
    /// Of the atlas's currency; nil without cities.
    public var gdpPerResident: Double? { perResident(cities) }
    /// The anchors' share of the cluster's GDP.
    public var anchorShare: Double? { gdp > 0 ? anchors.map(\.gdp).reduce(0, +) / gdp : nil }
    /// Level of the other cities: per resident.
    public var level: Double? { perResident(others) }
    /// The same of members alone.
    public var levelWithoutSecondary: Double? { perResident(smaller) }
    /// Anchors' product per resident over that of the others.
    public var gap: Double? { ratio(perResident(anchors), level) }
    /// The same against members alone.
    public var gapWithoutSecondary: Double? { ratio(perResident(anchors), levelWithoutSecondary) }
}

/// Product per resident of some cities taken together, in the atlas's currency; nil without cities.
public func perResident(_ cities: [ClusterCity]) -> Double? {
    let people = cities.map(\.residents).reduce(0, +)
    return people > 0 ? cities.map(\.gdp).reduce(0, +) / people * 10_000 : nil
}

private func ratio(_ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b, b > 0 else { return nil }
    return a / b
}

extension Atlas {
    /// The profile of a cluster; nil for an unknown id.
    public func profile(ofCluster id: String, year: Int) -> ClusterProfile? {
        guard let cluster = cluster(id) else { return nil }
        return profile(
            id: cluster.id, name: cluster.name, nameEnglish: cluster.nameEnglish,
            members: cluster.members.map { ($0.region, $0.role) },
            sources: cluster.members.flatMap(\.sources), year: year)
    }

    /// The profile of any regions with their roles.
    ///
    /// - Parameter sources: who says that they belong together.
    public func profile(
        id: String, name: String, nameEnglish: String, members: [(code: String, role: ClusterRole)],
        sources: [String] = [], year: Int
    )
        -> ClusterProfile
    {
        var cities: [ClusterCity] = []
        var missing: [ClusterGapInFigures] = []
        func called(_ role: Role) -> String { meaning.roles[role] ?? role.rawValue }
        for (code, role) in members {
            let gdp = figure(.product, of: code, year: year)
            let residents = figure(.residents, of: code, nearest: year, within: 3)
            if let gdp, let residents, gdp.value > 0, residents.value > 0 {
                var flags = [gdp.flag, residents.flag].filter { !$0.isEmpty }.map(phrases.remark)
                if residents.year != year {
                    flags.append(Remark("residents of \(residents.year)", "常住人口为 \(residents.year) 年"))
                }
                if residents.status != .published {
                    flags.append(Remark("residents: \(residents.status.rawValue)", "常住人口：\(residents.status.chinese)"))
                }
                cities.append(
                    ClusterCity(
                        code: code, role: role, gdp: gdp.value, residents: residents.value, flags: flags,
                        figures: [gdp, residents]))
            } else {
                missing.append(
                    ClusterGapInFigures(
                        code: code,
                        missing: (gdp == nil ? [called(.product)] : []) + (residents == nil ? [called(.residents)] : [])
                    ))
            }
        }
        let values = cities.map(\.gdpPerResident)
        let weights = cities.map(\.residents)
        let groups = cities.map { $0.role == .anchor ? "anchors" : "others" }
        return ClusterProfile(
            id: id, name: name, nameEnglish: nameEnglish, year: year, cities: cities, withoutFigures: missing,
            theil: try? Measures.theil(of: values, weights: weights, groups: groups),
            dagum: try? Measures.dagum(of: values, weights: weights, groups: groups),
            sources: Set(sources + cities.flatMap(\.figures.sources)).sorted())
    }

    /// In the order of the atlas; clusters without figures among them.
    public func profiles(year: Int) -> [ClusterProfile] {
        clusters.compactMap { profile(ofCluster: $0.id, year: year) }
    }
}

/// Inequality among the cities of all clusters, split within and between clusters. A city of two clusters counts in
/// both.
public struct ClusterInequality: Sendable {
    /// Groups are clusters; weighted by residents.
    public let theil: TheilDecomposition
    /// As `theil`.
    public let dagum: DagumDecomposition
    /// Cities with figures, as often as they are members.
    public let cities: Int
    /// Codes, increasing, of cities that are members of several clusters.
    public let countedTwice: [String]
}

extension Atlas {
    /// Over GDP per resident of every cluster's cities.
    ///
    /// - Throws: `MeasureError` where no cluster has a city with figures.
    public func clusterInequality(year: Int) throws(MeasureError) -> ClusterInequality {
        let profiles = profiles(year: year)
        let entries = profiles.flatMap { profile in profile.cities.map { (profile.id, $0) } }
        let values = entries.map(\.1.gdpPerResident)
        let weights = entries.map(\.1.residents)
        let groups = entries.map(\.0)
        let counts = Dictionary(grouping: entries.map(\.1.code), by: { $0 })
        return ClusterInequality(
            theil: try Measures.theil(of: values, weights: weights, groups: groups),
            dagum: try Measures.dagum(of: values, weights: weights, groups: groups), cities: entries.count,
            countedTwice: counts.filter { $0.value.count > 1 }.keys.sorted())
    }
}
