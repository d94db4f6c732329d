public import Atlases
import Equilibrium
public import LinearAlgebra
import RealModule
import Transport

/// Hours between the places of a study, row origin, column destination; the diagonal is the time inside a place.
public struct TravelHours: Sendable {
    /// By road.
    public let goods: Matrix
    /// By rail and road, access and waiting included.
    public let passengers: Matrix
}

/// An atlas made into a calibrated model: places, network, times and base year. Everything a scenario is compared with.
public struct Study: Sendable {
    /// What the study was made from.
    public let atlas: Atlas
    /// Of figures and network.
    public let year: Int
    /// Numbers that the calibration was made with.
    public let parameters: StudyParameters
    /// In the order of the atlas; every list by place follows it.
    public let places: [ModelPlace]
    /// Regions that the model leaves out, with the reason.
    public let dropped: [DroppedPlace]
    /// At the end of the year.
    public let network: StudyNetwork
    /// Hours of the base year, without any scenario.
    public let hours: TravelHours
    /// What the first model's calibration found.
    public let calibration: Calibration
    /// Shortest times that a scenario's links start from, and each place's node among them.
    let times: StudyTimes
    let nodes: [Int]
    let problem: CalibrationProblem
    let model: CalibratedModel
    /// Nil where the study is of the first model only.
    let whole: StudyWhole?
    let placeIndex: [String: Int]
    /// Every source whose figures entered the model, in the order of the atlas.
    public private(set) var sourcesUsed: [SourceUse] = []

    /// - Parameters:
    ///   - carved: places inside another region that become places of their own.
    ///   - choice: which model answers; the whole one is calibrated on top of the first.
    ///   - progress: called with what is being done.
    /// - Throws: `ScenarioError` for missing figures, an unconnected network or a calibration that does not converge.
    /// - Complexity: N shortest-path trees and about 30 scalings of N × N kernels.
    public init(
        _ atlas: Atlas, year: Int, carved: [String] = [], parameters: StudyParameters = StudyParameters(),
        model choice: ModelChoice = .oneSector, progress: (String) -> Void = { _ in }
    )
        throws(ScenarioError)
    {
        for needed in [Role.product, .residents] where !atlas.holds(needed) {
            throw ScenarioError(
                """
                the atlas \(atlas.name) holds no \(needed.name.english): it can be looked at, but the model needs it \
                for every place
                """,
                "图集 \(atlas.name) 没有\(needed.name.chinese)：可以查看，但模型需要每个地区的该项数据")
        }
        let parameters = try parameters.standing(on: atlas.meaning)
        progress("network")
        let network = StudyNetwork(
            atlas, date: Day(year: year, month: 12, day: 31), carved: carved, parameters: parameters)
        let model = try ModelPlaces(atlas, year: year, carved: carved, connected: network.connected)
        if model.places.count < 2 {
            throw ScenarioError(
                "only \(model.places.count) place has figures for \(year): a model needs two",
                "\(year) 年只有 \(model.places.count) 个地区有数据：模型至少需要两个")
        }
        progress("travel times")
        let times = try StudyTimes(network, parameters: parameters)
        var nodes: [Int] = []
        for place in model.places { nodes.append(try network.endpoint(place.code)) }
        let hours = try times.hours(among: model.places, nodes: nodes)
        progress("calibration")
        let names = model.places.map(\.called)
        do {
            let problem = CalibrationProblem(atlas, model.places, goods: hours.goods)
            let calibrated = try problem.calibrated(passengers: hours.passengers, parameters: parameters)
            self.problem = problem
            self.model = calibrated
            calibration = problem.report(calibrated)
            var whole: StudyWhole?
            if choice.kind == .whole {
                progress("sectors")
                let sectors = try StudySectors(atlas, model.places, year: year)
                let wholeProblem = WholeProblem(
                    problem, sectors, RestOfWorld(atlas, model.places, provinces: problem.provinces),
                    goods: hours.goods, choice: choice)
                whole = StudyWhole(
                    problem: wholeProblem, model: try wholeProblem.calibrated(calibrated, parameters: parameters))
            }
            self.whole = whole
        } catch let error as ScenarioError {
            throw error
        } catch let error as EquilibriumError {
            throw ScenarioError(error) { $0 < names.count ? names[$0] : Remark("the rest of the world", "国外") }
        } catch {
            throw ScenarioError("\(error)", "\(error)")
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
        sourcesUsed = gatheredSources()
    }

    /// The number of a modelled place; nil for any other code.
    public func index(of code: String) -> Int? { placeIndex[code] }

    /// The place of a code, or an error that says why it is none and what to do.
    public func place(_ code: String) throws(ScenarioError) -> Int {
        if let index = placeIndex[code] { return index }
        if let out = dropped.first(where: { $0.code == code }) {
            throw ScenarioError(
                "\(out.nameEnglish) (\(code)) is not in the model: \(out.reason.english)",
                "\(out.name)（\(code)）不在模型中：\(out.reason.chinese)")
        }
        if let region = atlas.region(code), region.level == .carved {
            throw ScenarioError(
                """
                \(region.nameEnglish) (\(code)) is carved out of another region: add `places: [\(code)]` to the \
                scenario
                """,
                "\(region.name)（\(code)）从另一地区划出：请在情景中加入 `places: [\(code)]`")
        }
        if let region = atlas.region(code), region.level == .province {
            throw ScenarioError(
                """
                \(region.nameEnglish) (\(code)) is a province; name its cities, such as \
                \(atlas.prefectures(in: code).first?.code ?? "…")
                """,
                "\(region.name)（\(code)）是省级：请给出其城市，如 \(atlas.prefectures(in: code).first?.code ?? "……")")
        }
        throw ScenarioError(
            "\(code) is no code of the atlas (`hinterland atlas regions` lists them)",
            "图集中没有代码 \(code)")
    }
}

extension Study {
    /// Which model answers.
    public var modelChoice: ModelChoice { whole?.problem.choice ?? .oneSector }

    /// What the model leaves out or holds, in one line.
    public var closure: Remark {
        guard let whole else { return Remark("closed economy of its places", "所含地区的封闭经济") }
        let count = whole.problem.sectors.count
        return whole.problem.world == nil
            ? Remark("whole model of \(count) sectors, without a rest of the world", "含 \(count) 个部门的完整模型，不含国外")
            : Remark("whole model of \(count) sectors with a rest of the world", "含 \(count) 个部门及国外的完整模型")
    }

    /// What no figure of the atlas pins, how it is taken, and the range over which it is drawn.
    public var notCalibrated: [Remark] { problem.provinces.count > 1 ? parameters.notCalibrated : [] }

    /// What the whole model assumes of this atlas; empty for the first.
    public var wholeModelAssumptions: [Remark] {
        guard let whole else { return [] }
        let (problem, sectors) = (whole.problem, whole.problem.sectors)
        var remarks: [Remark] = []
        let leftOut = atlas.meaning.leftOut.map { Remark(" \($0.english)", $0.chinese) } ?? Remark("", "")
        let years =
            sectors.years.lowerBound == sectors.years.upperBound
            ? "\(sectors.years.upperBound)" : "\(sectors.years.lowerBound)–\(sectors.years.upperBound)"
        if sectors.modelled > 0 {
            remarks.append(
                Remark(
                    """
                    Sectors of \(sectors.modelled) of \(places.count) places are modelled: their province's \
                    shares in GDP (\(years)).
                    """,
                    "\(places.count) 个城市中有 \(sectors.modelled) 个的部门结构为模型估算：取所在省的 GDP 构成（\(years) 年）。"))
        }
        if sectors.atMean > 0 {
            remarks.append(
                Remark(
                    """
                    \(sectors.atMean) places whose province has no such shares either stand at the mean of all \
                    others.
                    """,
                    "另有 \(sectors.atMean) 个城市所在省亦无构成数据，取其余城市的平均值。"))
        }
        let sources = Set(sectors.records.map(\.source)).sorted().joined(separator: ", ")
        remarks.append(
            Remark(
                """
                Costs and inputs of sectors by \(sources), scaled so that what is made is used (RAS); where one \
                source covers several sectors they share its figures.
                """,
                "各部门成本与投入结构取自 \(sources)，经 RAS 调整使产出与使用相等；同一来源涵盖多个部门时共用其数值。"))
        func list(_ name: (SectorRecord) -> String, _ between: String) -> String {
            sectors.records.map { "\(name($0)) \(wholeNumber(100 * $0.passengerWeight)) %" }.joined(separator: between)
        }
        remarks.append(
            Remark(
                """
                Weight of passengers' time in a sector's trade cost, the rest being goods' time by road \
                (assumed, not drawn): \(list(\.nameEnglish, ", ")).
                """,
                "各部门贸易成本中客运时间的权重，其余为公路货运时间（假设，不参与抽样）：\(list(\.name, "、"))。"))
        if let world = problem.world {
            remarks.append(
                Remark(
                    """
                    Rest of the world: product \(whole.problem.worldSize(parameters)) times that of all places \
                    (an assumption), provinces' purchases abroad of \(world.year), trade by the hours to the \
                    nearest of \(world.ports.count) ports that we chose, costs alike both ways.\(leftOut.english)
                    """,
                    """
                    国外：产出设为全部城市的 \(whole.problem.worldSize(parameters)) 倍（假设）；各省自国外购入比例取 \(world.year) 年；贸易成本按至最近\
                    港口（自选 \(world.ports.count) 个）的时间计，进出口对称。\(leftOut.chinese)
                    """
                ))
        }
        switch problem.choice.landIncome {
        case .stayers:
            remarks.append(
                Remark(
                    """
                    Rent of land and homes goes to those registered there who stay; what leavers give up is part \
                    of what leaving costs.
                    """,
                    "土地与住房租金归留在当地的户籍人口；离开者放弃的租金计入迁移成本。"))
        case .residents: remarks.append(Remark("Rent of land and homes goes to all who live there.", "土地与住房租金归全体常住人口。"))
        case .registered:
            remarks.append(Remark("Rent of land and homes goes to all who are registered there.", "土地与住房租金归全体户籍人口。"))
        }
        if problem.choice.immigration == .firmEntry {
            remarks.append(
                Remark(
                    """
                    Firms come with workers, and varieties with firms (Krugman 1980): 1/θ per cent of value \
                    added per cent of workers, in place of the agglomeration elasticity.
                    """,
                    "企业随劳动力进入，产品种类随企业增加（Krugman 1980）：劳动力每增 1 %，增加值生产率提高 1/θ %，代替集聚弹性。"))
        }
        return remarks
    }
}

extension WholeProblem {
    fileprivate func worldSize(_ parameters: StudyParameters) -> String {
        let size = parameters[.worldSize]
        return size == size.rounded() ? wholeNumber(size) : "\(size)"
    }
}

/// The whole model of a study.
struct StudyWhole: Sendable {
    let problem: WholeProblem
    let model: CalibratedWhole
}

extension ModelParameters {
    init(_ parameters: StudyParameters) {
        self.init(
            tradeElasticity: parameters[.tradeElasticity], migrationElasticity: parameters[.migrationElasticity],
            agglomeration: parameters[.agglomeration], goodsShare: 1 - parameters[.housingShare])
    }
}
