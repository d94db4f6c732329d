import Atlases
import LinearAlgebra
import Transport

/// Shortest times of a study's network, kept exact while a scenario adds and takes away links.
struct StudyTimes: Sendable {
    private var passengers: TravelTimes
    private var goods: TravelTimes
    /// The edge of each link, by the link's number; a railway has none among those for goods.
    private var passengerEdge: [Int: Int]
    private var goodsEdge: [Int: Int]
    private let parameters: StudyParameters

    init(_ network: StudyNetwork, parameters: StudyParameters) throws(ScenarioError) {
        let roads = network.links.filter { $0.mode == .road }
        do {
            passengers = TravelTimes(try network.network(passengers: true, platformsEverywhere: true))
            goods = TravelTimes(try network.network(passengers: false, platformsEverywhere: true))
        } catch {
            throw ScenarioError(error)
        }
        passengerEdge = Dictionary(uniqueKeysWithValues: network.links.enumerated().map { ($1.id, $0) })
        goodsEdge = Dictionary(uniqueKeysWithValues: roads.enumerated().map { ($1.id, $0) })
        self.parameters = parameters
    }

    /// What a railway between two places would do to passengers' hours, weighed pair by pair.
    func screening(among nodes: [Int], weights: Matrix) throws(ScenarioError) -> LinkScreening {
        do { return try LinkScreening(passengers, among: nodes, mode: .rail, weights: weights) } catch {
            throw ScenarioError(error)
        }
    }

    /// Takes a network's changes over: links that are gone, and links that are new. Both lists stand in the order of
    /// their numbers.
    mutating func follow(from old: [StudyLink], to new: [StudyLink]) throws(ScenarioError) {
        do {
            for link in old.absent(from: new) {
                if let edge = passengerEdge[link.id] { try passengers.setHours(ofLink: edge, to: .infinity) }
                if let edge = goodsEdge[link.id] { try goods.setHours(ofLink: edge, to: .infinity) }
            }
            for link in new.absent(from: old) {
                let edge = Link(
                    from: link.from, to: link.to, mode: link.mode, lengthKm: link.lengthKm,
                    hours: link.hours(parameters))
                passengerEdge[link.id] = try passengers.add(edge)
                if link.mode == .road { goodsEdge[link.id] = try goods.add(edge) }
            }
        } catch {
            throw ScenarioError(error)
        }
    }

    /// Hours among places by their nodes; goods' hours are taken over where they are known not to change.
    ///
    /// Time inside a place: ⅔ √(area/π) at local speed, the mean distance from the centre of a disc of its area.
    func hours(among places: [ModelPlace], nodes: [Int], keepingGoods known: Matrix? = nil) throws(ScenarioError)
        -> TravelHours
    {
        let own = places.map { $0.hoursInside(parameters) }
        func filled(_ times: TravelTimes, _ name: Remark) throws(ScenarioError) -> Matrix {
            var hours = times.hours(among: nodes)
            for place in places.indices { hours[place, place] = own[place] }
            if !allPositive(hours.elements), let bad = hours.elements.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
                let (a, b) = (places[bad / places.count], places[bad % places.count])
                throw ScenarioError(
                    """
                    travel time of \(name.english) from \(a.region.nameEnglish) (\(a.code)) to \(b.region.nameEnglish) \
                    (\(b.code)) is \(hours.elements[bad]) hours: expected above 0 and finite
                    """,
                    """
                    \(a.region.shortName)（\(a.code)）至\(b.region.shortName)（\(b.code)）的\(name.chinese)时间为\
                    \(hours.elements[bad]) 小时：应为有限的正数
                    """)
            }
            return hours
        }
        let passengers = try filled(passengers, Remark("passengers", "旅客"))
        if let known { return TravelHours(goods: known, passengers: passengers) }
        return TravelHours(goods: try filled(goods, Remark("goods", "货物")), passengers: passengers)
    }
}

/// Whether all are above zero and finite, found without a way out for each.
private func allPositive(_ values: [Double]) -> Bool {
    var sound = true
    for value in values { sound = (value > 0) && (value < .infinity) && sound }
    return sound
}

extension [StudyLink] {
    /// Those whose number is not among the others'; both lists stand in the order of their numbers.
    fileprivate func absent(from others: [StudyLink]) -> [StudyLink] {
        var next = 0
        return filter { link in
            while next < others.count && others[next].id < link.id { next += 1 }
            return next == others.count || others[next].id != link.id
        }
    }
}

extension ModelPlace {
    func hoursInside(_ parameters: StudyParameters) -> Double {
        (2.0 / 3) * (area.value / Double.pi).squareRoot() / parameters[.localSpeedKmh]
    }
}
