import Atlas
import Charts
import LinearAlgebra
import Measures

/// Values of places in one or more periods: what most measures are asked of.
struct MeasurePanel: Sendable {
    struct Entry: Sendable {
        /// Index into the places.
        let place: Int
        let value: Double
        let group: String?
        let weight: Double?
        let position: (longitude: Double, latitude: Double)?
        /// Edition of the figure: growth across two of them is none.
        let vintage: String
        let origin: Origin

        func with(value: Double) -> Entry {
            Entry(
                place: place, value: value, group: group, weight: weight, position: position, vintage: vintage,
                origin: origin)
        }
    }

    /// Where a value stands, for messages.
    enum Origin: Sendable {
        case row(Int)
        case region(String)

        var text: String {
            switch self {
            case .row(let line): "row \(line)"
            case .region(let code): code
            }
        }
    }

    /// What the values are, for pictures.
    struct Quantity: Sendable {
        let name: String
        let unit: String
        /// What values are multiplied with before they are shown in that unit.
        let factor: Double

        var title: String { unit.isEmpty ? name : "\(name), \(unit)" }
    }

    struct Period: Sendable {
        let label: String
        var entries: [Entry]
        /// Places without a value, a weight or a group.
        let missing: Int

        var values: [Double] { entries.map(\.value) }
        /// Nil where no weights were asked for.
        var weights: [Double]? { entries.contains { $0.weight != nil } ? entries.map { $0.weight ?? 1 } : nil }
        var groups: [String]? { entries.contains { $0.group != nil } ? entries.map { $0.group ?? "" } : nil }
    }

    /// Identifiers, which neighbours and totals name too.
    let places: [String]
    let names: [String]
    var periods: [Period]
    /// What errors call the source and the column.
    let source: String
    let column: String
    let quantity: Quantity
    var weightColumn: String?
    var notes: [Remark] = []
    var sources: [String] = []
    /// Who is a neighbour of whom, by places; nil where nobody said.
    var neighbours: SpatialWeights?
    /// What maps of these places stand on; nil where there are no outlines.
    var ground: MapChart?

    /// Only places that have a value in every period.
    var balanced: MeasurePanel {
        var counts = Array(repeating: 0, count: places.count)
        for period in periods { for place in Set(period.entries.map(\.place)) { counts[place] += 1 } }
        var panel = self
        panel.periods = periods.map { period in
            let kept = period.entries.filter { counts[$0.place] == periods.count }
            return Period(
                label: period.label, entries: kept, missing: period.missing + period.entries.count - kept.count)
        }
        return panel
    }

    /// Values of each place by period; nil where missing.
    var rows: [[Double?]] {
        var rows = Array(repeating: [Double?](repeating: nil, count: periods.count), count: places.count)
        for (index, period) in periods.enumerated() {
            for entry in period.entries { rows[entry.place][index] = entry.value }
        }
        return rows
    }

    /// Refuses figures of several editions: growth across a revision is none.
    ///
    /// - Parameter ends: only the first and the last period count.
    func requireOneEdition(_ measure: RegionalMeasure, ends: Bool) throws(WorkbenchError) {
        guard let first = periods.first, let last = periods.last else { return }
        let before = Dictionary(first.entries.map { ($0.place, $0.vintage) }, uniquingKeysWith: { a, _ in a })
        for period in ends ? [last] : Array(periods.dropFirst()) {
            for entry in period.entries where before[entry.place].map({ $0 != entry.vintage }) ?? false {
                throw WorkbenchError(
                    .data,
                    """
                    \(source), \(first.label) to \(last.label): figures of \(period.label) are of another \
                    edition (\(entry.vintage)) than those of \(first.label) (\(before[entry.place] ?? "")), so \
                    that \(measure.rawValue) would mistake a revision for growth; give years of one edition with \
                    --year, or for cities --indicator real_gdp
                    """
                )
            }
        }
    }

    /// Periods as numbers, where all of them are.
    var years: [Int]? {
        let years = periods.compactMap { Int($0.label) }
        return years.count == periods.count ? years : nil
    }

    /// Says where a value of a period stands.
    func problem(_ error: MeasureError, _ period: Period?) -> WorkbenchError {
        guard case .badValue(let index, let value, let expected) = error, let period,
            period.entries.indices.contains(index)
        else {
            let place = period.map { periods.count > 1 ? " (\($0.label))" : "" } ?? ""
            return WorkbenchError(.data, "\(source)\(place): \(error)")
        }
        let entry = period.entries[index]
        let year = periods.count > 1 ? ", \(period.label)" : ""
        let column = expected.contains("weight") ? weightColumn ?? self.column : self.column
        return WorkbenchError(
            .data,
            "\(source), \(entry.origin.text) (\(names[entry.place])\(year)), \(column): \(value): expected \(expected)")
    }
}

/// A table with a row a region and a column a sector, one a period.
struct SectorPanel: Sendable {
    let regions: [String]
    let names: [String]
    let sectors: [String]
    let periods: [(label: String, table: Matrix)]
    let source: String
    var notes: [Remark] = []
    var sources: [String] = []

    func problem(_ error: MeasureError) -> WorkbenchError { WorkbenchError(.data, "\(source): \(error)") }
}
