import Asking
import AtlasFiles
public import Atlases
public import IndexFiles
public import Indices
import Wording

/// Why a place stands where it stands: its figures, what holds it back, what moves its rank, and how it differs from
/// others.
public struct IndexExplanation: Sendable {
    /// An indicator at the place.
    public struct Indicator: Sendable {
        /// As the recipe names it.
        public let figure: RecipeFigure
        /// Nil where a gap was filled.
        public let value: Double?
        /// Of the figure; two where it is a growth.
        public let year: String
        /// Among those ranked together, by this indicator alone.
        public let rank: Int
        /// Larger is better.
        public let normalised: Double
        /// That counts for this place.
        public let weight: Double
        /// Its share of what the place lacks to the best.
        public let obstacleDegree: Double
        /// Warnings about the figure.
        public let notes: [Remark]
        /// Identifiers of sources.
        public let sources: [String]
    }

    /// The place beside another.
    public struct Comparison: Sendable {
        /// The other.
        public let rival: RankedPlace
        /// How much higher the other's score is.
        public let difference: Double
        /// What each indicator adds to the difference.
        public let contributions: [Double]
        /// What they leave unexplained.
        public let rest: Double
        /// Figures of both by indicator; nil where a gap was filled.
        public let values: [(own: Double?, rival: Double?)]
    }

    /// What was ranked, when and in which groups.
    public let heading: Remark
    /// Where it stands.
    public let place: RankedPlace
    /// One for each of the recipe.
    public let indicators: [Indicator]
    /// With the place asked for, else with those at the ends of its interval.
    public let comparisons: [Comparison]
    /// Which choice moves its rank; empty where fewer than two are doubted.
    public let effects: [RankSensitivity.Effect]
    /// Its row of the model.
    let row: Int
}

extension IndexResult {
    /// Explains a place.
    ///
    /// - Throws: a problem of use for a text that names no place or the same place twice, one of data for a place that
    ///   was left out.
    func explanation(of place: String, against other: String?, _ atlas: Atlas) throws(Problem) -> IndexExplanation {
        let row = try self.row(place, atlas)
        var rivals = rivals(of: row)
        if let other {
            rivals = [try self.row(other, atlas)]
            if rivals == [row] { throw Problem(.use, "{against} names the same place", "{against} 为同一地区") }
        }
        return IndexExplanation(
            heading: heading, place: places[row], indicators: indicators(row),
            comparisons: rivals.compactMap { comparison(row, $0) }, effects: sensitivity?.effects(of: row) ?? [],
            row: row)
    }

    /// The row of a place in the last period, by code or by either name; of several groups the first.
    private func row(_ text: String, _ atlas: Atlas) throws(Problem) -> Int {
        let codes = Set(latestRows.map { places[$0].id })
        let wanted =
            codes.contains { atlas.region($0) != nil } && !codes.contains(text)
            ? try atlas.region(called: text, among: codes).code : text.lowercased()
        func means(_ code: String, _ name: Remark) -> Bool {
            code == text || code == wanted || [name.english, name.chinese].contains { $0.lowercased() == wanted }
        }
        var found = latestRows.filter { means(places[$0].id, places[$0].name) }
        if found.isEmpty {
            // 安康 for 安康市, where only one is called so.
            let short = PlaceMatcher.withoutSuffix(text)
            found = latestRows.filter { row in
                [places[row].id, places[row].name.english, places[row].name.chinese].contains {
                    PlaceMatcher.withoutSuffix($0) == short
                }
            }
        }
        let named = Set(found.map { places[$0].id })
        if let first = found.first, isTimeSeries ? found.count == 1 : named.count == 1 { return first }
        let short = text.prefix(60)
        let last = model.figures.rows.map(\.period).max() ?? 0
        let out = model.dropped.first {
            $0.period == last && means(panel.places[$0.place], panel.names[$0.place])
        }
        if found.isEmpty, let missing = out?.missing.joined(separator: ", ") {
            throw Problem(
                .data, "\(short) is not in this index for want of \(missing)", "\(short) 因缺 \(missing) 未列入本指数")
        }
        throw found.isEmpty
            ? Problem(.use, "\(short): no such place in this index", "\(short)：本指数中没有该地区")
            : Problem(
                .use, "\(short) names \(found.count) places: give the code", "\(short) 对应 \(found.count) 个地区：请给出代码")
    }

    /// The places that stand at the two ends of a row's interval: what it might have been.
    private func rivals(of row: Int) -> [Int] {
        guard let interval = intervals?[row] else { return [] }
        let others = peers(of: row).filter { $0 != row }
        return [interval.low, interval.high].compactMap { rank in
            rank == index.ranks[row]
                ? nil : others.min { abs(index.ranks[$0] - rank) < abs(index.ranks[$1] - rank) }
        }
    }

    private func indicators(_ row: Int) -> [IndexExplanation.Indicator] {
        let weights = model.indicatorWeights(of: index, row)
        let peers = peers(of: row)
        return document.figures.indices.map { at in
            let own = cell(at, row)
            let values = index.normalised[at]
            return IndexExplanation.Indicator(
                figure: document.figures[at], value: own?.value, year: own?.year ?? "",
                rank: model.rank(of: row, among: peers, by: values), normalised: values[row], weight: weights[at],
                obstacleDegree: places[row].obstacles[at], notes: own?.notes ?? [], sources: own?.sources ?? [])
        }
    }

    private func comparison(_ row: Int, _ rival: Int) -> IndexExplanation.Comparison? {
        guard let found = try? model.drivers(of: index, from: row, to: rival) else { return nil }
        return IndexExplanation.Comparison(
            rival: places[rival], difference: found.difference, contributions: found.contributions, rest: found.rest,
            values: document.figures.indices.map { (cell($0, row)?.value, cell($0, rival)?.value) })
    }
}
