import Indices
import Testing

/// Ranks and tiers know one tolerance, relative to the spread of the scores.
@Suite struct TiedScoreTests {
    /// An index of one indicator as it is.
    static func index(_ scores: [Double], _ normalisation: Normalisation = .none) throws -> CompositeIndex {
        let recipe = IndexRecipe(
            indicators: [IndexIndicator("x")], choice: IndexChoice(normalisation: normalisation), tiers: 4)
        return try IndexModel(recipe, try IndexFigures([scores])).index()
    }

    @Test(arguments: [1.0, 1e-12, 1e9]) func whatDiffersByABillionthOfTheSpreadIsTied(_ unit: Double) throws {
        let index = try Self.index([4, 2 + 1e-10, 2, 0, 2 - 2e-10].map { $0 * unit })
        #expect(index.ranks == [1, 2, 2, 5, 2] && index.tiers == [1, 2, 2, 3, 2])
    }

    /// Standard scores around nought differ from it by the last bits.
    @Test func noiseAroundNoughtIsATie() throws {
        let index = try Self.index([1, 1e-17, -1e-17, 0, -1])
        #expect(index.ranks == [1, 2, 2, 2, 5] && Set(index.tiers[1...3]).count == 1)
    }

    @Test func whereAllIsNoiseAllAreFirst() throws {
        let index = try Self.index([0.3, 0.1 + 0.2, 0.3])
        #expect(index.ranks == [1, 1, 1] && index.tiers == [1, 1, 1])
    }

    @Test func tiesOfRanksAsValuesAreTheSame() throws {
        let index = try Self.index([4, 2 + 1e-10, 2, 0], .rank)
        #expect(index.normalised == [[1, 0.5, 0.5, 0]])
    }

    @Test func aChainOfSmallStepsIsNoTie() throws {
        let index = try Self.index((0..<5).map { 1 + Double($0) * 0.8e-9 } + [0])
        #expect(index.ranks == [5, 3, 3, 1, 1, 6])
    }
}
