public import Atlas
import Equilibrium
public import LinearAlgebra
import RealModule
import Transport

/// Hours between the places of a study, row origin, column destination; the diagonal is the time inside a place.
public struct TravelHours: Sendable {
    public let goods: Matrix
    public let passengers: Matrix
}

/// An atlas made into a calibrated model: places, network, times and base year. Everything a scenario is compared with.
public struct Study: Sendable {
    public let atlas: Atlas
    public let year: Int
    public let parameters: StudyParameters
    public let places: [ModelPlace]
    public let dropped: [DroppedPlace]
    public let network: StudyNetwork
    public let hours: TravelHours
    public let calibration: Calibration
    let problem: CalibrationProblem
    let model: CalibratedModel
    let placeIndex: [String: Int]

    /// - Parameters:
    ///   - carved: places inside another region that become places of their own.
    ///   - progress: called with what is being done.
    /// - Throws: `ScenarioError` for missing figures, an unconnected network or a calibration that does not converge.
    /// - Complexity: N shortest-path trees and about 30 scalings of N × N kernels.
    public init(
        _ atlas: Atlas, year: Int, carved: [String] = [], parameters: StudyParameters = StudyParameters(),
        progress: (String) -> Void = { _ in }
    )
        throws(ScenarioError)
    {
        progress("network")
        let network = StudyNetwork(atlas, date: Day(year: year, month: 12, day: 31), carved: carved, parameters: parameters)
        let model = try ModelPlaces(atlas, year: year, carved: carved, connected: network.connected)
        if model.places.count < 2 { throw ScenarioError("only \(model.places.count) place has figures for \(year): a model needs two") }
        progress("travel times")
        let hours = try network.hours(among: model.places, parameters: parameters)
        progress("calibration")
        let names = model.places.map { "\($0.region.nameEnglish) (\($0.code))" }
        do {
            let problem = CalibrationProblem(model.places, goods: hours.goods)
            let calibrated = try problem.calibrated(passengers: hours.passengers, parameters: parameters)
            self.problem = problem
            self.model = calibrated
            calibration = problem.report(calibrated)
        } catch {
            throw ScenarioError(error.message { names[$0] })
        }
        self.atlas = atlas
        self.year = year
        self.parameters = parameters
        places = model.places
        dropped = model.dropped
        self.network = network
        self.hours = hours
        placeIndex = Dictionary(model.places.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { a, _ in a })
    }

    public func index(of code: String) -> Int? { placeIndex[code] }

    /// The place of a code, or an error that says why it is none and what to do.
    func place(_ code: String) throws(ScenarioError) -> Int {
        if let index = placeIndex[code] { return index }
        if let out = dropped.first(where: { $0.code == code }) {
            throw ScenarioError("\(out.nameEnglish) (\(code)) is not in the model: \(out.reason.english)")
        }
        if let region = atlas.region(code), region.level == .carved {
            throw ScenarioError("\(region.nameEnglish) (\(code)) is carved out of another region: add `places: [\(code)]` to the scenario")
        }
        if let region = atlas.region(code), region.level == .province {
            throw ScenarioError(
                "\(region.nameEnglish) (\(code)) is a province; name its cities, such as \(atlas.prefectures(in: code).first?.code ?? "…")")
        }
        throw ScenarioError("\(code) is no code of the atlas (`hinterland atlas regions` lists them)")
    }
}

extension ModelParameters {
    init(_ parameters: StudyParameters) {
        self.init(
            tradeElasticity: parameters[.tradeElasticity], migrationElasticity: parameters[.migrationElasticity],
            agglomeration: parameters[.agglomeration], goodsShare: 1 - parameters[.housingShare])
    }
}

extension StudyNetwork {
    private func swept(passengers: Bool, _ chosen: [Int]) throws(NetworkError) -> Matrix {
        let network = try network(passengers: passengers)
        return ContractionHierarchy(network).hours(among: chosen, edgeHours: network.edgeHours)
    }

    /// Hours among places; goods' hours are taken over where they are known not to change.
    ///
    /// Time inside a place: ⅔ √(area/π) at local speed, the mean distance from the centre of a disc of its area.
    func hours(among places: [ModelPlace], parameters: StudyParameters, keepingGoods known: Matrix? = nil) throws(ScenarioError)
        -> TravelHours
    {
        let own = places.map { $0.hoursInside(parameters) }
        var chosen: [Int] = []
        for place in places { chosen.append(try endpoint(place.code)) }
        do {
            var goods: Matrix
            if let known { goods = known } else { goods = try swept(passengers: false, chosen) }
            var passengers = try swept(passengers: true, chosen)
            for place in places.indices {
                goods[place, place] = own[place]
                passengers[place, place] = own[place]
            }
            for (name, matrix) in [("goods", goods), ("passengers", passengers)] {
                if let bad = matrix.elements.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
                    let (a, b) = (places[bad / places.count], places[bad % places.count])
                    throw ScenarioError(
                        "travel time of \(name) from \(a.region.nameEnglish) (\(a.code)) to \(b.region.nameEnglish) (\(b.code)) is \(matrix.elements[bad]) hours: expected above 0 and finite"
                    )
                }
            }
            return TravelHours(goods: goods, passengers: passengers)
        } catch let error as ScenarioError {
            throw error
        } catch {
            throw ScenarioError("\(error)")
        }
    }
}

extension ModelPlace {
    func hoursInside(_ parameters: StudyParameters) -> Double {
        (2.0 / 3) * (area / Double.pi).squareRoot() / parameters[.localSpeedKmh]
    }
}
