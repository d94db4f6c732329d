public import Atlas
import LinearAlgebra
public import Transport

/// How near a city is to much, and to an anchor of a cluster.
public struct CityAccess: Sendable {
    public let region: Region
    public let access: Accessibility
    /// The nearest anchor of any cluster, itself where it is one; nil where none can be reached.
    public let anchor: String?
    public let hoursToAnchor: Double?
}

/// Accessibility of an atlas's places by passengers' modelled hours at the end of a year, with mass √(GDP × residents).
public struct CityAccessibility: Sendable {
    public let year: Int
    public let cities: [CityAccess]
    /// Places without figures or without a way, with the reason.
    public let dropped: [DroppedPlace]
    public let notes: [Remark]

    /// - Parameter own: whether a place's own mass counts, at the hours inside it.
    /// - Throws: `ScenarioError` where the atlas has no places with figures for the year.
    /// - Complexity: one shortest-path tree a place.
    public init(
        _ atlas: Atlas, year: Int, _ measure: AccessibilityMeasure, own: Bool, parameters: StudyParameters = StudyParameters()
    ) throws(ScenarioError) {
        let network = StudyNetwork(atlas, date: Day(year: year, month: 12, day: 31), carved: [], parameters: parameters)
        let places = try ModelPlaces(atlas, year: year, carved: [], connected: network.connected)
        var nodes: [Int] = []
        for place in places.places { nodes.append(try network.endpoint(place.code)) }
        let masses = places.places.map { ($0.output.value * $0.residents.value).squareRoot() }
        let anchors = Set(atlas.clusters.flatMap { $0.members.filter { $0.role == .anchor }.map(\.region) })
        var cities: [CityAccess] = []
        do {
            let travel = try network.network(passengers: true)
            for (index, place) in places.places.enumerated() {
                let all = try travel.hours(from: nodes[index])
                let hours = nodes.map { all[$0] }
                let nearest = places.places.indices.filter { anchors.contains(places.places[$0].code) && hours[$0].isFinite }
                    .min { (hours[$0], $0) < (hours[$1], $1) }
                cities.append(
                    CityAccess(
                        region: place.region,
                        access: accessibility(
                            measure, hours: hours, masses: masses, from: index, inside: own ? place.hoursInside(parameters) : nil),
                        anchor: nearest.map { places.places[$0].code }, hoursToAnchor: nearest.map { hours[$0] }))
            }
        } catch { throw ScenarioError("\(error)") }
        self.year = year
        self.cities = cities
        dropped = places.dropped
        notes = network.notes
    }
}
