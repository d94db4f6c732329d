import Measures
import RealModule
import Testing

@Suite struct DagumAndTheil {
    /// METHODS 3: {1,2,3}, {2,4,9}, {5,6} give .335938 = .074219 + .199219 + .0625.
    @Test func dagumOfThreeGroups() throws {
        let parts = try dagum(of: [1, 2, 3, 2, 4, 9, 5, 6], groups: ["a", "a", "a", "b", "b", "b", "c", "c"])
        #expect(abs(parts.gini - 0.3359375) < 1e-12)
        #expect(abs(parts.within - 0.074219) < 5e-7)
        #expect(abs(parts.netBetween - 0.199219) < 5e-7)
        #expect(abs(parts.transvariation - 0.0625) < 5e-7)
    }

    /// By hand, Σ s ln(y/ȳ): three shares of .1 at half the mean, one of .2 at the mean, one of .5 at 2.5 times the
    /// mean.
    @Test func theilOfFiveValues() throws {
        let expected = 0.3 * Double.log(0.5) + 0.5 * Double.log(2.5)
        #expect(abs(try theil(of: [10, 10, 10, 20, 50]).total - expected) < 1e-14)
    }
}
