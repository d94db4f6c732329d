public import Asking
public import Atlases
public import Charts
public import Measures

/// Values of places in one or more periods: what most measures are asked of.
public struct Panel: Sendable {
    /// One value of one place.
    public struct Entry: Sendable {
        /// Index into the places.
        public let place: Int
        /// In the unit of the quantity.
        public let value: Double
        /// Nil where no groups were asked for.
        public let group: String?
        /// Nil where no weights were asked for.
        public let weight: Double?
        /// Nil where no positions were asked for.
        public let position: Position?
        /// Edition of the figure: growth across two of them is none.
        public let vintage: String
        /// Where it stands, for messages: a row of the table, or a region.
        public let origin: String

        /// The same with another value.
        public func with(value: Double) -> Entry {
            Entry(
                place: place, value: value, group: group, weight: weight, position: position, vintage: vintage,
                origin: origin)
        }
    }

    /// Degrees.
    public struct Position: Sendable {
        /// East of Greenwich.
        public let longitude: Double
        /// North of the equator.
        public let latitude: Double
    }

    /// A column beside the values.
    public struct Control: Sendable {
        /// As the column is called.
        public let name: String
        /// By place; nil where missing.
        public let values: [Double?]
    }

    /// What the values are, for pictures.
    public struct Quantity: Sendable {
        /// As an axis says it.
        public let name: Remark
        /// As an axis says it; empty where there is none.
        public let unit: Remark
        /// What values are multiplied with before they are shown in that unit, by language.
        public let factor: @Sendable (Language) -> Double

        /// Name and unit on an axis.
        public func title(_ language: Language) -> String {
            language(unit).isEmpty ? language(name) : "\(language(name)), \(language(unit))"
        }
    }

    /// The values of one year, or of a column that is no year.
    public struct Period: Sendable {
        /// The year, or the column's header.
        public let label: String
        /// In the order of the places; those without a value are left out.
        public var entries: [Entry]
        /// Places without a value, a weight or a group.
        public let missing: Int

        /// In the order of the entries.
        public var values: [Double] { entries.map(\.value) }
        /// Nil where no weights were asked for.
        public var weights: [Double]? {
            entries.contains { $0.weight != nil } ? entries.map { $0.weight ?? 1 } : nil
        }
        /// Nil where no groups were asked for.
        public var groups: [String]? {
            entries.contains { $0.group != nil } ? entries.map { $0.group ?? "" } : nil
        }
    }

    /// Identifiers, which neighbours and totals name too.
    public let places: [String]
    /// One a place, in both languages.
    public let names: [Remark]
    /// In the order of time, or of the columns.
    public var periods: [Period]
    /// What errors call the source and the column.
    public let source: String
    /// Of the values, as errors name it.
    public let column: String
    /// For axes and legends.
    public let quantity: Quantity
    /// Column or indicator of the weights; nil without weights.
    public var weightColumn: String?
    /// Names of groups that are not their own.
    public var groupNames: [String: Remark] = [:]
    /// What has to be told of the figures.
    public var notes: [Remark] = []
    /// Identifiers of the atlas's sources, or files.
    public var sources: [String] = []
    /// Who is a neighbour of whom, by places; nil where nobody said.
    public var neighbours: SpatialWeights?
    /// Other columns, one value a place.
    public var controls: [Control] = []
    /// What flows from each place to each; nil where nobody said.
    public var flows: [[Double?]]?
    /// What maps of these places stand on; nil where there are no outlines.
    public var ground: MapChart?

    /// What a group is called.
    public func name(ofGroup group: String) -> Remark { groupNames[group] ?? Remark(group, group) }

    /// Only places that have a value in every period.
    public var balanced: Panel {
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

    /// Complete places over as many periods as leave at least half of all places complete: those with the fewest values
    /// go first, so that a few thin years do not leave a handful of places. Also the labels of the periods left out.
    public var lasting: (panel: Panel, leftOut: [String]) {
        let held = periods.map { Set($0.entries.map(\.place)) }
        let all = held.reduce(into: Set<Int>()) { $0.formUnion($1) }.count
        var kept = Array(periods.indices)
        while kept.count > 2 {
            let complete = kept.dropFirst().reduce(held[kept[0]]) { $0.intersection(held[$1]) }.count
            if 2 * complete >= all { break }
            guard let thinnest = kept.min(by: { (held[$0].count, $0) < (held[$1].count, $1) }) else { break }
            kept.removeAll { $0 == thinnest }
        }
        var panel = self
        panel.periods = kept.map { periods[$0] }
        return (panel.balanced, periods.indices.filter { !kept.contains($0) }.map { periods[$0].label })
    }

    /// What is told of periods that a series left out.
    public var thinPeriods: [Remark] {
        let leftOut = lasting.leftOut
        if leftOut.isEmpty { return [] }
        return [
            Remark(
                "Left out, so that half of the places have figures in every year: \(leftOut.joined(separator: ", ")).",
                "为使半数地区各年均有数据而略去：\(leftOut.joined(separator: "、"))。")
        ]
    }

    /// Values of each place by period; nil where missing.
    public var rows: [[Double?]] {
        var rows = Array(repeating: [Double?](repeating: nil, count: periods.count), count: places.count)
        for (index, period) in periods.enumerated() {
            for entry in period.entries { rows[entry.place][index] = entry.value }
        }
        return rows
    }

    /// Periods as numbers, where all of them are.
    public var years: [Int]? {
        let years = periods.compactMap { Int($0.label) }
        return years.count == periods.count ? years : nil
    }

    /// Refuses figures of several editions: growth across a revision is none.
    ///
    /// - Parameter ends: only the first and the last period count.
    /// - Throws: `Problem` that names both editions and the cure.
    public func requireOneEdition(_ measure: String, ends: Bool) throws(Problem) {
        guard let first = periods.first, let last = periods.last else { return }
        let before = Dictionary(first.entries.map { ($0.place, $0.vintage) }, uniquingKeysWith: { a, _ in a })
        for period in ends ? [last] : Array(periods.dropFirst()) {
            for entry in period.entries {
                guard let earlier = before[entry.place], earlier != entry.vintage else { continue }
                throw Problem(
                    .data,
                    """
                    \(source), \(first.label) to \(last.label): figures of \(period.label) are of another \
                    edition (\(entry.vintage)) than those of \(first.label) (\(earlier)), so that \(measure) would \
                    mistake a revision for growth; give years of one edition with {year}, or for cities \
                    {indicator} real_gdp
                    """,
                    """
                    \(source)，\(first.label) 至 \(last.label)：\(period.label) 年数据的版本（\(entry.vintage)）与 \
                    \(first.label) 年（\(earlier)）不同，\(measure) 会把修订误作增长；请用 {year} 取同一版本的年份，\
                    城市可取 {indicator} real_gdp
                    """)
            }
        }
    }

    /// Says where a value of a period stands.
    public func problem(_ error: MeasureError, _ period: Period?) -> Problem {
        if error == .noNeighbours {
            return Problem(
                .data,
                """
                \(source): neighbours are needed: name their file with {weights}, or groups of neighbours with \
                {group}
                """,
                "\(source)：需要邻接关系：用 {weights} 指定邻接文件，或用 {group} 指定相邻分组")
        }
        guard case .badValue(let index, let value, let expected) = error, let period,
            period.entries.indices.contains(index)
        else {
            let place = period.map { periods.count > 1 ? " (\($0.label))" : "" } ?? ""
            return Problem(.data, "\(source)\(place): \(error)", "\(source)\(place)：\(error.chinese)")
        }
        let entry = period.entries[index]
        let year = periods.count > 1 ? ", \(period.label)" : ""
        let column = expected.contains("weight") ? weightColumn ?? self.column : self.column
        return Problem(
            .data,
            """
            \(source), \(entry.origin) (\(names[entry.place].english)\(year)), \(column): \(value): expected \(expected)
            """,
            """
            \(source)，\(names[entry.place].chinese)（\(entry.origin)\(year)），\(column)：\(value)：应为\(inChinese(expected))
            """)
    }
}

/// What was found in one period of a panel.
public struct PeriodResult<Found: Sendable>: Sendable {
    /// The period's label.
    public let label: String
    /// The measure of the period's values.
    public let found: Found
    /// Values that it was computed from.
    public let count: Int
    /// Places without a value, a weight or a group.
    public let missing: Int

    /// Counts and label of the period.
    public init(_ period: Panel.Period, _ found: Found) {
        self.init(label: period.label, found: found, count: period.entries.count, missing: period.missing)
    }

    /// For what is found in no single period of a panel.
    public init(label: String, found: Found, count: Int, missing: Int) {
        (self.label, self.found, self.count, self.missing) = (label, found, count, missing)
    }
}

extension Panel {
    /// The same question of every period.
    ///
    /// - Throws: `Problem` that names the row or region of a value that does not fit.
    public func eachPeriod<Found: Sendable>(_ body: (Period) throws(MeasureError) -> Found) throws(Problem)
        -> [PeriodResult<Found>]
    {
        var results: [PeriodResult<Found>] = []
        for period in periods {
            do throws(MeasureError) {
                results.append(PeriodResult(period, try body(period)))
            } catch {
                throw problem(error, period)
            }
        }
        return results
    }
}
