import LinearAlgebra
import Testing

@Suite struct FixedPointTests {
    @Test func solvesALinearMapInAFewSteps() throws {
        // x = A x + b with spectral radius .95: the plain iteration would take some 500 steps.
        let map: ([Double]) -> [Double] = { [0.95 * $0[0] + 0.02 * $0[1] + 1, 0.3 * $0[1] + 2] }
        let solved = try fixedPoint(from: [0, 0], tolerance: 1e-13, of: map)
        let y = 2 / 0.7
        #expect(abs(solved.solution[1] - y) < 1e-11)
        #expect(abs(solved.solution[0] - (0.02 * y + 1) / 0.05) < 1e-9)
        #expect(solved.iterations < 10)
        #expect(solved.residual <= 1e-13)
    }

    @Test func anUnreachedToleranceIsAnError() {
        #expect(throws: FixedPointFailure.notConverged(iterations: 5, residual: 1, worst: 0)) {
            try fixedPoint(from: [0], memory: 0, tolerance: 1e-9, maximumIterations: 5) { [$0[0] + 1] }
        }
    }

    @Test func leavingTheDomainIsAnError() {
        #expect(throws: FixedPointFailure.leftTheDomain(iteration: 1, worst: 1)) {
            try fixedPoint(from: [1, -1], tolerance: 1e-9) { $0.map { $0.squareRoot() } }
        }
    }
}
