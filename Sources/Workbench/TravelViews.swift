import Atlas
import Computation
import Scenarios
import Transport

extension Workbench {
    /// Years of the page's animation.
    public static let openingYears = 2008...2028

    /// Hours from a city to every node of the network and the areas within 1 to 4 hours, for the page.
    public func travelJSON(from text: String, year: Int) throws(WorkbenchError) -> String {
        let origin = try region(text)
        let network = StudyNetwork(atlas, date: Day(year: year, month: 12, day: 31), carved: [], parameters: StudyParameters())
        do {
            let hours = try network.network(passengers: true).hours(from: try network.endpoint(origin.code))
            let rows = network.nodes.indices.map { node in
                JSONValue.object([
                    ("code", .text(network.nodes[node].code)), ("hours", hours[node].isFinite ? .number(hours[node]) : .null),
                ])
            }
            let areas = isochroneLines(network, hours, limits: [1, 2, 3, 4])
            return JSONValue.object([
                ("year", .number(Double(year))), ("from", .text(origin.code)), ("hours", .list(rows)),
                (
                    "areas",
                    .list(
                        areas.map { area in
                            .object([
                                ("hours", .number(area.hours)),
                                ("rings", .list(area.polygons.flatMap { $0 }.map { .list($0.map { .numbers([$0.x, $0.y]) }) })),
                            ])
                        })
                ), ("notes", .list(network.notes.map(JSONValue.remark))),
            ]).json
        } catch { throw WorkbenchError(.data, "\(error)") }
    }

    /// Areas around the nodes of a network that were reached and the roads between them, on which one may leave the way anywhere.
    func isochroneLines(_ network: StudyNetwork, _ hours: [Double], limits: [Double]) -> [Isochrone] {
        let parameters = StudyParameters()
        let seats = network.nodes.map(\.position)
        var points = network.nodes.indices.compactMap { node in
            seats[node].map { TimedPoint(longitude: $0.longitude, latitude: $0.latitude, hours: hours[node]) }
        }
        for road in network.links where road.mode == .road && hours[road.from].isFinite {
            guard let a = seats[road.from], let b = seats[road.to] else { continue }
            let pieces = max(1, Int(road.lengthKm / 10))
            let whole = road.hours(parameters)
            for piece in 1..<max(1, pieces) {
                let part = Double(piece) / Double(pieces)
                points.append(
                    TimedPoint(
                        longitude: a.longitude + part * (b.longitude - a.longitude),
                        latitude: a.latitude + part * (b.latitude - a.latitude),
                        hours: hours[road.from] + part * whole))
            }
        }
        return isochrones(around: points, limits: limits, speedKmh: parameters[.localSpeedKmh], detour: parameters[.roadDetour])
    }

    /// Hours to the nearest anchor of any cluster at the end of every year, with lines planned to open by then, for the page.
    public func openingYearsJSON() throws(WorkbenchError) -> String {
        let years = Array(Self.openingYears)
        let found = parallelMap(count: years.count) { index -> Result<CityTravel, ScenarioError> in
            do throws(ScenarioError) {
                return .success(try CityTravel(atlas, year: years[index], figures: atlas.year, planned: true))
            } catch {
                return .failure(error)
            }
        }
        var travels: [CityTravel] = []
        for entry in found.compactMap({ $0 }) {
            do { travels.append(try entry.get()) } catch { throw WorkbenchError(.data, "\(error)") }
        }
        guard let last = travels.last else { throw WorkbenchError(.data, "no year to show") }
        let hours = travels.map(\.hoursToAnchor)
        return JSONValue.object([
            ("years", .numbers(years.map(Double.init))), ("figures", .number(Double(atlas.year))),
            (
                "places",
                .list(
                    last.places.indices.map { place in
                        .object([
                            ("code", .text(last.places[place].code)), ("hours", .list(hours.map { .optional($0[place]) })),
                            (
                                "anchors",
                                .list(travels.map { travel in .optional(travel.nearestAnchor[place].map { travel.places[$0].code }) })
                            ),
                        ])
                    })
            ),
            (
                "residentsWithin",
                .list(
                    [1.0, 2, 3, 4].map { limit in
                        .object([
                            ("hours", .number(limit)),
                            ("tenThousands", .numbers(travels.map { $0.residentsNearAnchor(within: limit).residents })),
                            ("shares", .numbers(travels.map { $0.residentsNearAnchor(within: limit).share })),
                        ])
                    })
            ), ("notes", .list(travels.map { .list($0.notes.map(JSONValue.remark)) })),
        ]).json
    }
}
