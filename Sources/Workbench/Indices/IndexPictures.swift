import Charts
import Indices
import Reports

/// Pictures of an index.
extension IndexStudy {
    /// The first so many of a ranking with their intervals: rank runs to the right.
    func rankingPicture(_ language: Language, count: Int) -> String { rankingPicture(Array(latest.prefix(count)), marked: nil, language) }

    func rankingPicture(_ shown: [Int], marked: Int?, _ language: Language) -> String {
        let chart = RankChart(
            shown.map { row in
                let interval = intervals?[row]
                return RankChart.Row(
                    code: code(row), label: name(row), rank: index.ranks[row], low: interval?.low, high: interval?.high, tier: index.tiers[row], marked: row == marked,
                    title: "\(name(row)): \(language("rank", "位次")) \(index.ranks[row])"
                        + (interval.map { " (\($0.low)–\($0.high))" } ?? "") + ", \(language("score", "得分")) \(significant(index.scores[row], 4))")
            }, unit: language("rank", "位次"))
        let height = chart.height
        return captioned(
            chart.svg(title: heading(language), width: 560), width: 560, height: height, title: heading(language),
            source: remarks.prefix(2).map { language($0) }.joined(separator: " "))
    }
}
