/// How long a train takes over a line that no timetable knows yet: its length over design speed × a ratio by class,
/// and what starting, stopping and stations on the way take.
///
/// Fitted on the timetable of October 2018: the fastest G, D or C train between any two stations of 18 lines with one
/// design speed and a sourced opening day, 3,372 pairs, lines weighted equally, least absolute errors of logarithms.
/// Leaving each line out in turn the median error is 0.0 %, 73 % of pairs lie within 15 %, 91 % within 25 %
/// (Guides/network.md, by distance). Slower lines had none to fit on: they take the ratio of 250 km/h.
public enum LineSpeed {
    /// Travelling speed over design speed, by design speed, rising; between two it is interpolated.
    static let ratios: [(designKmh: Double, ratio: Double)] = [(250, 0.81), (300, 0.81), (350, 0.86)]
    /// Of a ride, in minutes: what starting and stopping take.
    static let rideMinutes = 3.2
    /// Of a hundred kilometres, in minutes: stops on the way and slower stretches.
    static let minutesPer100Km = 4.8

    /// Travelling speed over design speed.
    public static func ratio(_ designKmh: Double) -> Double {
        guard let above = ratios.firstIndex(where: { $0.designKmh >= designKmh }) else {
            return ratios[ratios.count - 1].ratio
        }
        if above == 0 { return ratios[0].ratio }
        let (low, high) = (ratios[above - 1], ratios[above])
        let share = (designKmh - low.designKmh) / (high.designKmh - low.designKmh)
        return low.ratio + share * (high.ratio - low.ratio)
    }

    /// Hours along a stretch, without what the ride takes once.
    public static func stretchHours(_ lengthKm: Double, designKmh: Double) -> Double {
        lengthKm / (designKmh * ratio(designKmh)) + minutesPer100Km * lengthKm / 6_000
    }

    /// Hours of a ride over one line.
    public static func rideHours(_ lengthKm: Double, designKmh: Double) -> Double {
        stretchHours(lengthKm, designKmh: designKmh) + rideMinutes / 60
    }
}
