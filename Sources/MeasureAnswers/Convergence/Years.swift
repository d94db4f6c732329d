import Asking
import Atlases
import Measures
import Panels

extension Panel {
    /// The years of a panel of two or more.
    ///
    /// - Throws: `Problem` where there is one, or periods are no years.
    func twoYears(_ measure: String) throws(Problem) -> [Int] {
        if let years, years.count > 1 { return years }
        throw Problem(
            .use,
            """
            \(measure) needs values of two years or more: a column of years ({year}), or a column a year ({value} \
            1929-2009)
            """,
            "\(measure) 需要两个或更多年份的数值：用 {year} 指定年份列，或每年一列（{value} 1929-2009）")
    }

    /// Refuses values that have no logarithm.
    func requireAboveZero(in period: Period) throws(Problem) {
        for (index, value) in period.values.enumerated() where value <= 0 {
            throw problem(.badValue(index: index, value: value, expected: "above 0"), period)
        }
    }

    /// Runs a formula over the whole panel; its errors name the source.
    func ask<Found>(_ body: () throws(MeasureError) -> Found) throws(Problem) -> Found {
        do throws(MeasureError) { return try body() } catch { throw problem(error, nil) }
    }
}

extension Coefficient {
    /// For machines.
    var value: Value {
        .fields(
            ("estimate", .number(estimate)), ("standardError", .number(standardError)),
            ("robustStandardError", .number(robustStandardError)), ("pValue", .number(pValue)))
    }
}
