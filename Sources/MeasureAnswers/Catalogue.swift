import Asking

/// Every measure, by family: a new one is a file and a line here.
public let measures: [any Measure.Type] = [
    GiniCoefficient.self, DagumDecomposed.self, TheilT.self, TheilL.self, AtkinsonIndex.self, WilliamsonVariation.self,
    HooverIndex.self, SpatialGiniIndex.self,
    LocationQuotients.self, KrugmanIndex.self, HerfindahlIndex.self, HachmanIndex.self, LocationalGiniIndex.self,
    EllisonGlaeserIndex.self, ClusterIndexMeasure.self,
    ShiftShareMeasure.self,
    SigmaConvergenceMeasure.self, BetaConvergenceMeasure.self, ClubConvergenceMeasure.self, MarkovMeasure.self,
    SpatialMarkovMeasure.self, KernelRidgesMeasure.self,
    RankSizeMeasure.self, PrimacyMeasure.self, PolycentricityMeasure.self, DeviationEllipseMeasure.self,
    EconomicComplexityMeasure.self, RelatednessMeasure.self, ComplexityOutlookMeasure.self,
    GravityMeasure.self, BreakingPointMeasure.self, FieldStrengthMeasure.self, CityFlowMeasure.self,
    CouplingCoordinationMeasure.self, GeodetectorMeasure.self, SlacksBasedMeasureQuestion.self,
]

/// The measures that a face offers.
public struct MeasureCatalogue: Sendable {
    /// In the order of the types, so by family.
    public let faces: [MeasureFace]

    /// A face for each type; all measures unless said otherwise.
    public init(_ types: [any Measure.Type] = measures) { faces = types.map { Self.face($0) } }

    /// A measure by its name or another it goes by, whatever the case and hyphens; nil for an unknown one.
    public subscript(_ name: String) -> MeasureFace? {
        faces.first { $0.about.id == name } ?? faces.first { $0.about.goes(by: name) }
    }

    private static func face<M: Measure>(_ type: M.Type) -> MeasureFace { MeasureFace(type) }
}
