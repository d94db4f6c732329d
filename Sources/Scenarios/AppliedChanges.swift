import Atlas
import Equilibrium
import LinearAlgebra
import RealModule

/// What a scenario's changes amount to, in the model's terms.
struct AppliedChanges: Sendable {
    var network: StudyNetwork
    private var times: StudyTimes
    var hours: TravelHours
    /// Factors on the cost of trade by sector, over the places and the rest of the world where there is one; nil where
    /// nothing changes them. The first model has one sector.
    private(set) var tradeCost: [Matrix?]
    /// 1 + t of levies, likewise.
    private(set) var levies: [Matrix?]
    /// Factors on the cost of moving.
    private(set) var migrationCost: Matrix?
    /// Factors on value added per worker, place × sector.
    private(set) var productivity: [[Double]]
    /// Factors on a sector's firms at a place (varieties at the same cost), place × sector.
    private(set) var firms: [[Double]]
    var housing: [Double]
    /// What residents get beyond what they earn, 100 million yuan; nil for nothing.
    private(set) var transfers: [Double]?
    /// What the government buys before and after, place × sector, 100 million yuan; nil for nothing.
    private(set) var purchases: (before: [[Double]], after: [[Double]])?
    /// Whose land is afterwards; nil as before.
    private(set) var ownership: LandOwnership?
    /// Publicly paid residents before and after, 10,000 persons.
    var paidBefore: [Double]
    var paidAfter: [Double]
    /// Whether goods travel other hours.
    private(set) var goodsChange = false
    var moves: [(from: Int, to: Int, jobs: Double)] = []
    var costs: [Double?] = []
    var remarks: [Remark] = []

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
        // What spreads along ties spreads over the hours that the scenario's links leave, wherever it stands among
        // them.
        let order =
            scenario.changes.indices.filter { !scenario.changes[$0].spreads }
            + scenario.changes.indices.filter { scenario.changes[$0].spreads }
        for index in order {
            let change = scenario.changes[index]
            progress("change \(index + 1) of \(scenario.changes.count)")
            do {
                if !(try apply(change, study)) {
                    remarks.append(
                        Remark(
                            "Change \(index + 1) (\(change.kind)) changes nothing.",
                            "第 \(index + 1) 项变化（\(change.kind)）没有产生任何影响。"))
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
            if study.whole != nil {
                remarks.append(
                    Remark(
                        "Homes and firms use the same land here: the factor is on all of a place's land, farms' too.",
                        "此处住房与企业共用土地：系数作用于当地全部土地，包括农业用地。"))
            }
            return factor != 1
        case .productivity(let places, let factor, let sector):
            let sectors = try study.sectorNumbers(sector)
            for code in places {
                let place = try study.place(code)
                for number in sectors { productivity[place][number] *= factor }
            }
            return factor != 1
        case .diffusion(let from, let share, let ties, let sector): return try diffuse(from, share, ties, sector, study)
        case .tariff(let places, let rate, let sector): return try levyImports(places, rate, sector, study)
        case .tax(let places, let rate, let sector): return try levyProducts(places, rate, sector, study)
        case .landReform(let ownership):
            self.ownership = ownership
            return ownership != study.whole?.problem.choice.landIncome
        case .purchases(let from, let to, let yuan, let sector): return try movePurchases(from, to, yuan, sector, study)
        case .industrialTransfer(let from, let to, let share, let sector):
            return try moveFirms(from, to, share, sector, study)
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
                    """
                    transfer: \(study.places[giver].region.nameEnglish) (\(from)) would give \
                    \(wholeNumber(-given[giver])) of the \(wholeNumber(output)) hundred million yuan it \
                    produces, above 30 %; give less
                    """
                )
            }
            if yuan == 0 { return false }
            transfers = given
            remarks.append(
                Remark(
                    "A transfer counts as income where it arrives; product is what is made there.",
                    "转移支付计入接受地的收入；产出仅为当地所生产。"))
            return true
        case .tradeCost(let places, let partners, let factor, let direction, let sector):
            return try scaleTradeCost(places, partners, factor, direction, sector, study)
        case .migrationCost(let scope, let factor):
            if factor == 1 { return false }
            let province = study.places.map(\.region.province)
            var cost = migrationCost ?? Matrix(rows: province.count, columns: province.count, repeating: 1)
            for home in province.indices {
                for present in province.indices
                where home != present && (scope == .places || province[home] != province[present]) {
                    cost[home, present] *= factor
                }
            }
            migrationCost = cost
            return true
        }
    }

    private func scaled(_ vector: [Double], _ places: [String], _ factor: Double, _ study: Study) throws(ScenarioError)
        -> [Double]
    {
        var result = vector
        for code in places { result[try study.place(code)] *= factor }
        return result
    }

    private mutating func scaleTradeCost(
        _ places: [String], _ partners: TradePartners, _ factor: Double, _ direction: TradeDirection, _ sector: String?,
        _ study: Study
    ) throws(ScenarioError) -> Bool {
        var members = Set<Int>()
        for code in places { members.insert(try study.place(code)) }
        let world = study.world
        if partners == .world && world == nil { throw study.noWorld }
        let touched = multiply(&tradeCost, try study.sectorNumbers(sector), by: factor, study) { consumer, producer in
            let abroad = consumer == world || producer == world
            if consumer == producer || abroad != (partners == .world) { return false }
            let (imports, exports) = (members.contains(consumer), members.contains(producer))
            if partners == .places && !(imports && exports) { return false }
            switch direction {
            case .both: return imports || exports
            case .import: return imports
            case .export: return exports
            }
        }
        if partners != .world && study.whole == nil {
            remarks.append(
                Remark(
                    """
                    The cut in trade cost is a domestic one: there is no rest of the world in this model, so it \
                    is not what a free-trade zone does.
                    """,
                    "贸易成本的变化仅指国内贸易：本模型没有国外部门，因此它不等于自贸区的作用。"))
        }
        return touched
    }

    /// Multiplies the pairs concerned, consumer and producer; false where nothing changes.
    private func multiply(
        _ matrices: inout [Matrix?], _ sectors: [Int], by factor: Double, _ study: Study, _ concerns: (Int, Int) -> Bool
    ) -> Bool {
        let size = study.whole?.problem.size ?? study.places.count
        let factors = Matrix(rows: size, columns: size) { concerns($0, $1) ? factor : 1 }
        if factor == 1 || factors.elements.allSatisfy({ $0 == 1 }) { return false }
        for sector in sectors { matrices[sector] = matrices[sector]?.multipliedElementwise(by: factors) ?? factors }
        return true
    }

    /// Rail changes passengers' hours only: goods go by road.
    private mutating func updateHours(_ study: Study, from old: [StudyLink], mode: ScenarioMode) throws(ScenarioError)
        -> Bool
    {
        let before = hours
        try times.follow(from: old, to: network.links)
        hours = try times.hours(
            among: study.places, nodes: study.nodes, keepingGoods: mode == .rail ? before.goods : nil)
        goodsChange = goodsChange || mode == .road
        return hours.passengers != before.passengers || hours.goods != before.goods
    }

    private mutating func remarkShortLength(_ specification: LinkSpecification, _ study: Study) throws(ScenarioError) {
        guard let given = specification.lengthKm, let from = network.node(specification.from),
            let to = network.node(specification.to)
        else { return }
        let straight = network.kilometres(from, to)
        if given < straight {
            let kilometres = (straight * 10).rounded() / 10
            remarks.append(
                Remark(
                    """
                    The link \(specification.from)–\(specification.to) is given as \(given) km; seats lie \
                    \(kilometres) km apart, which is used.
                    """,
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
                    """
                    jobs: \(wholeNumber(people * 10_000)) people would come or go, above 30 % of the \
                    \(wholeNumber(residents * 10_000)) residents of \(name); give `housing: {places: [\(code)], \
                    factor: …}` or move fewer
                    """
                )
            }
            if paidBefore[place] >= residents {
                throw ScenarioError(
                    """
                    jobs: \(wholeNumber(paidBefore[place] * 10_000)) people would leave \(name), which has \
                    \(wholeNumber(residents * 10_000)); move fewer
                    """
                )
            }
        }
    }
}

extension AppliedChanges {
    private mutating func levyImports(_ places: [String], _ rate: Double, _ sector: String?, _ study: Study)
        throws(ScenarioError) -> Bool
    {
        guard let world = study.world else { throw study.noWorld }
        var importers = Set(study.places.indices)
        if !places.isEmpty {
            importers = []
            for code in places { importers.insert(try study.place(code)) }
        }
        remarks.append(
            Remark(
                """
                The tariff comes on top of those of the base year, which stand in what is paid and are not \
                known. Its revenue goes to wages everywhere, which real income before tax leaves out and welfare \
                holds.
                """,
                "该关税叠加于基年关税之上；基年关税已含在支付额中，其数额未知。税收收入按工资返还全国：税前实际收入不含此项，福利包含此项。"))
        return multiply(&levies, try study.sectorNumbers(sector), by: 1 + rate, study) {
            importers.contains($0) && $1 == world
        }
    }

    private mutating func levyProducts(_ places: [String], _ rate: Double, _ sector: String?, _ study: Study)
        throws(ScenarioError) -> Bool
    {
        var producers = Set<Int>()
        for code in places { producers.insert(try study.place(code)) }
        remarks.append(
            Remark(
                """
                The tax is on what is sold, on top of the base year's; it is paid into, a subsidy out of, one \
                national budget that taxes wages everywhere, which real income before tax leaves out and welfare \
                holds.
                """,
                "该税按销售额征收，叠加于基年税制之上；税收并入（补贴出自）全国统一预算，由各地工资税平衡：税前实际收入不含此项，福利包含此项。"))
        return multiply(&levies, try study.sectorNumbers(sector), by: 1 + rate, study) { _, producer in
            producers.contains(producer)
        }
    }

    private mutating func movePurchases(
        _ from: String?, _ to: String, _ yuan: Double, _ sector: String, _ study: Study
    ) throws(ScenarioError) -> Bool {
        let destination = try study.place(to)
        let number = try study.sectorNumbers(sector)[0]
        let none = Array(
            repeating: Array(repeating: 0.0, count: study.whole?.problem.sectors.count ?? 1), count: study.places.count)
        var bought = purchases ?? (none, none)
        if let from {
            let origin = try study.place(from)
            if origin == destination { throw ScenarioError("purchases: from and to are both \(from): name two places") }
            bought.before[origin][number] += yuan / 1e8
            try checkPurchases(bought.before, origin, study)
        }
        bought.after[destination][number] += yuan / 1e8
        try checkPurchases(bought.after, destination, study)
        if yuan == 0 { return false }
        purchases = bought
        return true
    }

    private func checkPurchases(_ bought: [[Double]], _ place: Int, _ study: Study) throws(ScenarioError) {
        let (sum, output) = (bought[place].reduce(0, +), study.places[place].output.value)
        if sum > 0.3 * output {
            throw ScenarioError(
                """
                purchases: the government would buy for \(wholeNumber(sum)) at \
                \(study.places[place].region.nameEnglish) (\(study.places[place].code)), above 30 % of the \
                \(wholeNumber(output)) hundred million yuan it produces; buy less
                """
            )
        }
    }

    /// A share of the origin's firms moves: at the base year's costs the destination sells as much more as the origin
    /// sells less.
    private mutating func moveFirms(
        _ from: String, _ to: String, _ share: Double, _ sector: String, _ study: Study
    ) throws(ScenarioError) -> Bool {
        let (origin, destination) = (try study.place(from), try study.place(to))
        if origin == destination {
            throw ScenarioError("industrialTransfer: from and to are both \(from): name two places")
        }
        guard let whole = study.whole else { return false }
        let number = try study.sectorNumbers(sector)[0]
        let sales = whole.model.economy.sales
        let there = sales[destination][number]
        if !(there > 0) {
            throw ScenarioError(
                """
                industrialTransfer: \(study.places[destination].region.nameEnglish) (\(to)) sells nothing of \
                \(sector) in the base year, so nothing says at what cost firms would produce there
                """
            )
        }
        let moved = share * firms[origin][number] * sales[origin][number]
        firms[origin][number] *= 1 - share
        firms[destination][number] += moved / there
        remarks.append(
            Remark(
                """
                Industrial transfer moves firms with what they know and whom they sell to; moving itself costs \
                nothing here, and workers follow or not as wages have it.
                """,
                "产业转移指企业连同其技术与客户一起迁移；迁移本身在此不计成本，劳动力是否跟随取决于工资。"))
        return share > 0
    }

    /// Ties are those at the study's parameters: draws do not move them.
    private mutating func diffuse(
        _ from: String, _ share: Double, _ ties: DiffusionTies, _ sector: String?, _ study: Study
    ) throws(ScenarioError) -> Bool {
        let origin = try study.place(from)
        var tie = [Double](repeating: 0, count: study.places.count)
        switch ties {
        case .travel(let reach):
            for place in tie.indices { tie[place] = Double.exp(-hours.passengers[place, origin] / reach) }
        case .given(let weights):
            for (code, weight) in weights.sorted(by: { $0.key < $1.key }) { tie[try study.place(code)] = weight }
        }
        let sectors = try study.sectorNumbers(sector)
        func product(_ place: Int) -> Double { study.places[place].output.value / study.places[place].residents.value }
        var touched = false
        for place in tie.indices where place != origin && product(place) < product(origin) {
            let factor = Double.pow(product(origin) / product(place), share * tie[place])
            for number in sectors { productivity[place][number] *= factor }
            touched = touched || factor != 1
        }
        remarks.append(
            Remark(
                """
                Knowledge is assumed to spread: nothing at hand says how fast. The gap is that in product per \
                resident, which is not productivity alone.
                """,
                "知识扩散为假设：没有数据说明其速度。差距按人均产出衡量，并不等同于生产率差距。"))
        return touched
    }
}

extension Study {
    /// The number of the rest of the world among what trades.
    var world: Int? { whole?.problem.world == nil ? nil : places.count }

    var noWorld: ScenarioError {
        ScenarioError(
            """
            the atlas \(atlas.name) says nothing of trade with the rest of the world: give it ports.csv and rows \
            of province_trade.csv without a producer
            """
        )
    }

    /// The numbers of a sector, or of every one.
    func sectorNumbers(_ id: String?) throws(ScenarioError) -> [Int] { try whole?.problem.sectors.numbers(id) ?? [0] }
}

func wholeNumber(_ value: Double) -> String {
    value.isFinite && abs(value) < 1e15 ? String(Int64(value.rounded())) : "\(value)"
}

extension Change {
    /// Whether it spreads over what the other changes leave.
    fileprivate var spreads: Bool {
        if case .diffusion = self { true } else { false }
    }

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
        case .tariff: "tariff"
        case .tax: "tax"
        case .landReform: "landReform"
        case .purchases: "purchases"
        case .industrialTransfer: "industrialTransfer"
        case .diffusion: "diffusion"
        }
    }
}
