public import Atlases
import RealModule

/// How well the hours of lines that no timetable knows yet would have been told of lines that it does know.
///
/// Each line of the atlas with design speeds and sourced opening days before the timetable's is left out in turn: what
/// `LineSpeed` is made of is fitted on the others, and the fastest fast train between any two places on the line is
/// predicted. Pairs count whose train runs between stations of the line. Lines weigh equally.
public struct LineValidation: Sendable {
    /// A pair of places on a line.
    public struct Prediction: Sendable {
        /// As the atlas calls the line.
        public let line: String
        /// Codes of the places.
        public let from, to: String
        /// Along the line.
        public let km: Double
        /// Of the timetable's fastest fast train.
        public let minutes: Double
        /// From the other lines.
        public let predicted: Double
        /// Of the line's pairs, so that lines weigh equally; all weights sum to the number of lines.
        public let weight: Double

        /// What errors count of it.
        public var pair: HoursErrors.Pair {
            HoursErrors.Pair(predicted: predicted, observed: minutes, weight: weight)
        }
    }

    /// Every pair, line by line.
    public let predictions: [Prediction]
    /// Fitted on all lines.
    public let fit: LineFit

    /// - Throws: `UnreadablePart` where the timetable cannot be read.
    /// - Complexity: one fit a line, each some hundred passes over the pairs.
    public init(_ atlas: Atlas, _ timetable: LatePart<RailTimetable>) throws(UnreadablePart) {
        let pairs = Self.observed(atlas, try timetable())
        fit = LineFit(pairs)
        let lines = pairs.reduce(into: [String]()) { if $0.last != $1.line { $0.append($1.line) } }
        predictions = lines.flatMap { line in
            let own = pairs.filter { $0.line == line }
            let fit = LineFit(pairs.filter { $0.line != line })
            return own.map { pair in
                Prediction(
                    line: pair.name, from: pair.from, to: pair.to, km: pair.km, minutes: pair.minutes,
                    predicted: fit.minutes(pair), weight: 1 / Double(own.count))
            }
        }
    }

    private static func observed(_ atlas: Atlas, _ timetable: RailTimetable) -> [LinePair] {
        let trains = Dictionary(
            timetable.pairs.map { ("\($0.from) \($0.to)", $0) }, uniquingKeysWith: { first, _ in first })
        let stations = Dictionary(
            atlas.railLines.map { ($0.id, Set($0.stations)) }, uniquingKeysWith: { first, _ in first })
        var found: [LinePair] = []
        for (start, first) in atlas.railLinks.enumerated() where first.lineClass != .conventional {
            var pair = LinePair(line: first.lineID, name: first.line, from: first.from)
            var last = first.from
            for link in atlas.railLinks[start...] {
                guard link.lineID == first.lineID, link.from == last, let design = link.designSpeedKmh,
                    let opened = link.opened, opened < timetable.day, let km = link.lengthKm ?? link.lengthEstimatedKm
                else { break }
                pair.add(km, designKmh: design)
                last = link.to
                for (a, b) in [(first.from, last), (last, first.from)] {
                    guard let train = trains["\(a) \(b)"], let minutes = train.fastMinutes, minutes == train.minutes,
                        let own = stations[first.lineID], own.contains(train.stations.from),
                        own.contains(train.stations.to)
                    else { continue }
                    var seen = pair
                    (seen.from, seen.to, seen.minutes) = (a, b, minutes)
                    found.append(seen)
                }
            }
        }
        return found.sorted { $0.line < $1.line }
    }

    /// Errors of the pairs within a span of kilometres.
    public func errors(_ km: Range<Double> = 0..<Double.infinity) -> HoursErrors? {
        HoursErrors(predictions.filter { km.contains($0.km) }.map(\.pair))
    }
}

/// Two places on a line, and how the line gets from one to the other.
struct LinePair {
    let line: String
    let name: String
    var from: String
    var to = ""
    private(set) var km = 0.0
    /// Minutes at design speed on stretches of 250, 300 and 350 km/h, each design speed counting to the nearest.
    private(set) var atDesign = [0.0, 0, 0]
    /// Observed.
    var minutes = 0.0

    init(line: String, name: String, from: String) { (self.line, self.name, self.from) = (line, name, from) }

    mutating func add(_ more: Double, designKmh: Double) {
        km += more
        let nearest = LineSpeed.ratios.indices.min {
            abs(LineSpeed.ratios[$0].designKmh - designKmh) < abs(LineSpeed.ratios[$1].designKmh - designKmh)
        }
        atDesign[nearest ?? 0] += 60 * more / designKmh
    }
}

/// What `LineSpeed` is made of, fitted on pairs: the least weighted sum of |ln(predicted / observed)|, each counted up
/// to .4 so that a wrong pair does not draw the rest.
public struct LineFit: Sendable, Equatable {
    /// Travelling over design speed at 250, 300 and 350 km/h.
    public private(set) var ratios = LineSpeed.ratios.map(\.ratio)
    /// Of a ride.
    public private(set) var rideMinutes = LineSpeed.rideMinutes
    /// Of a hundred kilometres.
    public private(set) var minutesPer100Km = LineSpeed.minutesPer100Km

    /// Finds the least along one number after another, in steps that get smaller.
    init(_ pairs: [LinePair]) {
        let counts = Dictionary(pairs.map { ($0.line, 1) }, uniquingKeysWith: +)
        let weights = pairs.map { 1 / Double(counts[$0.line] ?? 1) }
        var best = loss(pairs, weights)
        var step = 0.08
        while step > 0.002 {
            var improved = false
            for number in 0..<5 {
                for sign in [1.0, -1] {
                    var other = self
                    guard other.move(number, by: sign * step) else { continue }
                    let found = other.loss(pairs, weights)
                    if found < best - 1e-12 { (self, best, improved) = (other, found, true) }
                }
            }
            if !improved { step /= 2 }
        }
    }

    private mutating func move(_ number: Int, by step: Double) -> Bool {
        switch number {
        case 0...2:
            ratios[number] += step
            return (0.4...1).contains(ratios[number])
        case 3:
            rideMinutes += 20 * step
            return rideMinutes >= 0
        default:
            minutesPer100Km += 20 * step
            return minutesPer100Km >= 0
        }
    }

    private func loss(_ pairs: [LinePair], _ weights: [Double]) -> Double {
        zip(pairs, weights).reduce(0) { sum, entry in
            sum + entry.1 * min(0.4, abs(Double.log(minutes(entry.0) / entry.0.minutes)))
        }
    }

    func minutes(_ pair: LinePair) -> Double {
        zip(pair.atDesign, ratios).reduce(0) { $0 + $1.0 / $1.1 } + rideMinutes + minutesPer100Km * pair.km / 100
    }
}
