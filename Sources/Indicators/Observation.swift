public import Atlases

/// A value of an indicator at a place, with everything that is needed to believe it or not.
public struct Observation: Sendable, Equatable, Sourced {
    /// Code of the place.
    public let region: String
    /// In the indicator's unit.
    public let value: Double
    /// Of its main figure.
    public let year: Int
    /// That of the weaker part where the value is computed.
    public let status: FigureStatus
    /// Which edition of the figure this is.
    public let vintage: Remark
    /// Warnings to show with the value, in the order of their parts.
    public let flags: [Remark]
    /// The figure itself, or those that it was computed from, the main one first.
    public let figures: [Figure]

    /// Of its figures, each once.
    public var sources: [String] { figures.sources }
}

/// Why a place has no value.
public struct MissingValue: Sendable, Equatable {
    /// Code of the place.
    public let region: String
    /// With the years there are, if any.
    public let reason: Remark
}

/// One indicator in one year over the regions of one level: what a map shows.
public struct IndicatorColumn: Sendable {
    /// What is shown.
    public let indicator: IndicatorDescription
    /// The year asked for.
    public let year: Int
    /// Prefectures or provinces.
    public let level: FigureLevel
    /// In the order of the atlas's regions.
    public let observations: [Observation]
    /// Regions of the level without a value, in the atlas's order.
    public let missing: [MissingValue]

    /// In the order of the observations.
    public var values: [Double] { observations.map(\.value) }

    /// Only some regions.
    public func only(_ codes: Set<String>) -> IndicatorColumn {
        IndicatorColumn(
            indicator: indicator, year: year, level: level,
            observations: observations.filter { codes.contains($0.region) },
            missing: missing.filter { codes.contains($0.region) })
    }
}
