public import AtlasFiles
import Atlases
import Transport

extension TransitFeed {
    /// Reads a timetable table: `trip,stop,arrival,departure`, a row a call, each trip's in the order of travel, and
    /// where there are `line,mode`. Every trip runs every day. Times as 08:30 or 08:30:00; an arrival or a departure
    /// may be left out.
    ///
    /// - Parameter stops: a table of stops; nil takes those that the timetable names.
    /// - Throws: the first of what is wrong, with its row, column and value.
    public init(timetable: CSVTable, stops table: CSVTable?) throws(AtlasProblem) {
        self.init(name: timetable.file)
        var places = try table.map { table throws(AtlasProblem) in try PlaceTable(table) } ?? PlaceTable()
        let problems = ProblemList()
        var trips: [String: Int] = [:]
        var calls: [[(stop: Int32, arrival: Int32, departure: Int32)]] = []
        var lineNumbers: [String: Int] = [:]
        if let rows = TypedRows(timetable, columns: ["trip", "stop"], problems: problems) {
            _ = rows.map { row -> Void? in
                guard let trip = row.required("trip"), let stop = row.required("stop") else { return nil }
                if places.number(stop) == nil {
                    if table != nil {
                        row.reject("stop", "an id of the table of places")
                        return nil
                    }
                    places.add(stop)
                }
                let (comes, leaves) = (clock(row, "arrival"), clock(row, "departure"))
                guard let arrival = comes ?? leaves, let departure = leaves ?? comes, let number = places.number(stop)
                else {
                    row.reject("arrival", "a time here or in the column departure")
                    return nil
                }
                let index = trips[trip] ?? calls.count
                if index == calls.count {
                    trips[trip] = index
                    tripIDs.append(trip)
                    calls.append([])
                    let name = row.text("line").isEmpty ? trip : row.text("line")
                    let line = lineNumbers[name] ?? lines.count
                    if line == lines.count {
                        lineNumbers[name] = line
                        lines.append(
                            Line(
                                id: name, name: name,
                                mode: Mode(words: row.text("mode").isEmpty ? "rail" : row.text("mode"))))
                    }
                    tripLine.append(Int32(line))
                    tripService.append(0)
                }
                if departure < arrival { row.reject("departure", "no time before the arrival") }
                if let last = calls[index].last, arrival < last.departure {
                    row.reject(
                        "arrival",
                        "no time before the trip's departure from the stop before; past midnight hours go on from 24")
                }
                calls[index].append((Int32(number), arrival, departure))
                return nil
            }
        }
        if let problem = problems.problems.first { throw problem }
        if calls.isEmpty { throw AtlasProblem(file: timetable.file, expected: "at least one trip") }
        for trip in calls {
            for call in trip { plans.call(at: call.stop, arrival: call.arrival, departure: call.departure) }
            plans.endTrip()
        }
        stops = Self.stops(places)
        services = [.everyDay]
    }

    /// Every place a stop and a station of its own.
    private static func stops(_ places: PlaceTable) -> [Stop] {
        places.ids.indices.map {
            Stop(
                id: places.ids[$0], name: places.names[$0], longitude: places.positions[$0]?.longitude,
                latitude: places.positions[$0]?.latitude, station: $0)
        }
    }
}

extension ServiceDays {
    /// As long as the calendar goes.
    fileprivate static var everyDay: ServiceDays {
        var daily = ServiceDays()
        daily.weekdays = Array(repeating: true, count: 7)
        daily.span = Day(year: 1000, month: 1, day: 1).number...Day(year: 9999, month: 12, day: 31).number
        return daily
    }
}

private func clock(_ row: TypedRows.Row, _ column: String) -> Int32? {
    let text = row.text(column)
    if text.isEmpty { return nil }
    if let seconds = clockSeconds(text.utf8) { return seconds }
    row.reject(column, "a time as 08:30, hours up to 167 for what runs past midnight")
    return nil
}
