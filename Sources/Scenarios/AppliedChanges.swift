public import Atlases
public import Equilibrium
public import LinearAlgebra

/// What a scenario's changes amount to, in the model's terms: each change writes into it.
public struct AppliedChanges: Sendable {
    /// The network with the links that changes added or took away.
    public private(set) var network: StudyNetwork
    private var times: StudyTimes
    /// Hours between places over that network.
    public private(set) var hours: TravelHours
    /// Whether goods travel other hours.
    private(set) var goodsChange = false
    /// Factors on the cost of trade by sector, consumer × producer, over the places and the rest of the world where
    /// there is one; nil where nothing changes them. The first model has one sector.
    public var tradeCost: [Matrix?]
    /// 1 + t of levies, likewise.
    public var levies: [Matrix?]
    /// Factors on the cost of moving, home × present place; nil where nothing changes them.
    public var migrationCost: Matrix?
    /// Factors on value added per worker, place × sector.
    public var productivity: [[Double]]
    /// Factors on a sector's firms at a place (varieties at the same cost), place × sector.
    public var firms: [[Double]]
    /// Factors on the stock of housing by place.
    public var housing: [Double]
    /// Places that the scenario gives housing.
    public var housed: Set<Int> = []
    /// What residents get beyond what they earn, 100 million of the currency; nil for nothing.
    public var transfers: [Double]?
    /// What the government buys before and after, place × sector, 100 million of the currency; nil for nothing.
    public var purchases: (before: [[Double]], after: [[Double]])?
    /// Whose land is afterwards; nil as before.
    public var ownership: LandOwnership?
    /// Publicly paid residents before, 10,000 persons.
    public var paidBefore: [Double]
    /// The same after.
    public var paidAfter: [Double]
    /// Jobs moved, as the answer lists them.
    public var moves: [(from: Int, to: Int, jobs: Double)] = []
    /// What the new links cost, in the atlas's currency; nil for one whose cost is not given.
    public var costs: [Double?] = []
    /// Whether a change with a cost changes nothing, so that no gain is its.
    private(set) var isCostIdle = false
    /// What the reader should know.
    public var remarks: [Remark] = []

    init(_ scenario: Scenario, in study: Study, progress: (String) -> Void) throws(ScenarioError) {
        let n = study.places.count
        network = study.network
        times = study.times
        hours = study.hours
        let sectors = study.whole?.problem.sectors.count ?? 1
        productivity = Array(repeating: Array(repeating: 1, count: sectors), count: n)
        firms = productivity
        tradeCost = Array(repeating: nil, count: sectors)
        levies = tradeCost
        housing = Array(repeating: 1, count: n)
        paidBefore = Array(repeating: 0, count: n)
        paidAfter = paidBefore
        size = study.whole?.problem.size ?? n
        let changes = Array(scenario.changes.enumerated())
        for (index, change) in changes.filter({ !$1.follows }) + changes.filter({ $1.follows }) {
            progress("change \(index + 1) of \(changes.count)")
            let paidFor = costs.count
            do {
                if !(try change.apply(to: &self, in: study)) {
                    if costs[paidFor...].contains(where: { ($0 ?? 0) > 0 }) { isCostIdle = true }
                    remarks.append(
                        Remark(
                            "Change \(index + 1) (\(change.kind)) changes nothing.",
                            "第 \(index + 1) 项变化（\(change.kind)）没有产生任何影响。"))
                }
            } catch {
                throw error.at(index)
            }
        }
        for (index, change) in changes {
            do { try change.review(self, in: study) } catch { throw error.at(index) }
        }
    }

    /// How many trade: the places, and the rest of the world where there is one.
    private let size: Int

    /// Multiplies the pairs concerned, consumer and producer; false where nothing changes.
    ///
    /// - Parameter sectors: whose matrices.
    public mutating func multiply(
        _ matrices: WritableKeyPath<Self, [Matrix?]>, of sectors: [Int], by factor: Double,
        _ concerns: (_ consumer: Int, _ producer: Int) -> Bool
    ) -> Bool {
        let factors = Matrix(rows: size, columns: size) { concerns($0, $1) ? factor : 1 }
        if factor == 1 || factors.elements.allSatisfy({ $0 == 1 }) { return false }
        for sector in sectors {
            self[keyPath: matrices][sector] =
                self[keyPath: matrices][sector]?.multipliedElementwise(by: factors) ?? factors
        }
        return true
    }

    /// Changes links and the hours that follow from them; false where no hour changes.
    ///
    /// Rail changes passengers' hours only: goods go by road.
    public mutating func editNetwork(_ change: some LinkChange, _ study: Study) throws(ScenarioError) -> Bool {
        let (links, before) = (network.links, hours)
        try change.edit(&network)
        try times.follow(from: links, to: network.links)
        hours = try times.hours(
            among: study.places, nodes: study.nodes, keepingGoods: change.mode == .rail ? before.goods : nil)
        goodsChange = goodsChange || change.mode == .road
        return hours.passengers != before.passengers || hours.goods != before.goods
    }

    /// Nothing bought, place × sector.
    var noPurchases: [[Double]] { productivity.map { $0.map { _ in 0 } } }
}

extension Change {
    fileprivate var follows: Bool { Self.followsOthers }
}

extension Study {
    /// The number of the rest of the world among what trades; nil where there is none.
    public var world: Int? { whole?.problem.world == nil ? nil : places.count }

    /// The same, or an error that says what the atlas lacks.
    public func foundWorld() throws(ScenarioError) -> Int {
        if let world { return world }
        throw ScenarioError(
            """
            the atlas \(atlas.name) says nothing of trade with the rest of the world: give it ports.csv and rows \
            of province_trade.csv without a producer
            """,
            "图集 \(atlas.name) 没有与国外的贸易：需要 ports.csv，以及 province_trade.csv 中没有产地的行")
    }

    /// The numbers of a sector, or of every one where none is named.
    public func sectorNumbers(_ id: String?) throws(ScenarioError) -> [Int] {
        try whole?.problem.sectors.numbers(id) ?? [0]
    }

    /// Two places that must differ.
    ///
    /// - Parameter kind: of the change, for the error.
    public func places(_ from: String, _ to: String, of kind: String) throws(ScenarioError) -> (from: Int, to: Int) {
        let (origin, destination) = (try place(from), try place(to))
        if origin == destination {
            throw ScenarioError(
                "\(kind): from and to are both \(from): name two places",
                "\(kind)：from 与 to 都是 \(from)：请给出两个地区")
        }
        return (origin, destination)
    }
}

/// A number without decimals.
func wholeNumber(_ value: Double) -> String {
    value.isFinite && abs(value) < 1e15 ? String(Int64(value.rounded())) : "\(value)"
}
