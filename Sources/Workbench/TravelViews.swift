import Asking
import Atlas
import Computation
import Formats
import Reports
import Scenarios
import Transport
import Wording

extension Workbench {
    /// Years of the page's animation.
    public static let openingYears = 2008...2028

    /// Hours from a city to every node of the network and the areas within 1 to 4 hours, for the page.
    public func travelJSON(from text: String, year: Int) throws(WorkbenchError) -> String {
        let origin = try region(text)
        let network = StudyNetwork(
            atlas, date: Day(year: year, month: 12, day: 31), carved: [], parameters: StudyParameters())
        do {
            let hours = try network.network(passengers: true).hours(from: try network.endpoint(origin.code))
            let rows = network.nodes.indices.map { node in
                JSONValue.object([
                    ("code", .text(network.nodes[node].code)),
                    ("hours", hours[node].isFinite ? .number(hours[node]) : .null),
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
                                (
                                    "rings",
                                    .list(
                                        area.polygons.flatMap { $0 }.map { .list($0.map { .numbers([$0.x, $0.y]) }) })
                                ),
                            ])
                        })
                ), ("notes", .list(network.notes.map(JSONValue.remark))),
            ]).json
        } catch { throw WorkbenchError(.data, "\(error)") }
    }

    /// Areas within some hours of a city, as GeoJSON polygons: through the network to every seat and along its roads,
    /// and on from there in a straight line at the speed inside cities, lengthened by the detour of roads.
    public func isochroneGeoJSON(from text: String, limits: [Double], carved: [String], year: Int, language: Language)
        throws(WorkbenchError) -> String
    {
        let origin = try region(text)
        let parameters = StudyParameters()
        let network = StudyNetwork(
            atlas, date: Day(year: year, month: 12, day: 31), carved: carved, parameters: parameters)
        do {
            let hours = try network.network(passengers: true).hours(from: try network.endpoint(origin.code))
            let lines = isochroneLines(network, hours, limits: limits)
            let assumption = Remark(
                """
                hours modelled from distances and design speeds, no timetable; beyond seats and roads \
                \(plainNumber(parameters[.localSpeedKmh])) km/h over straight lines × \
                \(plainNumber(parameters[.roadDetour])), water and mountains not spared
                """,
                """
                时间按距离与设计速度估算，非时刻表；驻地与公路以外按直线距离 × \(plainNumber(parameters[.roadDetour]))、时速 \
                \(plainNumber(parameters[.localSpeedKmh])) 公里推算，未扣除水域与山地
                """
            )
            return isochroneJSON(
                lines,
                properties: [
                    ("from", .text(origin.code)), ("name", .text(language.name(origin))),
                    ("year", .number(Double(year))),
                    ("assumption", .text(language(assumption))),
                ])
        } catch { throw WorkbenchError(.data, "\(error)") }
    }

    /// Areas around the nodes of a network that were reached and the roads between them, on which one may leave the way
    /// anywhere.
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
            for piece in 1..<pieces {
                let part = Double(piece) / Double(pieces)
                points.append(
                    TimedPoint(
                        longitude: a.longitude + part * (b.longitude - a.longitude),
                        latitude: a.latitude + part * (b.latitude - a.latitude),
                        hours: hours[road.from] + part * whole))
            }
        }
        return isochrones(
            around: points, limits: limits, speedKmh: parameters[.localSpeedKmh], detour: parameters[.roadDetour])
    }

    /// Hours to the nearest anchor of any cluster at the end of every year, with lines planned to open by then, for the
    /// page.
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
                            ("code", .text(last.places[place].code)),
                            ("hours", .list(hours.map { .optional($0[place]) })),
                            (
                                "anchors",
                                .list(
                                    travels.map { travel in
                                        .optional(travel.nearestAnchor[place].map { travel.places[$0].code })
                                    })
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

/// Isochrones as a GeoJSON collection, one feature a limit, the widest first so that the narrower lie on top.
func isochroneJSON(_ lines: [Isochrone], properties: [(String, JSONValue)]) -> String {
    let features = lines.sorted { $0.hours > $1.hours }.map { line in
        JSONValue.object([
            ("type", .text("Feature")), ("properties", .object(properties + [("hours", .number(line.hours))])),
            (
                "geometry",
                .object([
                    ("type", .text("MultiPolygon")),
                    (
                        "coordinates",
                        .list(line.polygons.map { .list($0.map { .list($0.map { .numbers([$0.x, $0.y]) }) }) })
                    ),
                ])
            ),
        ])
    }
    return JSONValue.object([("type", .text("FeatureCollection")), ("features", .list(features))]).json + "\n"
}
