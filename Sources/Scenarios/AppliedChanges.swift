import Atlas
import Equilibrium
import LinearAlgebra

/// What a scenario's changes amount to, in the model's terms.
struct AppliedChanges: Sendable {
    var network: StudyNetwork
    private var times: StudyTimes
    var hours: TravelHours
    /// Factors on the cost of trade and of moving; nil where nothing changes them.
    private(set) var tradeCost: Matrix?
    private(set) var migrationCost: Matrix?
    var productivity: [Double]
    var housing: [Double]
    /// What residents get beyond what they earn, 100 million yuan; nil for nothing.
    private(set) var transfers: [Double]?
    /// Publicly paid residents before and after, 10,000 persons.
    var paidBefore: [Double]
    var paidAfter: [Double]
    /// Whether goods travel other hours.
    private(set) var goodsChange = false
    var moves: [(from: Int, to: Int, jobs: Double)] = []
    var costs: [Double?] = []
    var remarks: [Remark] = []

    init(_ scenario: Scenario, in study: Study, progress: (String) -> Void) throws(ScenarioError) {
        try scenario.check()
        let n = study.places.count
        network = study.network
        times = study.times
        hours = study.hours
        productivity = Array(repeating: 1, count: n)
        housing = productivity
        paidBefore = Array(repeating: 0, count: n)
        paidAfter = paidBefore
        for (index, change) in scenario.changes.enumerated() {
            progress("change \(index + 1) of \(scenario.changes.count)")
            do {
                if !(try apply(change, study)) {
                    remarks.append(
                        Remark("Change \(index + 1) (\(change.kind)) changes nothing.", "第 \(index + 1) 项变化（\(change.kind)）没有产生任何影响。"))
                }
            } catch {
                throw error.at(index)
            }
        }
        try checkJobs(scenario, study)
    }

    /// Applies one change; false if it changes nothing.
    private mutating func apply(_ change: Change, _ study: Study) throws(ScenarioError) -> Bool {
        switch change {
        case .link(let specification):
            try remarkShortLength(specification, study)
            let before = network.links
            try network.add(specification)
            costs.append(specification.costYuan)
            return try updateHours(study, from: before, mode: specification.mode)
        case .removeLink(let from, let to, let mode):
            let before = network.links
            try network.remove(from: from, to: to, mode: mode)
            return try updateHours(study, from: before, mode: mode)
        case .jobs(let from, let to, let number):
            let (origin, destination) = (try study.place(from), try study.place(to))
            if origin == destination { throw ScenarioError("jobs: from and to are both \(from): name two places") }
            let people = number * study.parameters[.residentsPerJob] / 10_000
            paidBefore[origin] += people
            paidAfter[destination] += people
            moves.append((origin, destination, number))
            return number > 0
        case .housing(let places, let factor):
            housing = try scaled(housing, places, factor, study)
            return factor != 1
        case .productivity(let places, let factor):
            productivity = try scaled(productivity, places, factor, study)
            return factor != 1
        case .transfer(let from, let to, let yuan):
            let (giver, receiver) = (try study.place(from), try study.place(to))
            if giver == receiver { throw ScenarioError("transfer: from and to are both \(from): name two places") }
            var given = transfers ?? Array(repeating: 0, count: study.places.count)
            // Output stands in 100 million yuan.
            given[giver] -= yuan / 1e8
            given[receiver] += yuan / 1e8
            let output = study.places[giver].output.value
            if -given[giver] > 0.3 * output {
                throw ScenarioError(
                    "transfer: \(study.places[giver].region.nameEnglish) (\(from)) would give \(wholeNumber(-given[giver])) of the \(wholeNumber(output)) hundred million yuan it produces, above 30 %; give less"
                )
            }
            if yuan == 0 { return false }
            transfers = given
            remarks.append(
                Remark(
                    "A transfer counts as income where it arrives; product is what is made there.",
                    "转移支付计入接受地的收入；产出仅为当地所生产。"))
            return true
        case .tradeCost(let places, let partners, let factor, let direction):
            return try scaleTradeCost(places, partners, factor, direction, study)
        case .migrationCost(let scope, let factor):
            if factor == 1 { return false }
            let province = study.places.map(\.region.province)
            var cost = migrationCost ?? Matrix(rows: province.count, columns: province.count, repeating: 1)
            for home in province.indices {
                for present in province.indices where home != present && (scope == .places || province[home] != province[present]) {
                    cost[home, present] *= factor
                }
            }
            migrationCost = cost
            return true
        }
    }

    private func scaled(_ vector: [Double], _ places: [String], _ factor: Double, _ study: Study) throws(ScenarioError) -> [Double] {
        var result = vector
        for code in places { result[try study.place(code)] *= factor }
        return result
    }

    private mutating func scaleTradeCost(
        _ places: [String], _ partners: TradePartners, _ factor: Double, _ direction: TradeDirection, _ study: Study
    ) throws(ScenarioError) -> Bool {
        var members = Set<Int>()
        for code in places { members.insert(try study.place(code)) }
        var touched = false
        var cost = tradeCost ?? Matrix(rows: study.places.count, columns: study.places.count, repeating: 1)
        for consumer in study.places.indices {
            for producer in study.places.indices where consumer != producer {
                let (imports, exports) = (members.contains(consumer), members.contains(producer))
                if partners == .places && !(imports && exports) { continue }
                let concerned: Bool
                switch direction {
                case .both: concerned = imports || exports
                case .import: concerned = imports
                case .export: concerned = exports
                }
                if concerned {
                    cost[consumer, producer] *= factor
                    touched = true
                }
            }
        }
        if touched && factor != 1 { tradeCost = cost }
        remarks.append(
            Remark(
                "The cut in trade cost is a domestic one: there is no rest of the world in this model, so it is not what a free-trade zone does.",
                "贸易成本的变化仅指国内贸易：本模型没有国外部门，因此它不等于自贸区的作用。"))
        return touched && factor != 1
    }

    /// Rail changes passengers' hours only: goods go by road.
    private mutating func updateHours(_ study: Study, from old: [StudyLink], mode: ScenarioMode) throws(ScenarioError) -> Bool {
        let before = hours
        try times.follow(from: old, to: network.links)
        hours = try times.hours(among: study.places, nodes: study.nodes, keepingGoods: mode == .rail ? before.goods : nil)
        goodsChange = goodsChange || mode == .road
        return hours.passengers != before.passengers || hours.goods != before.goods
    }

    private mutating func remarkShortLength(_ specification: LinkSpecification, _ study: Study) throws(ScenarioError) {
        guard let given = specification.lengthKm, let from = network.node(specification.from), let to = network.node(specification.to)
        else { return }
        let straight = network.kilometres(from, to)
        if given < straight {
            let kilometres = (straight * 10).rounded() / 10
            remarks.append(
                Remark(
                    "The link \(specification.from)–\(specification.to) is given as \(given) km; seats lie \(kilometres) km apart, which is used.",
                    "线路 \(specification.from)–\(specification.to) 给定长度 \(given) 公里短于两地直线距离 \(kilometres) 公里，采用后者。"))
        }
    }

    /// Refuses a move above 30 % of either place's residents unless the scenario gives those places housing.
    private func checkJobs(_ scenario: Scenario, _ study: Study) throws(ScenarioError) {
        var housed = Set<String>()
        for case .housing(let places, _) in scenario.changes { housed.formUnion(places) }
        for place in study.places.indices {
            let people = max(paidBefore[place], paidAfter[place])
            let residents = study.places[place].residents.value
            let code = study.places[place].code
            let name = "\(study.places[place].region.nameEnglish) (\(code))"
            if people > 0.3 * residents && !housed.contains(code) {
                throw ScenarioError(
                    "jobs: \(wholeNumber(people * 10_000)) people would come or go, above 30 % of the \(wholeNumber(residents * 10_000)) residents of \(name); give `housing: {places: [\(code)], factor: …}` or move fewer"
                )
            }
            if paidBefore[place] >= residents {
                throw ScenarioError(
                    "jobs: \(wholeNumber(paidBefore[place] * 10_000)) people would leave \(name), which has \(wholeNumber(residents * 10_000)); move fewer"
                )
            }
        }
    }
}

func wholeNumber(_ value: Double) -> String {
    value.isFinite && abs(value) < 1e15 ? String(Int64(value.rounded())) : "\(value)"
}

extension Change {
    /// The key by which a scenario file names it.
    public var kind: String {
        switch self {
        case .link: "link"
        case .removeLink: "removeLink"
        case .jobs: "jobs"
        case .housing: "housing"
        case .tradeCost: "tradeCost"
        case .migrationCost: "migrationCost"
        case .productivity: "productivity"
        case .transfer: "transfer"
        }
    }
}
