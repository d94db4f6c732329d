import Computation
import Testing

@Suite struct SamplingTests {
    @Test func aLatinHypercubeHasOnePointInEachStratum() {
        let points = latinHypercube(count: 50, dimensions: 4, seed: 3)
        for dimension in 0..<4 { #expect(Set(points.map { Int($0[dimension] * 50) }).count == 50) }
        #expect(points == latinHypercube(count: 50, dimensions: 4, seed: 3))
        #expect(points != latinHypercube(count: 50, dimensions: 4, seed: 4))
    }

    @Test func triangularQuantilesMeetTheirEndsModeAndMean() {
        #expect(triangularQuantile(0, low: 3, mode: 4, high: 8) == 3)
        #expect(triangularQuantile(0.2, low: 3, mode: 4, high: 8) == 4)
        #expect(abs(triangularQuantile(1 - 1e-15, low: 3, mode: 4, high: 8) - 8) < 1e-6)
        #expect(triangularQuantile(0.5, low: 2, mode: 2, high: 2) == 2)
        let mean =
            (0..<100_000).map { triangularQuantile((Double($0) + 0.5) / 100_000, low: 3, mode: 4, high: 8) }.reduce(
                0, +) / 100_000
        #expect(abs(mean - 5) < 1e-6)
    }

    @Test func quantilesInterpolateOrderStatistics() {
        #expect(
            quantile(0.5, ofSorted: [1, 2, 3, 4]) == 2.5 && quantile(0, ofSorted: [1, 2]) == 1
                && quantile(1, ofSorted: [1, 2]) == 2)
        #expect(quantile(0.5, ofSorted: []).isNaN && quantile(0.9, ofSorted: [7]) == 7)
        // The median of n uniform draws has standard error near 1/(2√n).
        let values = (0..<10_000).map { Double($0) / 10_000 }
        #expect(abs(quantileStandardError(0.5, ofSorted: values) - 0.005) < 0.0002)
    }

    @Test func parallelResultsStandInOrderForAnyNumberOfThreads() {
        for (threads, behind) in [(1, false), (2, false), (7, false), (1, true), (2, true), (7, true)] {
            #expect(parallelMap(count: 100, threads: threads, behind: behind) { $0 * $0 } == (0..<100).map { $0 * $0 })
        }
        let token = CancelToken()
        token.cancel()
        #expect(parallelMap(count: 5, cancel: token) { $0 }.allSatisfy { $0 == nil })
    }
}
