import LinearAlgebra
import Transport

/// Passengers' hours before and after a scenario for any parameters: the links keep their places, so one hierarchy
/// serves every draw.
struct TravelModel: Sendable {
    private let hierarchy: ContractionHierarchy
    private let links: [StudyLink]
    private let openBefore: [Bool]
    private let openAfter: [Bool]
    private let accessEdges: Int
    private let doors: [Int]
    private let inside: [Double]

    init(before: StudyNetwork, after: StudyNetwork, places: [ModelPlace], parameters: StudyParameters)
        throws(ScenarioError)
    {
        let old = before.links.count
        links = before.links + after.links.filter { $0.id >= before.nextID }
        let kept = Set(after.links.map(\.id))
        openBefore = links.indices.map { $0 < old }
        openAfter = links.map { kept.contains($0.id) }
        var doors: [Int] = []
        for place in places { doors.append(try before.endpoint(place.code)) }
        self.doors = doors
        inside = places.map { $0.hoursInside(parameters) }
        do {
            let network = try Network(
                places: before.nodes.count,
                links: links.map {
                    Link(from: $0.from, to: $0.to, mode: $0.mode, lengthKm: $0.lengthKm, hours: $0.hours(parameters))
                },
                boarding: Boarding(accessHours: [.rail: parameters[.accessAndWaiting]]))
            hierarchy = ContractionHierarchy(network)
            accessEdges = network.edgeHours.count - links.count
        } catch {
            throw ScenarioError(error)
        }
    }

    /// Hours between the places, the diagonal inside them.
    func passengers(after: Bool, _ parameters: StudyParameters) -> Matrix {
        passengers(open: after ? openAfter : openBefore, parameters)
    }

    /// Hours with some of the links that are new afterwards, by their numbers, and none that is taken away.
    func passengers(with numbers: Range<Int>, _ parameters: StudyParameters) -> Matrix {
        passengers(open: links.indices.map { openBefore[$0] || numbers.contains(links[$0].id) }, parameters)
    }

    private func passengers(open: [Bool], _ parameters: StudyParameters) -> Matrix {
        var hours = links.indices.map { open[$0] ? links[$0].hours(parameters) : .infinity }
        hours += repeatElement(parameters[.accessAndWaiting] / 2, count: accessEdges)
        var matrix = hierarchy.hours(among: doors, edgeHours: hours)
        for place in inside.indices { matrix[place, place] = inside[place] }
        return matrix
    }
}
