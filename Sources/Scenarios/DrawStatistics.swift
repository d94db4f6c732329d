public import Atlases
import Computation

/// How sure the order of places is.
public struct PlaceRank: Sendable, Encodable {
    /// Of the place.
    public let code: String
    /// By change in real income at the standard parameters, 1 for the largest gain.
    public let rank: Int
    /// 5th and 95th percentile of the rank over the draws.
    public let rankLow: Int
    /// 95th percentile of the rank over the draws: the end of smaller gains.
    public let rankHigh: Int
    /// Share of draws in which the change has the point answer's sign.
    public let sameSign: Double
}

/// How much a parameter moves the answer: Spearman's rank correlation over the draws, with sign.
public struct ParameterInfluence: Sendable, Encodable {
    /// The id of a `StudyParameter`.
    public let parameter: String
    /// With the change in real income of the place that changes most.
    public let onLargestChange: Double
    /// With the change in national welfare.
    public let onNationalWelfare: Double
}

/// Sampling error of an interval's numbers.
public struct MonteCarloError: Sendable, Encodable {
    /// Standard error of the 5th percentile, in the unit of the number: relative changes.
    public let low: Double
    /// Standard error of the median.
    public let median: Double
    /// Standard error of the 95th percentile.
    public let high: Double
}

/// What the draws say besides the intervals that stand at each number.
public struct DrawSummary: Sendable, Encodable {
    /// Draws made so far, whether or not they have an answer.
    public let draws: Int
    /// Draws that have an answer, 2 or more; intervals rest on these.
    public let answered: Int
    /// Why the others have none, with how many for each reason.
    public let failures: [String: Int]
    /// Of the design of the draws; the same seed gives the same bits.
    public let seed: UInt64
    /// Ids of the parameters that were drawn, in the order of `StudyParameter.allCases`.
    public let parametersDrawn: [String]
    /// Of the headline: the place that changes most, and national welfare.
    public let largestChange: String
    /// Of the interval of real income at that place, as relative changes.
    public let errorOfLargestChange: MonteCarloError
    /// Of the interval of national welfare, as relative changes.
    public let errorOfNationalWelfare: MonteCarloError
    /// One a drawn parameter, the strongest on the largest change first, whatever its sign.
    public let influences: [ParameterInfluence]
    /// One a place, in the order of the answer's places.
    public let ranks: [PlaceRank]

    /// What intervals mean and leave out, said beside every one of them.
    public static let label = Remark(
        """
        Intervals: 5th to 95th percentile over the stated ranges; leaves out errors of data, of the model and of \
        modelled flows.
        """,
        "区间：参数在所述范围内变化时的第 5 至第 95 百分位；不含数据、模型及模型推算流量的误差。")
}

extension Draws {
    /// What they say besides the intervals; nil without the headline or below two draws.
    func summary(_ answer: ScenarioAnswer) -> DrawSummary? {
        guard let headline = answer[.peopleMove], answered > 1,
            let largest = headline.places.indices.max(by: {
                (abs(headline.places[$0].income.point), $1) < (abs(headline.places[$1].income.point), $0)
            })
        else { return nil }
        let drawn = of(.peopleMove)
        let income = drawn.map { $0.places.income[largest] }
        let welfare = drawn.map(\.national.welfare)
        func error(_ values: [Double]) -> MonteCarloError {
            let sorted = values.sorted()
            return MonteCarloError(
                low: quantileStandardError(0.05, ofSorted: sorted),
                median: quantileStandardError(0.5, ofSorted: sorted),
                high: quantileStandardError(0.95, ofSorted: sorted))
        }
        let influences = parameters.enumerated().map { k, parameter in
            let values = points.map { $0[k] }
            return ParameterInfluence(
                parameter: parameter.rawValue, onLargestChange: rankCorrelation(values, income),
                onNationalWelfare: rankCorrelation(values, welfare))
        }
        return DrawSummary(
            draws: answered + failures.values.reduce(0, +), answered: answered, failures: failures, seed: options.seed,
            parametersDrawn: parameters.map(\.rawValue),
            largestChange: headline.places[largest].code, errorOfLargestChange: error(income),
            errorOfNationalWelfare: error(welfare),
            influences: influences.sorted {
                (abs($0.onLargestChange), $1.parameter) > (abs($1.onLargestChange), $0.parameter)
            },
            ranks: ranks(headline, drawn.map(\.places.income)))
    }

    private func ranks(_ headline: ReadingAnswer, _ incomes: [[Double]]) -> [PlaceRank] {
        let n = headline.places.count
        let point = ranked(headline.places.map(\.income.point))
        var drawn = [[Double]](repeating: [], count: n)
        var same = [Int](repeating: 0, count: n)
        for income in incomes {
            for (place, rank) in ranked(income).enumerated() {
                drawn[place].append(Double(rank))
                if (income[place] > 0) == (headline.places[place].income.point > 0) { same[place] += 1 }
            }
        }
        return headline.places.indices.map { place in
            let sorted = drawn[place].sorted()
            return PlaceRank(
                code: headline.places[place].code, rank: point[place],
                rankLow: Int(quantile(0.05, ofSorted: sorted).rounded()),
                rankHigh: Int(quantile(0.95, ofSorted: sorted).rounded()),
                sameSign: Double(same[place]) / Double(incomes.count))
        }
    }
}

/// Ranks from the largest value, 1 first; ties by position.
private func ranked(_ values: [Double]) -> [Int] {
    let order = values.indices.sorted { (values[$0], $1) > (values[$1], $0) }
    var ranks = [Int](repeating: 0, count: values.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank + 1 }
    return ranks
}

/// Spearman's rank correlation.
func rankCorrelation(_ x: [Double], _ y: [Double]) -> Double {
    guard x.count == y.count, x.count > 2 else { return .nan }
    let (a, b) = (ranked(x).map(Double.init), ranked(y).map(Double.init))
    let mean = Double(x.count + 1) / 2
    var (xy, xx, yy) = (0.0, 0.0, 0.0)
    for k in a.indices {
        xy += (a[k] - mean) * (b[k] - mean)
        xx += (a[k] - mean) * (a[k] - mean)
        yy += (b[k] - mean) * (b[k] - mean)
    }
    return xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : 0
}
