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
    /// Shortest times that a scenario's links start from, and each place's node among them.
    let times: StudyTimes
    let nodes: [Int]
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
        for needed in ["gdp", "resident_population"] where !atlas.figures.contains(where: { $0.indicator == needed }) {
            throw ScenarioError("the atlas \(atlas.name) holds no \(needed): it can be looked at, but the model needs it for every place")
        }
        progress("network")
        let network = StudyNetwork(atlas, date: Day(year: year, month: 12, day: 31), carved: carved, parameters: parameters)
        let model = try ModelPlaces(atlas, year: year, carved: carved, connected: network.connected)
        if model.places.count < 2 { throw ScenarioError("only \(model.places.count) place has figures for \(year): a model needs two") }
        progress("travel times")
        let times = try StudyTimes(network, parameters: parameters)
        var nodes: [Int] = []
        for place in model.places { nodes.append(try network.endpoint(place.code)) }
        let hours = try times.hours(among: model.places, nodes: nodes)
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
        self.times = times
        self.nodes = nodes
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
