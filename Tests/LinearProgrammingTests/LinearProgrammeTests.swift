import LinearProgramming
import Testing

@Suite struct LinearProgrammeTests {
    @Test("the cheapest diet is found at a corner, with prices that pay for it")
    func diet() throws {
        // Least 2x + 3y with x + y ≥ 4 and x + 3y ≥ 6: at (3, 1), where both hold with equality.
        var programme = LinearProgramme(rows: 2)
        programme.setRow(0, between: 4, and: .infinity)
        programme.setRow(1, between: 6, and: .infinity)
        programme.addColumn(cost: 2, [(0, 1), (1, 1)])
        programme.addColumn(cost: 3, [(0, 1), (1, 3)])
        let least = try programme.minimum()
        #expect(abs(least.objective - 9) < 1e-9 && least.residual < 1e-9)
        #expect(zip(least.values, [3, 1]).allSatisfy { abs($0 - $1) < 1e-9 })
        // Strong duality: what the bounds are worth is what the diet costs.
        #expect(abs(4 * least.rowPrices[0] + 6 * least.rowPrices[1] - 9) < 1e-9)
    }

    @Test("coefficients on which the solver would end the process are refused", arguments: [3e-27, 1e-30, 1e40])
    func outOfReach(value: Double) {
        var programme = LinearProgramme(rows: 1)
        programme.setRow(0, between: 1, and: .infinity)
        programme.addColumn(cost: 1, [(0, value)])
        programme.addColumn(cost: 1, [(0, 1)])
        #expect(throws: LinearProgrammeError.outOfReach(value)) { try programme.minimum() }
    }

    @Test("where nothing fits, and where there is no least, that is said")
    func refusals() {
        var narrow = LinearProgramme(rows: 1)
        narrow.setRow(0, between: 2, and: 3)
        narrow.addColumn(cost: 1, from: 0, to: 1, [(0, 1)])
        #expect(throws: LinearProgrammeError.self) { try narrow.minimum() }
        var open = LinearProgramme(rows: 1)
        open.addColumn(cost: -1, [(0, 1)])
        #expect(throws: LinearProgrammeError.self) { try open.minimum() }
    }
}
