public import Atlases
public import LinearAlgebra
public import Transport

/// Residents within some hours of an anchor.
public struct AnchorReach: Sendable, Hashable {
    /// At most so many to the nearest anchor; one that takes just as long counts.
    public let hours: Double
    /// 10,000 persons.
    public let residents: Double
    /// Their part of all, 0 to 1.
    public let share: Double
}

/// Hours between an atlas's places at the end of a year, with or without a scenario's links.
public struct CityTravel: Sendable {
    /// The year of the network; figures have their own.
    public let year: Int
    /// The year of products and residents.
    public let figures: Int
    /// Of the products.
    public let currency: Currency
    /// In the order of the atlas; rows and columns of `hours` follow it.
    public let places: [ModelPlace]
    /// Passengers' hours, row origin; the diagonal inside a place. With prices, generalised hours: the least cost over
    /// the value of time.
    public let hours: Matrix
    /// What the hours rest on; nil where they are modelled from links.
    public let trains: TrainHours?
    /// The nearest anchor of any cluster to each place, by number; an anchor's is itself; nil where none can be
    /// reached.
    public let nearestAnchor: [Int?]
    /// Places without figures or without a way, with the reason.
    public let dropped: [DroppedPlace]
    /// What the network assumes or leaves out.
    public let notes: [Remark]
    /// Identifiers of the atlas's sources that the network and the figures rest on.
    public let sources: Set<String>
    private let numbers: [String: Int]

    /// - Parameters:
    ///   - year: of the network; links opened until its end are there.
    ///   - figures: year of products and residents.
    ///   - scenario: its links are added and taken away, its carved places join; other changes do nothing to a network.
    ///   - planned: lines that are planned join in the year in which they are expected to open; places carved for them
    ///     stand in every year.
    ///   - goods: by road, instead of passengers.
    /// - Throws: `ScenarioError` where the atlas has no places with figures for the year, or a link cannot be made.
    /// - Complexity: one shortest-path tree a place.
    public init(
        _ atlas: Atlas, year: Int, figures: Int, scenario: Scenario? = nil, planned: Bool = false, goods: Bool = false,
        prices: TravelPrices? = nil,
        parameters: StudyParameters = StudyParameters()
    ) throws(ScenarioError) {
        var carved = scenario?.places ?? []
        if planned {
            let stops = Set(atlas.plannedLines.flatMap { $0.ends + $0.via })
            carved += stops.filter { atlas.region($0)?.level == .carved && !carved.contains($0) }.sorted()
        }
        let date = Day(year: year, month: 12, day: 31)
        let base = StudyNetwork(atlas, date: date, carved: carved, parameters: parameters)
        var network = base
        for change in scenario?.changes ?? [] {
            if let change = change as? any LinkChange { try change.edit(&network) }
        }
        let expected =
            planned
            ? try network.addPlanned(atlas.plannedLines, by: year, speedKmh: parameters[.highSpeedDesignKmh]) : []
        let found = try ModelPlaces(atlas, year: figures, carved: carved, connected: network.connected)
        var nodes: [Int] = []
        for place in found.places { nodes.append(try network.endpoint(place.code)) }
        do {
            var hours: Matrix
            // Fares are not in the timetable: with prices, and for goods, hours are those of links.
            if atlas.timetable != nil && !goods && prices == nil {
                let passengers = try PassengerHours(atlas, network, before: base, date: date)
                hours = Matrix(rows: nodes.count, columns: nodes.count) {
                    passengers.door[nodes[$0], nodes[$1]]
                }
                trains = passengers.trains
            } else {
                hours = try network.network(passengers: !goods, prices: prices).hours(among: nodes)
                trains = nil
            }
            for (index, place) in found.places.enumerated() { hours[index, index] = place.hoursInside(parameters) }
            self.hours = hours
        } catch let error as ScenarioError {
            throw error
        } catch let error as NetworkError {
            throw ScenarioError(error)
        } catch {
            throw ScenarioError("\(error)", "\(error)")
        }
        self.year = year
        self.figures = figures
        currency = atlas.meaning.currency
        places = found.places
        numbers = Dictionary(
            found.places.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        dropped = found.dropped
        let names = (expected.map(\.lineEnglish).joined(separator: ", "), expected.map(\.line).joined(separator: "、"))
        let remark = Remark("planned lines taken as open: \(names.0)", "视为已开通的规划线路：\(names.1)")
        sources = network.sources.union(trains?.sources ?? []).union(
            found.places.flatMap { $0.output.sources + $0.residents.sources })
        notes = network.passengerNotes(trains) + (expected.isEmpty ? [] : [remark]) + (prices.map { [$0.remark] } ?? [])
        let anchors = Set(atlas.clusters.flatMap { $0.members.filter { $0.role == .anchor }.map(\.region) })
        let all = found.places.indices.filter { anchors.contains(found.places[$0].code) }
        nearestAnchor = found.places.indices.map { [hours] place in
            if anchors.contains(found.places[place].code) { return place }
            return all.filter { hours[place, $0].isFinite }.min { (hours[place, $0], $0) < (hours[place, $1], $1) }
        }
    }

    /// The hours between two places by their codes; nil where one is not among them or there is no way.
    public func hours(from origin: String, to destination: String) -> Double? {
        guard let from = numbers[origin], let to = numbers[destination], hours[from, to] < .infinity else { return nil }
        return hours[from, to]
    }

    /// √(GDP × residents), in √(100 million of the currency × 10,000 persons).
    public var masses: [Double] { places.map { ($0.output.value * $0.residents.value).squareRoot() } }

    /// Hours to the nearest anchor, 0 for an anchor.
    public var hoursToAnchor: [Double?] {
        nearestAnchor.enumerated().map { place, anchor in anchor.map { $0 == place ? 0 : hours[place, $0] } }
    }

    /// Accessibility of every place.
    ///
    /// - Parameter own: whether a place's own mass counts, at the hours inside it; cumulative opportunities count it
    ///   always.
    public func accessibility(_ measure: AccessibilityMeasure, own: Bool) -> [Accessibility] {
        let masses = masses
        return places.indices.map { place in
            let row = places.indices.map { hours[place, $0] }
            return Transport.accessibility(
                measure, hours: row, masses: masses, from: place, inside: own ? hours[place, place] : nil)
        }
    }

    /// Residents within so many hours of an anchor: 10,000 persons, and their part of all.
    public func residentsNearAnchor(within limit: Double) -> (residents: Double, share: Double) {
        let all = places.reduce(0) { $0 + $1.residents.value }
        let near = zip(places, hoursToAnchor).reduce(0.0) { sum, entry in
            sum + (entry.1.map { isWithin($0, limit) } == true ? entry.0.residents.value : 0)
        }
        return (near, all > 0 ? near / all : 0)
    }

    /// Residents near an anchor within each of these hours.
    public func residentsNearAnchor(within limits: [Double]) -> [AnchorReach] {
        limits.map { hours in
            let near = residentsNearAnchor(within: hours)
            return AnchorReach(hours: hours, residents: near.residents, share: near.share)
        }
    }

    /// Clusters drawn by time and flow: a place belongs to a cluster if one of its anchors lies within the limit and
    /// the cluster's anchors have at least that share in what flows between the place and all anchors.
    ///
    /// - Parameter given: flows between two codes, either direction; nil takes modelled ones, M_i M_j / T².
    public func delimitation(
        of clusters: [Cluster], limit: Double, share: Double, flows given: ((String, String) -> Double)? = nil
    ) -> Delimitation {
        let numbers = Dictionary(places.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { a, _ in a })
        let centres = clusters.map { $0.members.filter { $0.role == .anchor }.compactMap { numbers[$0.region] } }
        let flat = centres.flatMap { $0 }
        let masses = masses
        let times = places.indices.map { place in flat.map { $0 == place ? 0 : hours[place, $0] } }
        let flows = places.indices.map { place in
            flat.indices.map { centre in
                let (here, there) = (places[place].code, places[flat[centre]].code)
                if let given { return given(here, there) + given(there, here) }
                return masses[place] * masses[flat[centre]] / max(times[place][centre] * times[place][centre], 1e-9)
            }
        }
        return Delimitation(
            places: places.count, centres: centres, hours: times, flows: flows, limit: limit, share: share)
    }
}
