import Asking
import Atlas
import Formats
import Measures
import Reports
import Wording

/// What a measure says: the result for machines, tables for people.
struct MeasureAnswer {
    var result: JSONValue
    var sections: [Section]
    /// What was measured, in a line.
    var about = Remark("", "")
    var notes: [Remark] = []
    /// Drawn only where it is asked for; gives nil where a picture would say nothing.
    var picture: (() -> String?)?
}

/// One number of an answer with its key, what people call it, and its interval where it has one.
struct MeasureFigure {
    let key: String
    let label: Remark
    let value: Double?
    var interval: Interval?
    var digits = 4

    init(
        _ key: String, _ english: String, _ chinese: String, _ value: Double?, _ interval: Interval? = nil,
        digits: Int = 4
    ) {
        self.key = key
        label = Remark(english, chinese)
        self.value = value
        self.interval = interval
        self.digits = digits
    }

    var fields: [(String, JSONValue)] {
        var fields: [(String, JSONValue)] = [(key, .optional(value))]
        if let interval { fields.append((key + "Interval", .interval(interval))) }
        return fields
    }

    var text: String {
        guard let value else { return "–" }
        let own = significant(value, digits)
        return interval.map { "\(own) (\(significant($0.low, digits))–\(significant($0.high, digits)))" } ?? own
    }
}

extension MeasurePanel {
    /// Figures of every period, for a table and a picture of them.
    func rows(_ body: (Period) throws(MeasureError) -> [MeasureFigure]) throws(WorkbenchError) -> [(
        period: Period, figures: [MeasureFigure]
    )] {
        var rows: [(period: Period, figures: [MeasureFigure])] = []
        for period in periods {
            do { rows.append((period, try body(period))) } catch { throw problem(error, period) }
        }
        return rows
    }

    /// One row of figures a period.
    func answer(_ title: Remark, _ language: Language, _ rows: [(period: Period, figures: [MeasureFigure])])
        -> MeasureAnswer
    {
        let objects = rows.map { row in
            JSONValue.object(
                (rows.count > 1 ? [("year", periodValue(row.period.label))] : []) + row.figures.flatMap(\.fields)
                    + [
                        ("count", .number(Double(row.period.entries.count))),
                        ("missing", .number(Double(row.period.missing))),
                    ])
        }
        let section = Section(
            title: language(title),
            columns: (rows.count > 1 ? [language("year", "年份")] : [])
                + (rows.first?.figures.map { language($0.label) } ?? [])
                + [language("places", "地区数"), language("missing", "缺失")],
            rows: rows.map { row in
                (rows.count > 1 ? [row.period.label] : []) + row.figures.map(\.text)
                    + ["\(row.period.entries.count)", "\(row.period.missing)"]
            })
        return MeasureAnswer(result: objects.count == 1 ? objects[0] : .list(objects), sections: [section])
    }
}

/// A year as a number, anything else as text.
func periodValue(_ label: String) -> JSONValue { Int(label).map { .number(Double($0)) } ?? .text(label) }

extension MeasureSettings {
    /// Nil where no intervals are wanted.
    var bootstrap: BootstrapOptions? {
        guard replications > 0 else { return nil }
        var options = BootstrapOptions()
        options.replications = replications
        options.seed = seed
        options.threads = threads
        if let progress {
            let all = replications
            options.progress = { progress("samples", $0, all) }
        }
        return options
    }

    /// Told of permutations.
    var permuted: (@Sendable (Int) -> Void)? {
        progress.map { progress in
            let all = permutations
            return { progress("permutations", $0, all) }
        }
    }

    var intervalNote: Remark {
        Remark(
            """
            Intervals: 5th to 95th percentile over \(replications) samples of places drawn with replacement, \
            seed \(seed); they leave out errors of the figures.
            """,
            "区间：对地区有放回抽样 \(replications) 次的第 5 至第 95 百分位，种子 \(seed)；不含数据本身的误差。")
    }
}
