import Asking
import Atlas
import Formats
import NetworkFiles
import Reports
import Transport
import Wording

extension OwnNetwork {
    /// Ways between two places: over links the least costly ones that differ, over a timetable those that leave at a
    /// time or later and of which each arrives earlier or changes less often than the others.
    public func ways(from: String, to: String, count: Int, language: Language) throws(WorkbenchError) -> Output {
        let (start, end) = (try place(from), try place(to))
        switch travel {
        case .links(let network):
            let found: [Way]
            do { found = try network.ways(from: start, to: end, count: count) } catch {
                throw WorkbenchError(.data, "\(error)")
            }
            return wayOutput(
                found, network, names: allNames, inputs: inputs, notes: notes(language), language
            )
        case .timetable(let network, let reach, let departures, let maximumRides):
            var search = TimetableSearch(network.timetable, maximumRides: maximumRides)
            let found = search.journeys(from: reach[start], to: reach[end], departure: departures.lowerBound)
            return journeys(
                found.suffix(count), network, language("Ways, the earliest arrival last", "出行方案（最早到达者列于最后）"), language)
        }
    }

    /// Every departure of a span that no other beats, with its arrival and rides.
    public func profile(from: String, to: String, language: Language) throws(WorkbenchError) -> Output {
        guard case .timetable(let network, let reach, let departures, let maximumRides) = travel else {
            throw WorkbenchError(.use, "a profile of departures needs a timetable: give --gtfs or --timetable")
        }
        let (start, end) = (try place(from), try place(to))
        var search = TimetableSearch(network.timetable, maximumRides: maximumRides)
        let found = search.profile(from: reach[start], to: reach[end], departures: departures)
        return journeys(
            found[...], network,
            language(
                """
                Departures from \(clockText(departures.lowerBound)) to \(clockText(departures.upperBound)) that \
                no other beats
                """,
                "\(clockText(departures.lowerBound)) 至 \(clockText(departures.upperBound)) 间未被其他方案超越的出发时刻"), language)
    }

    private func journeys(
        _ found: ArraySlice<Journey>, _ network: TransitNetwork, _ title: String, _ language: Language
    ) -> Output {
        let rows = found.map { JourneyRow($0, network) }
        let section = Section(
            title: title,
            columns: [
                language("leave", "出发"), language("arrive", "到达"), language("hours", "小时"), language("rides", "乘车次数"),
                language("way", "行程"),
            ],
            rows: rows.map { row in
                [
                    row.departure, row.arrival, fixed(row.hours, 2), "\(row.rides)",
                    row.legs.map { $0.text(language) }.joined(separator: " · "),
                ]
            }, notes: notes(language) + (rows.isEmpty ? [language("  No way.", "  无通路。")] : []))
        return Output(
            json: Envelope(inputs: inputs, result: rows, sources: [String]()), sections: [section], main: section)
    }
}

/// Ways over links as a table and JSON.
func wayOutput(
    _ ways: [Way], _ network: Network, names: [String], inputs: some Encodable, notes: [String], _ language: Language,
    sources: [String] = []
) -> Output {
    let valueOfTime = network.valueOfTime != nil
    let rows = ways.map { way in
        WayRow(
            hours: way.cost.hours, fare: valueOfTime ? way.cost.fare : nil,
            cost: valueOfTime ? way.cost.generalised : nil,
            legs: way.links.map {
                WayLeg(
                    from: names[network.links[$0].from], to: names[network.links[$0].to],
                    mode: network.links[$0].mode.rawValue,
                    hours: network.links[$0].hours)
            })
    }
    let section = Section(
        title: language("Ways, cheapest first", "可选路径（由低到高）"),
        columns: [language("hours", "小时")]
            + (valueOfTime ? [language("fare", "票价"), language("generalised cost", "广义成本")] : [])
            + [language("way", "路径")],
        rows: rows.map { row in
            [fixed(row.hours, 3)] + (valueOfTime ? [fixed(row.fare ?? 0, 2), fixed(row.cost ?? 0, 2)] : []) + [row.text]
        }, notes: notes + (rows.isEmpty ? [language("  No way.", "  无通路。")] : []))
    return Output(json: Envelope(inputs: inputs, result: rows, sources: sources), sections: [section], main: section)
}

private struct WayRow: Encodable {
    let hours: Double
    let fare, cost: Double?
    let legs: [WayLeg]

    /// Places with the mode where it changes: "A —rail→ B → C".
    var text: String {
        var text = legs.first?.from ?? ""
        var mode = ""
        for leg in legs {
            text += leg.mode == mode ? " → " : " —\(leg.mode)→ "
            text += leg.to
            mode = leg.mode
        }
        return text
    }
}

private struct WayLeg: Encodable {
    let from, to, mode: String
    let hours: Double
}

private struct JourneyRow: Encodable {
    let departure, arrival: String
    let hours: Double
    let rides: Int
    let legs: [JourneyLeg]

    init(_ journey: Journey, _ network: TransitNetwork) {
        departure = clockText(journey.departure)
        arrival = clockText(journey.arrival)
        hours = Double(journey.arrival - journey.departure) / 3_600
        rides = journey.rides
        legs = journey.legs.map { leg in
            func name(_ stop: Int) -> String {
                network.stops[stop].name.isEmpty ? network.stops[stop].id : network.stops[stop].name
            }
            switch leg {
            case .walk(let from, let to, let seconds):
                return JourneyLeg(
                    from: name(from), to: name(to), mode: "walk", line: nil, trip: nil, departure: nil, arrival: nil,
                    seconds: Int(seconds))
            case .ride(let run, let from, let to, let departure, let arrival):
                let line = network.line(of: run)
                return JourneyLeg(
                    from: name(from), to: name(to), mode: line.mode.rawValue,
                    line: line.name.isEmpty ? line.id : line.name,
                    trip: network.trip(of: run), departure: clockText(departure), arrival: clockText(arrival),
                    seconds: Int(arrival - departure))
            }
        }
    }
}

private struct JourneyLeg: Encodable {
    let from, to, mode: String
    let line, trip, departure, arrival: String?
    let seconds: Int

    func text(_ language: Language) -> String {
        guard let line, let departure, let arrival else {
            return language("walk to \(to), \(seconds / 60) min", "步行至\(to)，\(seconds / 60) 分钟")
        }
        return "\(line) \(from) \(departure) → \(to) \(arrival)"
    }
}
