import Computation
import Equilibrium
import Foundation
import LinearAlgebra
import Scenarios
import Transport
import Workbenches

/// bench generate DIR | equilibrium DIR N | memory DIR N | network DIR N | draws ATLAS COUNT
/// bench search DIR N LINKS | scattered DIR N LINKS | blocks DIR N LINKS | rails DIR | feed DIR CALLS | readFeed PATH
/// bench sectors DIR N | links DIR N | gravity DIR N | pairs ATLAS 0 | measures DIR | indices DIR
@main
struct Bench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2 else { return print("see Benchmarks/README.md") }
        func searches() -> SearchCase {
            SearchCase(
                folder: arguments[1], places: Int(arguments[2]) ?? 2_850,
                links: arguments.count > 3 ? Int(arguments[3]) ?? 6_000 : 6_000)
        }
        func bench() throws -> Case { Case(folder: arguments[1], places: Int(arguments[2]) ?? 340) }
        switch arguments[0] {
        case "generate":
            for n in [340, 2_850] { try Case(folder: arguments[1], places: n).generate(seed: 11) }
            report("processor class: \(processorClass)", 0)
        case "equilibrium": try equilibrium(try bench())
        case "memory": try memory(try bench())
        case "pairs": try pairs(arguments[1])
        case "gravity": try gravity(try bench())
        case "sectors": try sectors(try bench())
        case "links": try links(try bench())
        case "network": try network(try bench())
        case "search": try searches().allPairs()
        case "scattered": try searches().allPairs(scattered: true)
        case "blocks": try searches().inBlocks()
        case "rails": TimetableCase(stations: 200, lines: 150, callsPerTrip: 12, tripsPerLine: 20).railMatrix()
        case "feed":
            let lines = (Int(arguments[2]) ?? 10_000_000) / 2_000
            try TimetableCase(stations: 40_000, lines: lines, callsPerTrip: 20, tripsPerLine: 100).write(arguments[1])
        case "readFeed": try TimetableCase.read(arguments[1])
        case "measures": try MeasureCase(folder: arguments[1]).run()
        case "indices": try IndexCase(folder: arguments[1]).run()
        case "draws": try draws(arguments[1], Int(arguments[2]) ?? 1_000)
        default: print("unknown benchmark \(arguments[0])")
        }
    }

    static func equilibrium(_ bench: Case) throws {
        let economy = try bench.economy()
        let base = try BaseYear.inverted(economy, parameters: Case.parameters)
        let big = bench.places > 1_000
        let (tradeKernel, migrationKernel) = (
            economy.tradeCost.logarithms().exponentials(factor: -4),
            economy.migrationCost.logarithms().exponentials(factor: -1.5)
        )
        report(
            "inversion",
            try seconds(big ? 3 : 30) {
                _ = try BaseYear(
                    economy.observed, tradeKernel: tradeKernel, migrationKernel: migrationKernel,
                    parameters: Case.parameters,
                    tolerance: 1e-10)
            })
        let shock = Shock(tradeCost: try bench.matrix("shock"))
        let options = SolverOptions(tolerance: 1e-10)
        let near = try base.counterfactual(Shock(tradeCost: try bench.matrix("nearShock")), options: options)
        let answer = try base.counterfactual(shock, options: options)
        try bench.write(answer.wage, "wage")
        try bench.write(answer.population, "population")
        let times = big ? 7 : 100
        report("cold", try seconds(times) { _ = try base.counterfactual(shock, options: options) })
        report(
            "warm", try seconds(times) { _ = try base.counterfactual(shock, start: near.warmStart, options: options) })
        report("iterations cold", Double(answer.iterations))
        report(
            "iterations warm",
            Double(try base.counterfactual(shock, start: near.warmStart, options: options).iterations))
        let single = SolverOptions(tolerance: 1e-10, singlePrecisionFirst: true)
        report("cold, float32 first", try seconds(times) { _ = try base.counterfactual(shock, options: single) })
        let check = try base.counterfactual(shock, options: single)
        report("iterations, float32 first", Double(check.iterations))
        report("float32 first differs by", zip(check.wage, answer.wage).map { abs($0 - $1) }.max() ?? 0)
        guard !big else { return }
        let jacobian = try StoredJacobian(base)
        let chord = SolverOptions(solver: .chord(jacobian), tolerance: 1e-10)
        report("cold, stored Jacobian", try seconds(times) { _ = try base.counterfactual(shock, options: chord) })
        report("iterations, stored Jacobian", Double(try base.counterfactual(shock, options: chord).iterations))
        report(
            "cold, damped",
            try seconds(10) {
                _ = try base.counterfactual(shock, options: SolverOptions(solver: .damped(1), tolerance: 1e-10))
            })
    }

    /// One inversion and one counterfactual in a process of its own.
    static func memory(_ bench: Case) throws {
        let base = try BaseYear.inverted(try bench.economy(), parameters: Case.parameters)
        _ = try base.counterfactual(
            Shock(tradeCost: try bench.matrix("shock")),
            options: SolverOptions(tolerance: 1e-10, singlePrecisionFirst: true))
        report("peak memory", peakMemory())
    }

    /// Every pair of places of an atlas ranked by what a fast line between them would do, under shortest paths; none
    /// solved exactly but one.
    static func pairs(_ atlas: String) throws {
        let workbench = try Workbench(atlas: atlas)
        let study = try Study(workbench.atlas, year: workbench.atlas.year)
        let search = LinkSearch(candidates: .pairs(maximumKm: 1e5), shortlist: 1, draws: 0, threads: 1)
        var count = 0
        report("all pairs ranked, shortest paths", try seconds(2) { count = try study.linkRanking(search).candidates })
        report("pairs", Double(study.places.count * (study.places.count - 1) / 2))
        report("pairs that make some way faster", Double(count))
        report("places", Double(study.places.count))
    }

    /// gegravity's own problem: multilateral resistances and factory-gate prices before and after, output and spending
    /// held.
    static func gravity(_ bench: Case) throws {
        let n = bench.places
        let (output, spending) = (try bench.read("gravityOutput"), try bench.read("gravitySpending"))
        // Rows importers; logarithms of t^(1−σ).
        let costs = [try bench.matrix("gravityBefore"), try bench.matrix("gravityAfter")]
        let sigma = 5.0
        func solved() throws -> (price: [Double], priceIndex: [Double]) {
            var logs: [[Double]] = []
            var demands: [[Double]] = []
            for cost in costs {
                let kernel = cost.exponentials(factor: 1)
                let found = try scaling(
                    of: kernel, rowTotals: spending, columnTotals: output, what: "gravity", tolerance: 1e-12)
                logs.append(logarithmsOf(found.scale))
                demands.append(logarithmsOf(kernel.times(found.scale)))
            }
            // Their numeraire: the reference importer's price index, the last one's, stays 1.
            let shift = demands[1][n - 1] - demands[0][n - 1]
            return (
                exponentialsOf((0..<n).map { (logs[1][$0] - logs[0][$0] - shift) / (1 - sigma) }),
                exponentialsOf((0..<n).map { (demands[1][$0] - demands[0][$0] - shift) / (1 - sigma) })
            )
        }
        let answer = try solved()
        try bench.write(answer.price, "gravityPrice")
        try bench.write(answer.priceIndex, "gravityIndex")
        report("gravity, before and after", try seconds(50) { _ = try solved() })
    }

    /// Ten sectors with inputs from one another on the same places and costs.
    static func sectors(_ bench: Case) throws {
        let economy = try bench.economy()
        let (n, count) = (bench.places, 10)
        var stream = RandomStream(seed: 23)
        let sectors = (0..<count).map { sector -> Sector in
            let weights = (0..<count).map { _ in stream.uniform() }
            let sum = weights.reduce(0, +)
            return Sector(
                name: "\(sector)", tradeElasticity: 3 + 4 * stream.uniform(), labourShare: 0.4, landShare: 0.1,
                inputShares: weights.map { 0.5 * $0 / sum }, consumptionShare: 1 / Double(count), agglomeration: 0.03)
        }
        let base = try BaseYear.inverted(economy, parameters: Case.parameters)
        let logCost = economy.tradeCost.logarithms()
        let trade = sectors.map { sector in
            logCost.exponentials(factor: -sector.tradeElasticity).shares(columnScale: base.producerScale)
        }
        let markets = (0..<n).map {
            LabourMarket(
                place: $0, sectors: Array(0..<count), workers: economy.residents[$0], registered: economy.registered[$0]
            )
        }
        let whole = try SectorEconomy(
            parameters: SectorParameters(sectors: sectors, migrationElasticity: 1.5, goodsShare: 0.87),
            tradeShares: trade,
            markets: markets,
            migrationShares: base.migrationShares)
        let shock = SectorShock(tradeCost: Array(repeating: try bench.matrix("shock"), count: count))
        let options = SolverOptions(tolerance: 1e-10)
        let answer = try whole.counterfactual(shock, options: options)
        report("ten sectors, counterfactual", try seconds(20) { _ = try whole.counterfactual(shock, options: options) })
        report("ten sectors, iterations", Double(answer.iterations))
        report("ten sectors, residual", answer.residual)
    }

    /// Every link's worth over the routing kernel: those that are there, and every pair that is none.
    static func links(_ bench: Case) throws {
        let economy = try bench.economy()
        let n = bench.places
        var links = [Double](repeating: 0, count: n * n)
        for link in try bench.links() where link.mode == .road {
            links[link.from * n + link.to] = exponentialsOf([-4 * (0.4 + link.hours / 8)])[0]
        }
        let routing = try RoutingKernel(links: Matrix(rows: n, columns: n) { links[$0 * n + $1] }, tradeElasticity: 4)
        let moving = economy.migrationCost.logarithms().exponentials(factor: -1.5)
        let base = try BaseYear(
            economy.observed, tradeKernel: routing.kernel, migrationKernel: moving, parameters: Case.parameters)
        var sum = 0.0
        report(
            "existing links ranked, routing kernel",
            try seconds(20) {
                let gains = try base.routingGains(try base.sensitivity(of: .nationalWelfare), over: routing)
                sum += (0..<n * n).filter { links[$0] > 0 }.map { gains.existing($0 / n, $0 % n) }.sorted()[0]
            })
        report(
            "all pairs ranked, routing kernel",
            try seconds(20) {
                let gains = try base.routingGains(try base.sensitivity(of: .nationalWelfare), over: routing)
                var best: [Double] = []
                for a in 0..<n {
                    for b in (a + 1)..<max(a + 1, n) {
                        best.append(gains.candidate(a, b, cost: 2) + gains.candidate(b, a, cost: 2))
                    }
                }
                sum += best.sorted()[best.count - 1]
            })
        report("adjoint iterations", Double(try base.sensitivity(of: .nationalWelfare).iterations))
        report(
            "all pairs ranked, dense form",
            try seconds(5) {
                sum += base.routingGainsDense(try base.sensitivity(of: .nationalWelfare), over: routing).weights[0, 1]
            })
        report("checksum", sum)
    }

    static func network(_ bench: Case) throws {
        let big = bench.places > 1_000
        let links = try bench.links()
        let network = try Network(
            places: bench.places, links: links, boarding: Boarding(accessHours: [.rail: 1.2]), platformsEverywhere: true
        )
        let chosen = Array(0..<bench.places)
        let hierarchy = ContractionHierarchy(network)
        try bench.write(hierarchy.hours(among: chosen, edgeHours: network.edgeHours).elements, "hours")
        report(
            "all pairs, order and sweep",
            seconds(big ? 1 : 10) {
                _ = ContractionHierarchy(network).hours(among: chosen, edgeHours: network.edgeHours)
            })
        report(
            "all pairs, customise and sweep",
            seconds(big ? 1 : 10) { _ = hierarchy.hours(among: chosen, edgeHours: network.edgeHours) })
        report("all pairs, Dijkstra", try seconds(big ? 1 : 5) { _ = try network.hours(among: chosen) })
        var rebuilt = TravelTimes(network)
        report("rebuild of the edited times", seconds(big ? 1 : 5) { rebuilt = TravelTimes(network) })
        var stream = RandomStream(seed: 5)
        var (added, removed, restored): ([Double], [Double], [Double]) = ([], [], [])
        let rail = links.indices.filter { links[$0].mode == .rail }
        func clock(_ work: () throws -> Void) rethrows -> Double {
            let begun = DispatchTime.now().uptimeNanoseconds
            try work()
            return Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9
        }
        for _ in 0..<(big ? 15 : 200) {
            let (a, b) = (Int(stream.next() % UInt64(bench.places)), Int(stream.next() % UInt64(bench.places)))
            var trial: [Int] = []
            added.append(
                try clock {
                    for (from, to) in [(a, b), (b, a)] {
                        trial.append(try rebuilt.add(Link(from: from, to: to, mode: .rail, lengthKm: 1, hours: 1.5)))
                    }
                })
            for index in trial { try rebuilt.setHours(ofLink: index, to: .infinity) }
            let chosen = rail[Int(stream.next() % UInt64(rail.count))] & ~1
            let old = links[chosen].hours
            removed.append(
                try clock { for index in [chosen, chosen + 1] { try rebuilt.setHours(ofLink: index, to: .infinity) } })
            restored.append(
                try clock { for index in [chosen, chosen + 1] { try rebuilt.setHours(ofLink: index, to: old) } })
        }
        func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        report("add a railway, both ways", median(added))
        report("speed up a railway, both ways", median(restored))
        report("remove a railway, both ways", median(removed))
        let back = rebuilt.hours(among: chosen).elements
        let scratch = hierarchy.hours(among: chosen, edgeHours: network.edgeHours).elements
        report("edited times differ from scratch by", zip(back, scratch).map { $0 == $1 ? 0 : abs($0 - $1) }.max() ?? 0)
    }

    static func draws(_ atlas: String, _ count: Int) throws {
        let workbench = try Workbench(atlas: atlas)
        for threads in [1, 2] {
            let begun = DispatchTime.now().uptimeNanoseconds
            let point = try workbench.run(scenario: "xian-ankang-chongqing", draws: 0)
            let middle = DispatchTime.now().uptimeNanoseconds
            let run = try workbench.run(scenario: "xian-ankang-chongqing", draws: count, threads: threads)
            let end = DispatchTime.now().uptimeNanoseconds
            report(
                "\(count) draws, \(threads) thread\(threads == 1 ? "" : "s")",
                Double(end - middle) / 1e9 - Double(middle - begun) / 1e9)
            report("places", Double(point.study.places.count))
            report("draws answered", Double(run.answer.draws?.answered ?? 0))
        }
    }
}
