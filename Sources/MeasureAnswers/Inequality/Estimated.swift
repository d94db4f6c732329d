import Measures

/// Intervals of a measure of inequality where they are wanted.
extension MeasureRun {
    func intervals<Found>(_ body: (BootstrapOptions) throws(MeasureError) -> Found) throws(MeasureError) -> Found? {
        guard let options = bootstrap else { return nil }
        return try body(options)
    }
}

/// What was found, with the intervals of its numbers where they were drawn.
public struct Estimated<Found: Sendable, Intervals: Sendable>: Sendable {
    /// The formula's answer for the figures as they are.
    public let found: Found
    /// Nil where none were asked for.
    public let intervals: Intervals?
    /// Whether places stood in groups, so that parts within and between mean something.
    public let isGrouped: Bool
    /// Each group's part; empty where places stood in none.
    public let groups: [Named<GroupPart>]

    init(_ found: Found, _ intervals: Intervals?, isGrouped: Bool = true, groups: [Named<GroupPart>] = []) {
        (self.found, self.intervals, self.isGrouped, self.groups) = (found, intervals, isGrouped, groups)
    }

    /// A part of the result where places stood in groups.
    func grouped(_ value: Double) -> Double? { isGrouped ? value : nil }
}

/// Intervals of an index and its parts.
public typealias PartIntervals = (total: Interval, within: Interval, between: Interval)
