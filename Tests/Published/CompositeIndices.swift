import Indices
import Testing

/// Published values of composite indices and what is computed beside them.
@Suite struct CompositeIndices {
    /// Tone (2001, doi:10.1016/S0377-2217(99)00407-5), table 2: .798, .568, 1, .667, 1 with constant returns.
    @Test func toneFiveUnits() throws {
        let found = try slacksBasedMeasure(
            inputs: [[4, 6, 8, 8, 2], [3, 3, 1, 1, 4]], outputs: [[2, 2, 6, 6, 1], [3, 3, 2, 1, 4]])
        for (unit, expected) in zip(found.units, [0.797980, 0.568182, 1, 0.666667, 1]) {
            #expect(abs(unit.efficiency - expected) < 5e-7 && unit.residual < 1e-9)
        }
        // Unit 4 is unit 3 with half the second output: it alone sets its mark.
        #expect(found.units[3].peers.map(\.unit) == [2] && abs(found.units[3].outputSlacks[1] - 1) < 1e-9)
    }

    /// Beijing–Tianjin–Hebei development index, 2010 = 100 and (2024) 2014 = 100: the mean of innovation, coordination,
    /// green, open and shared.
    @Test(arguments: [
        ([153.56, 118.43, 143.22, 138.54, 216.21], 153.99), ([158.27, 122.08, 146.84, 125.17, 248.27], 160.13),
        ([162.99, 122.66, 164.65, 128.51, 259.78], 167.72), ([194.9, 145.2, 171.2, 106.7, 152.7], 154.1),
    ]) func headlineOfBeijingTianjinHebei(_ parts: [Double], _ headline: Double) throws {
        #expect(abs(try weightedMean(parts) - headline) < (headline == 154.1 ? 0.05 : 0.005) + 1e-9)
    }

    /// Wang et al. (2010, doi:10.1080/13658810802443457); p as in the authors' R package geodetector.
    @Test(arguments: [
        ("type", 0.3857168, 0.3632363), ("region", 0.6377737, 0.0001169), ("level", 0.6067087, 0.0408041),
    ])
    func neuralTubeDefects(_ factor: String, _ q: Double, _ p: Double) throws {
        let table = try PublishedTable("geodetector/disease.csv")
        let found = try factorDetector(
            try table.numbers("incidence"), strata: try table.numbers(factor).map { "\($0)" })
        #expect(abs(found.q - q) < 5e-8 && abs(found.pValue - p) < 5e-7)
    }

    @Test func neuralTubeDefectsTogether() throws {
        let table = try PublishedTable("geodetector/disease.csv")
        let values = try table.numbers("incidence")
        func strata(_ name: String) throws -> [String] { try table.numbers(name).map { "\($0)" } }
        let (type, region, level) = (try strata("type"), try strata("region"), try strata("level"))
        for (a, b, q) in [(type, region, 0.735681), (type, level, 0.663524), (region, level, 0.713597)] {
            let found = try interactionDetector(values, a, b)
            #expect(abs(found.together - q) < 5e-7 && found.kind == .twoFactorEnhancement)
        }
        #expect(try ecologicalDetector(values, region, level).pValue > 0.05)
        #expect(try ecologicalDetector(values, type, level).pValue < 0.05)
    }

    /// Weights and closeness as pyrepo-mcda 0.1.15 computes them, components as NumPy does, on one normalised table.
    @Test func weightsAndClosenessOfPyrepoMcda() throws {
        let columns: [[Double]] = [
            [2.1, 3.4, 1.2, 5.0, 4.4, 2.9], [30, 22, 41, 18, 27, 35], [5, 9, 7, 3, 8, 6],
            [0.9, 0.4, 0.7, 0.2, 0.95, 0.55],
        ]
        let recipe = IndexRecipe(
            indicators: [
                IndexIndicator("a"), IndexIndicator("b", direction: .lower), IndexIndicator("c"), IndexIndicator("d"),
            ], choice: IndexChoice(weighting: .entropy, aggregation: .topsis))
        let figures = try IndexFigures(columns)
        let index = try IndexModel(recipe, figures).index()
        near(index.weights[0], [0.26410199929942774, 0.25093701417876974, 0.22956232415948996, 0.2553986623623126])
        near(
            index.scores,
            [
                0.499256474585317, 0.6128777362272407, 0.37481263620787886, 0.5147666236860025, 0.7866483724803449,
                0.41940897523827303,
            ])
        near(
            try criticWeights(index.normalised),
            [0.22522407477014517, 0.22969888812063907, 0.2418274821457346, 0.30324955496348116])
        near(
            try principalComponentWeights(index.normalised),
            [0.3251229120432706, 0.35121197479264016, 0.0930282843018076, 0.2306368288622815])
    }

    private func near(_ found: [Double], _ expected: [Double]) {
        #expect(found.count == expected.count)
        for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-13) }
    }
}
