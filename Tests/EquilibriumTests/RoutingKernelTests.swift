import Computation
import Equilibrium
import LinearAlgebra
import RealModule
import Testing

@Suite("The routing kernel")
struct RoutingKernelTests {
    let n = 10
    let theta = standardParameters.tradeElasticity

    /// A ring with some chords, directed: each way has a cost of its own.
    private func links() -> Matrix {
        var stream = RandomStream(seed: 31)
        return Matrix(rows: n, columns: n) { a, b in
            let step = (a - b + n) % n
            return step == 1 || step == n - 1 || step == 4 ? Double.pow(1.3 + stream.uniform(), -theta) : 0
        }
    }

    private func base(_ routing: RoutingKernel) throws -> BaseYear {
        let economy = inventedEconomy(n, seed: 12)
        let moving = economy.migrationCost.map { Double.pow($0, -standardParameters.migrationElasticity) }
        return try BaseYear(
            economy.observed, tradeKernel: routing.kernel, migrationKernel: moving, parameters: standardParameters)
    }

    private func gain(_ kernel: Matrix, _ routing: RoutingKernel, _ base: BaseYear, _ objective: Objective) throws
        -> Double
    {
        let costs = Matrix(rows: n, columns: n) { Double.pow(kernel[$0, $1] / routing.kernel[$0, $1], -1 / theta) }
        return objective.value(
            try base.counterfactual(Shock(tradeCost: costs), options: SolverOptions(tolerance: 1e-14)), base)
    }

    @Test("the kernel is the sum over all routes, and one more link is added without a new inverse")
    func inverse() throws {
        let routing = try RoutingKernel(links: links(), tradeElasticity: theta)
        var (power, sum) = (
            Matrix(rows: n, columns: n) { $0 == $1 ? 1.0 : 0 }, Matrix(rows: n, columns: n) { $0 == $1 ? 1.0 : 0 }
        )
        for _ in 0..<200 {
            power = power.multiplied(by: routing.links)
            sum = sum.combined(1, power, 1)
        }
        #expect(zip(sum.elements, routing.kernel.elements).allSatisfy { abs($0 - $1) < 1e-12 * $1 })
        let more = Matrix(rows: n, columns: n) {
            routing.links[$0, $1] + ($0 == 2 && $1 == 7 ? 0.04 : $0 == 7 && $1 == 2 ? 0.03 : 0)
        }
        let added = try routing.adding([(2, 7, 0.04), (7, 2, 0.03)])
        let anew = try RoutingKernel(links: more, tradeElasticity: theta).kernel
        #expect(zip(added.elements, anew.elements).allSatisfy { abs($0 - $1) < 1e-12 * $1 })
    }

    @Test(
        "four products equal the dense form, and both equal finite differences", arguments: SensitivityTests.objectives)
    func gains(objective: Objective) throws {
        let routing = try RoutingKernel(links: links(), tradeElasticity: theta)
        let base = try base(routing)
        let found = try base.sensitivity(of: objective)
        let (fast, dense) = (try base.routingGains(found, over: routing), base.routingGainsDense(found, over: routing))
        let largest = dense.weights.elements.map(abs).max() ?? 0
        #expect(zip(fast.weights.elements, dense.weights.elements).allSatisfy { abs($0 - $1) < 1e-12 * largest })
        let width = 1e-4
        for (k, l) in [(0, 1), (3, 2), (5, 9), (9, 0)] where routing.links[k, l] > 0 {
            func at(_ h: Double) throws -> Double {
                let weight = routing.links[k, l] * (Double.exp(-theta * h) - 1)
                return try gain(try routing.adding([(k, l, weight)]), routing, base, objective)
            }
            let slope = (try at(width) - at(-width)) / (2 * width)
            #expect(abs(slope - fast.existing(k, l)) < 1e-6 * max(largest, 1e-3))
        }
        // A new link so dear that hardly anybody takes it gains what its derivative says.
        for (k, l) in [(0, 5), (6, 3)] {
            let cost = 12.0
            let exact = try gain(try routing.adding([(k, l, Double.pow(cost, -theta))]), routing, base, objective)
            let linear = fast.candidate(k, l, cost: cost)
            #expect(abs(exact - linear) < 2e-3 * abs(linear) + 1e-12, "\(exact) \(linear)")
        }
    }

    @Test("links too cheap for routes to end, and shares of another kernel, are refused")
    func refusals() throws {
        let cheap = links().map { $0 * 40 }
        #expect(throws: EquilibriumError.self) { try RoutingKernel(links: cheap, tradeElasticity: theta) }
        let routing = try RoutingKernel(links: links(), tradeElasticity: theta)
        #expect(throws: EquilibriumError.self) { try routing.adding([(0, 5, 1e6)]) }
        let other = try BaseYear.inverted(inventedEconomy(n, seed: 12), parameters: standardParameters)
        let found = try other.sensitivity(of: .nationalWelfare)
        #expect(throws: EquilibriumError.self) { try other.routingGains(found, over: routing) }
    }
}
