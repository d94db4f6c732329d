public import Atlas
import Computation

/// How sure the order of places is.
public struct PlaceRank: Sendable, Encodable {
    public let code: String
    /// By change in real income at the standard parameters, 1 for the largest gain.
    public let rank: Int
    /// 5th and 95th percentile of the rank over the draws.
    public let rankLow: Int
    public let rankHigh: Int
    /// Share of draws in which the change has the point answer's sign.
    public let sameSign: Double
}

/// How much a parameter moves the answer: Spearman's rank correlation over the draws, with sign.
public struct ParameterInfluence: Sendable, Encodable {
    public let parameter: String
    /// With the change in real income of the place that changes most.
    public let onLargestChange: Double
    /// With the change in national welfare.
    public let onNationalWelfare: Double
}

/// Sampling error of an interval's numbers.
public struct MonteCarloError: Sendable, Encodable {
    public let low: Double
    public let median: Double
    public let high: Double
}

/// What the draws say besides the intervals that stand at each number.
public struct DrawSummary: Sendable, Encodable {
    public let draws: Int
    public let answered: Int
    public let failures: [String: Int]
    public let seed: UInt64
    public let parametersDrawn: [String]
    /// Of the headline: the place that changes most, and national welfare.
    public let largestChange: String
    public let errorOfLargestChange: MonteCarloError
    public let errorOfNationalWelfare: MonteCarloError
    public let influences: [ParameterInfluence]
    public let ranks: [PlaceRank]

    public static let label = Remark(
        """
        Intervals: 5th to 95th percentile over the stated ranges; leaves out errors of data, of the model and of \
        modelled flows.
        """,
        "区间：参数在所述范围内变化时的第 5 至第 95 百分位；不含数据、模型及模型推算流量的误差。")
}

extension Draws {
    /// An answer with its intervals.
    func filling(_ answer: ScenarioAnswer) -> ScenarioAnswer {
        let readings = answer.readings.map { reading -> ReadingAnswer in
            let index = Reading.allCases.firstIndex(of: reading.reading) ?? 0
            let n = reading.places.count
            func place(_ measure: Int, _ place: Int, _ point: Estimate) -> Estimate {
                interval(point) { $0.places[index][measure * n + place] }
            }
            let places = reading.places.enumerated().map { k, p in
                PlaceChange(
                    code: p.code, name: p.name, nameEnglish: p.nameEnglish, income: place(0, k, p.income),
                    population: place(1, k, p.population),
                    welfare: place(2, k, p.welfare), realGDP: place(3, k, p.realGDP),
                    sectorWorkers: p.sectorWorkers.enumerated().map { sector, point in
                        interval(point) { $0.places[index][4 * n + k * p.sectorWorkers.count + sector] }
                    }, flags: p.flags)
            }
            let clusters = reading.clusters.enumerated().map { k, c in
                func cluster(_ measure: Int, _ point: Estimate) -> Estimate {
                    interval(point) { $0.clusters[index][5 * k + measure] }
                }
                return ClusterChange(
                    id: c.id, name: c.name, nameEnglish: c.nameEnglish, income: cluster(0, c.income),
                    population: cluster(1, c.population),
                    welfare: cluster(2, c.welfare), realGDP: cluster(3, c.realGDP),
                    level: c.level.map { cluster(4, $0) },
                    gapBefore: c.gapBefore,
                    gapAfter: c.gapAfter, missing: c.missing)
            }
            func national(_ measure: Int, _ point: Estimate) -> Estimate {
                interval(point) { $0.national[index][measure] }
            }
            let jobs = reading.jobs.enumerated().map { k, moved in
                JobsMoved(
                    from: moved.from, to: moved.to, jobs: moved.jobs, residents: moved.residents,
                    privateJobsDisplaced: interval(moved.privateJobsDisplaced) { $0.jobs[index][2 * k] },
                    privateJobsGainedAtOrigin: interval(moved.privateJobsGainedAtOrigin) { $0.jobs[index][2 * k + 1] })
            }
            return ReadingAnswer(
                reading: reading.reading, places: places, clusters: clusters,
                national: NationalChange(
                    welfare: national(0, reading.national.welfare),
                    welfareMeanOfPlaces: national(1, reading.national.welfareMeanOfPlaces),
                    realGDP: national(2, reading.national.realGDP)), jobs: jobs,
                sectors: reading.sectors.enumerated().map { k, sector in
                    SectorChange(
                        id: sector.id, name: sector.name, nameEnglish: sector.nameEnglish,
                        workers: national(4 + k, sector.workers))
                },
                levyRevenue: reading.levyRevenue.map { national(3, $0) }, taxRate: reading.taxRate,
                residual: reading.residual,
                iterations: reading.iterations)
        }
        var result = answer
        result.readings = readings
        result.draws = summary(answer)
        return result
    }

    private func interval(_ point: Estimate, _ value: (DrawnAnswer) -> Double) -> Estimate {
        Estimate(point.point, drawn: answers.map(value))
    }

    private func summary(_ answer: ScenarioAnswer) -> DrawSummary? {
        guard let headline = answer.reading(.peopleMove), answered > 1,
            let largest = headline.places.indices.max(by: {
                (abs(headline.places[$0].income.point), $1) < (abs(headline.places[$1].income.point), $0)
            })
        else { return nil }
        let index = Reading.allCases.firstIndex(of: .peopleMove) ?? 0
        let income = answers.map { $0.places[index][largest] }
        let welfare = answers.map { $0.national[index][0] }
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
            ranks: ranks(headline, index))
    }

    private func ranks(_ headline: ReadingAnswer, _ index: Int) -> [PlaceRank] {
        let n = headline.places.count
        let point = ranked(headline.places.map(\.income.point))
        var drawn = [[Double]](repeating: [], count: n)
        var same = [Int](repeating: 0, count: n)
        for answer in answers {
            let income = Array(answer.places[index][..<n])
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
                sameSign: Double(same[place]) / Double(answers.count))
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
