public import Atlas

/// A value of an indicator at a place, with everything that is needed to believe it or not.
public struct Observation: Sendable, Equatable, Sourced {
    public let region: String
    public let value: Double
    /// Of its main figure.
    public let year: Int
    public let status: FigureStatus
    /// Which edition of the figure this is.
    public let vintage: Remark
    /// Warnings to show with the value, in the order of their parts.
    public let flags: [Remark]
    /// The figure itself, or those that it was computed from, the main one first.
    public let figures: [Figure]

    public var sources: [String] { figures.sources }
}

/// Why a place has no value.
public struct MissingValue: Sendable, Equatable {
    public let region: String
    public let reason: Remark
}

/// One indicator in one year over the regions of one level: what a map shows.
public struct IndicatorColumn: Sendable {
    public let indicator: IndicatorDescription
    public let year: Int
    public let level: FigureLevel
    /// In the order of the atlas's regions.
    public let observations: [Observation]
    public let missing: [MissingValue]

    public var values: [Double] { observations.map(\.value) }

    /// Only some regions.
    public func only(_ codes: Set<String>) -> IndicatorColumn {
        IndicatorColumn(
            indicator: indicator, year: year, level: level,
            observations: observations.filter { codes.contains($0.region) },
            missing: missing.filter { codes.contains($0.region) })
    }
}
