import Asking
import Atlases

/// The tables of an atlas that say how one travels: railways, trains, hours that somebody gave or published.
extension AtlasTables {
    func readRailLinks(_ known: Known) -> [RailLink] {
        let columns = [
            "line_id", "line", "line_class", "from", "to", "length_km", "length_estimated_km", "design_speed_kmh",
            "opened", "carved_to",
            "carved_length_km", "flag", "source",
        ]
        return rows("rail_links", columns)?.map { row in
            guard let lineClass = row.choice("line_class", LineClass.self), let from = known.code(row, "from"),
                let to = known.code(row, "to")
            else {
                return nil
            }
            if from == to { row.reject("to", "another region than from") }
            let carved = row.optionalText("carved_to")
            if carved != nil { _ = known.code(row, "carved_to") }
            return RailLink(
                lineID: row.text("line_id"), line: row.text("line"), lineClass: lineClass, from: from, to: to,
                lengthKm: row.number("length_km", in: 0.1...5_000),
                lengthEstimatedKm: row.number("length_estimated_km", in: 0.1...5_000),
                designSpeedKmh: row.number("design_speed_kmh", in: 10...1_000), opened: row.day("opened"),
                carvedTo: carved,
                carvedLengthKm: row.number("carved_length_km", in: 0.1...5_000), flag: row.text("flag"),
                sources: known.sources(row))
        } ?? []
    }

    func readRailLines(_ known: Known) -> [RailLine] {
        var seen = Set<String>()
        return rows("rail_lines", ["line_id", "stations", "source"])?.map { row in
            guard let id = row.required("line_id") else { return nil }
            unique(&seen, id, row, "line_id")
            _ = known.sources(row)
            return RailLine(id: id, stations: row.codes("stations"))
        } ?? []
    }

    func readPlannedLines(_ known: Known) -> [PlannedLine] {
        let columns = [
            "line", "line_en", "ends", "via", "length_km", "design_speed_kmh", "expected_opening",
            "investment_100m", "note", "source",
        ]
        return rows("rail_planned", columns)?.map { row in
            PlannedLine(
                line: row.text("line"), lineEnglish: row.text("line_en"), ends: known.checkCodes(row, "ends"),
                via: known.checkCodes(row, "via"),
                lengthKm: row.number("length_km", in: 0.1...10_000),
                designSpeedKmh: row.number("design_speed_kmh", in: 10...1_000),
                expectedOpening: row.integer("expected_opening", in: 1900...2100),
                investment: row.number("investment_100m", in: 0...1e6),
                note: row.text("note"), sources: known.sources(row))
        } ?? []
    }

    /// Stations now, pairs when they are asked for.
    func timetable(_ known: Known, _ day: String?) -> LatePart<RailTimetable>? {
        guard let trains else { return nil }
        guard let day = day.flatMap(Day.init) else {
            problems.add(
                AtlasProblem(
                    file: "datapackage.json", column: "timetable", value: day ?? "",
                    expected: "the day of the trains of \(trains.name), as 2018-10-05"))
            return nil
        }
        var sources: Set<String> = []
        let columns = ["station", "region", "trains", "fast_trains", "km", "central", "source"]
        let stations: [RailTimetable.Station] =
            rows("rail_stations", columns)?.map { row in
                guard let name = row.required("station"), let region = known.code(row, "region"),
                    let count = row.integer("trains", in: 0...10_000), let central = row.integer("central", in: 0...1)
                else { return nil }
                sources.formUnion(known.sources(row))
                return RailTimetable.Station(
                    name: name, region: region, trains: count, kmFromSeat: row.number("km", in: 0...1_000),
                    isCentral: central == 1)
            } ?? []
        let (codes, named) = (known.codes, sources.sorted())
        let about = Remark("\(day), \(stations.count) stations", "\(day)，\(stations.count) 个车站")
        return LatePart(about) { () throws(UnreadablePart) in
            do {
                let reader = RailTimetableReader(file: trains.name, bytes: try trains.content(), regions: codes)
                return RailTimetable(day: day, stations: stations, pairs: try reader.pairs(), sources: named)
            } catch {
                throw UnreadablePart(Problem(error).remark { _ in nil })
            }
        }
    }

    func readTravelLinks(_ known: Known) -> [TravelLink] {
        rows("travel_links", ["from", "to", "hours", "mode", "source"])?.map { row in
            guard let from = known.code(row, "from"), let to = known.code(row, "to"), row.required("hours") != nil,
                let hours = row.number("hours", in: 0...1e5)
            else { return nil }
            if from == to { row.reject("to", "another region than from") }
            return TravelLink(
                from: from, to: to, hours: hours, mode: TravelMode(rawValue: row.text("mode")) ?? .other,
                lengthKm: row.number("length_km", in: 0...50_000), isOneWay: row.text("oneway") == "yes",
                opened: row.day("opened"), closed: row.day("closed"), sources: known.sources(row))
        } ?? []
    }

    func readDrives(_ known: Known) -> [PublishedDrive] {
        rows("road_hours", ["from", "to", "hours", "year", "terrain", "source"])?.map { row in
            guard let from = known.code(row, "from"), let to = known.code(row, "to"),
                let hours = row.number("hours", in: 0.1...200), let year = row.integer("year", in: 1900...2100),
                let terrain = row.choice("terrain", PublishedDrive.Terrain.self)
            else { return nil }
            return PublishedDrive(
                from: from, to: to, hours: hours, year: year, terrain: terrain, sources: known.sources(row))
        } ?? []
    }
}
