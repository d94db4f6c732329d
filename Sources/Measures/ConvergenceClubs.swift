import Computation
import RealModule

/// The log t regression: whether the paths of some places draw together.
public struct LogTTest: Sendable, Equatable {
    /// b of log(H₁/H_t) − 2 log log t = a + b log t: at 2α the speed at which gaps close; at least 2 for convergence in
    /// levels, at least 0 in growth.
    public let slope: Double
    /// Robust to autocorrelation and unequal variance.
    public let standardError: Double
    /// Slope over standard error; −1.65 is the border of rejection. Infinite where paths coincide or lie on a line, no
    /// number where neither slope nor error is left.
    public let tStatistic: Double

    /// Not rejected one-sided at five in a hundred.
    public var converges: Bool { !(tStatistic <= convergenceThreshold) }
}

/// Below this t convergence is rejected.
private let convergenceThreshold = -1.65

/// How clubs are looked for.
public struct ClubOptions: Sendable, Equatable {
    /// The share of first years left out of the regression.
    public var trim = 1.0 / 3
    /// A place joins a core where the regression's t with it exceeds this.
    public var sieve = 0.0
    /// By how much the sieve narrows while the club it gives does not converge; 0 keeps it.
    public var sieveStep = 0.05
    /// Clubs beside one another that converge together become one.
    public var merge = true
    /// Places of no club are tried against the finished clubs.
    public var adopt = true

    /// As Phillips and Sul advise: a third left out, sieve 0, clubs merged, stranded places tried once more.
    public init() {}
}

/// Places whose paths draw together.
public struct ConvergenceClub: Sendable, Equatable {
    /// Indices of places, as they came.
    public let members: [Int]
    /// Over the members alone.
    public let test: LogTTest
}

/// Clubs from the highest to the lowest, and places of none.
public struct ConvergenceClubs: Sendable, Equatable {
    /// Each with two or more members.
    public let clubs: [ConvergenceClub]
    /// Indices of places that converge with no club.
    public let divergent: [Int]
    /// Places that were of no club and converge with a finished one; they are among its members.
    public let adopted: [Adopted]

    /// A place that a finished club took in.
    public struct Adopted: Sendable, Equatable {
        /// Index of the place.
        public let place: Int
        /// Index of the club.
        public let club: Int
        /// Of the test over the club with it.
        public let tStatistic: Double
    }
    /// The test over all places together.
    public let all: LogTTest
}

/// The log t test over all places (Phillips & Sul 2007, doi:10.1111/j.1468-0262.2007.00811.x).
///
/// - Parameters:
///   - paths: a list a place, one value a year, usually trends of logarithms; all of one sign.
///   - trim: share of first years left out.
/// - Throws: `MeasureError` for fewer than two places or too few years; where paths coincide there is nothing left to
///   converge.
/// - Complexity: O(places · years + years²).
public func logTTest(_ paths: [[Double]], trim: Double = 1.0 / 3) throws(MeasureError) -> LogTTest {
    let panel = try TransitionPanel(paths, trim: trim)
    return try panel.test(Array(paths.indices))
}

/// Convergence clubs by the log t test (Phillips & Sul 2007, doi:10.1111/j.1468-0262.2007.00811.x; merging: 2009,
/// doi:10.1002/jae.1080).
///
/// Places are taken from the highest at the end downwards. A core is the first run of neighbours that converge, cut
/// where t is largest; every other place joins that converges with the core; what is left is searched again.
///
/// - Parameter paths: a list a place, one value a year.
/// - Complexity: O(clubs · places · years²).
public func convergenceClubs(_ paths: [[Double]], _ options: ClubOptions = .init()) throws(MeasureError)
    -> ConvergenceClubs
{
    let panel = try TransitionPanel(paths, trim: options.trim)
    let all = try panel.test(Array(paths.indices))
    var remaining = paths.indices.sorted { (paths[$0].last ?? 0, $1) > (paths[$1].last ?? 0, $0) }
    var clubs: [ConvergenceClub] = []
    while remaining.count > 1 {
        let together = try panel.test(remaining)
        if together.converges {
            clubs.append(ConvergenceClub(members: remaining, test: together))
            remaining = []
            break
        }
        guard let core = try panel.core(of: remaining) else { break }
        let club = try panel.grown(core, from: remaining, options)
        clubs.append(club)
        let taken = Set(club.members)
        remaining = remaining.filter { !taken.contains($0) }
    }
    if options.merge { clubs = try panel.merged(clubs) }
    let adopted = options.adopt ? try panel.adopt(&remaining, into: &clubs) : []
    return ConvergenceClubs(clubs: clubs, divergent: remaining.sorted(), adopted: adopted, all: all)
}

/// How many places a group has, their mean and the squares around it, year by year: a place more, or a group more,
/// takes one pass over the years and loses no digits (Chan, Golub & LeVeque 1983, doi:10.1080/00031305.1983.10483115).
private struct GroupMoments {
    let count: Double
    let means: [Double]
    let squares: [Double]

    /// One place.
    init(_ path: [Double]) { self.init(count: 1, means: path, squares: Array(repeating: 0, count: path.count)) }

    private init(count: Double, means: [Double], squares: [Double]) {
        self.count = count
        self.means = means
        self.squares = squares
    }

    func joined(_ other: GroupMoments) -> GroupMoments {
        let all = count + other.count
        var (joinedMeans, joinedSquares) = (means, squares)
        for year in means.indices {
            let gap = other.means[year] - means[year]
            joinedMeans[year] += gap * other.count / all
            joinedSquares[year] += other.squares[year] + gap * gap * count * other.count / all
        }
        return GroupMoments(count: all, means: joinedMeans, squares: joinedSquares)
    }
}

/// Paths with the regression's years, which are the same for every group.
private struct TransitionPanel {
    let places: [GroupMoments]
    /// First year of the regression, counted from zero.
    let first: Int
    let logTimes: [Double]
    private let doubleLogs: [Double]

    init(_ paths: [[Double]], trim: Double) throws(MeasureError) {
        if paths.count < 2 { throw .tooFew(count: paths.count, needed: 2, what: "places") }
        let years = paths[0].count
        for path in paths {
            try check(path, .any)
            try check(path.count, of: "years of a place", values: years)
        }
        if !(0..<1).contains(trim) {
            throw .undefined(why: "the share of years left out is \(trim): expected from 0 to below 1")
        }
        // Log log t needs t above 1.
        let first = max(1, Int((Double(years) * trim).rounded(.toNearestOrEven)))
        if years - first < 5 { throw .tooFew(count: years - first, needed: 5, what: "years after those left out") }
        let logTimes = (first..<years).map { Double.log(Double($0 + 1)) }
        (self.first, self.logTimes) = (first, logTimes)
        doubleLogs = logTimes.map { 2 * Double.log($0) }
        places = paths.map(GroupMoments.init)
    }

    func moments(_ group: [Int]) -> GroupMoments {
        group.dropFirst().reduce(places[group[0]]) { $0.joined(places[$1]) }
    }

    func test(_ group: [Int]) throws(MeasureError) -> LogTTest { try test(moments(group)) }

    /// The regression over a group, with H_t the mean of (h − 1)² and h each path over the group's mean.
    func test(_ group: GroupMoments) throws(MeasureError) -> LogTTest {
        func variation(_ year: Int) -> Double {
            group.squares[year] / group.count / (group.means[year] * group.means[year])
        }
        if !group.means.allSatisfy({ $0 != 0 }) {
            throw .undefined(
                why: "the mean path of \(Int(group.count)) places is zero in some year: nothing is relative to it")
        }
        // Paths that coincide have converged. Years without a distance say nothing of how it shrinks.
        let told = logTimes.indices.filter { variation(first + $0) > 0 }
        if told.count < 3 { return LogTTest(slope: .infinity, standardError: 0, tStatistic: .infinity) }
        // H₁ is the same for all years: it moves the constant alone, and may be nothing.
        let y = told.map { -Double.log(variation(first + $0)) - doubleLogs[$0] }
        let times = told.map { logTimes[$0] }
        let (meanY, meanTime) = (y.reduce(0, +) / Double(y.count), times.reduce(0, +) / Double(times.count))
        let spread = times.reduce(0) { $0 + ($1 - meanTime) * ($1 - meanTime) }
        let b = zip(y, times).reduce(0) { $0 + ($1.0 - meanY) * ($1.1 - meanTime) } / spread
        let residuals = zip(y, times).map { $0 - meanY - b * ($1 - meanTime) }
        let error = (max(0, longRunVariance(residuals)) / spread).squareRoot()
        if !(error > 0) { return LogTTest(slope: b, standardError: 0, tStatistic: b / 0) }
        return LogTTest(slope: b, standardError: error, tStatistic: b / error)
    }

    /// The first run of neighbours in the order that converges, grown while it does, cut where t is largest; nil where
    /// no two neighbours converge.
    func core(of order: [Int]) throws(MeasureError) -> [Int]? {
        guard let start = try firstPair(order) else { return nil }
        var group = places[order[start]]
        var best: (end: Int, t: Double) = (start + 2, -.infinity)
        for end in (start + 2)...order.count {
            group = group.joined(places[order[end - 1]])
            let found = try test(group)
            if !found.converges { break }
            if found.tStatistic > best.t { best = (end, found.tStatistic) }
        }
        return Array(order[start..<best.end])
    }

    private func firstPair(_ order: [Int]) throws(MeasureError) -> Int? {
        for start in 0..<(order.count - 1) where try test([order[start], order[start + 1]]).converges { return start }
        return nil
    }

    /// The core with every place that converges with it; the sieve narrows until the whole does.
    func grown(_ core: [Int], from order: [Int], _ options: ClubOptions) throws(MeasureError) -> ConvergenceClub {
        let (inside, group) = (Set(core), moments(core))
        var candidates: [(place: Int, t: Double)] = []
        for place in order where !inside.contains(place) {
            candidates.append((place, try test(group.joined(places[place])).tStatistic))
        }
        var sieve = options.sieve
        while true {
            let joined = candidates.filter { $0.t > sieve }.map(\.place)
            let found = try test(joined.reduce(group) { $0.joined(places[$1]) })
            if found.converges || joined.isEmpty || options.sieveStep <= 0 {
                return ConvergenceClub(members: core + joined, test: found)
            }
            sieve += options.sieveStep
        }
    }

    /// Places of no club join the finished club with which their t is largest, one after the other, the surest first
    /// (as R's ConvergenceClubs does with divergent units; von Lyncker & Thoennessen 2017,
    /// doi:10.1007/s00181-016-1130-0).
    func adopt(_ stranded: inout [Int], into clubs: inout [ConvergenceClub]) throws(MeasureError)
        -> [ConvergenceClubs.Adopted]
    {
        var adopted: [ConvergenceClubs.Adopted] = []
        while !stranded.isEmpty {
            var best: (adopted: ConvergenceClubs.Adopted, test: LogTTest)?
            for place in stranded {
                for (number, club) in clubs.enumerated() {
                    let found = try test(club.members + [place])
                    if found.converges, found.tStatistic > best?.test.tStatistic ?? -.infinity {
                        best = (.init(place: place, club: number, tStatistic: found.tStatistic), found)
                    }
                }
            }
            guard let best else { break }
            let (place, club) = (best.adopted.place, best.adopted.club)
            clubs[club] = ConvergenceClub(members: clubs[club].members + [place], test: best.test)
            stranded.removeAll { $0 == place }
            adopted.append(best.adopted)
        }
        return adopted
    }

    /// Each club with those below it as long as they converge together.
    func merged(_ clubs: [ConvergenceClub]) throws(MeasureError) -> [ConvergenceClub] {
        var merged: [ConvergenceClub] = []
        for club in clubs {
            if let last = merged.last {
                let both = last.members + club.members
                let together = try test(both)
                if together.converges {
                    merged[merged.count - 1] = ConvergenceClub(members: both, test: together)
                    continue
                }
            }
            merged.append(club)
        }
        return merged
    }
}

/// Long-run variance with the quadratic spectral kernel and Andrews' bandwidth for a first-order autoregression (1991,
/// doi:10.2307/2938229), in the form in which Phillips and Sul's own programme has it: over T − 1, and with
/// autocovariances that leave the last residual out.
private func longRunVariance(_ x: [Double]) -> Double {
    let n = x.count
    let before = zip(x, x.dropFirst())
    let persistence = before.reduce(0) { $0 + $1.0 * $1.1 } / x.dropLast().reduce(0) { $0 + $1 * $1 }
    let strength =
        4 * persistence * persistence / ((1 - persistence) * (1 - persistence) * (1 - persistence) * (1 - persistence))
    let bandwidth = 1.3221 * Double.pow(strength * Double(n), 0.2)
    var sum = x.reduce(0) { $0 + $1 * $1 }
    for lag in 1..<(n - 1) {
        let z = 1.2 * Double.pi * Double(lag) / bandwidth
        let kernel = 3 / (z * z) * (Double.sin(z) / z - Double.cos(z))
        let covariance = (0..<(n - 1 - lag)).reduce(0) { $0 + x[$1] * x[$1 + lag] }
        sum += 2 * kernel * covariance
    }
    return sum / Double(n - 1)
}
