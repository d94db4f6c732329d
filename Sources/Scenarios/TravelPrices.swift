public import Atlas
import Transport

/// What is paid a kilometre, so that the cheapest way is the one of least generalised cost: hours × value of time +
/// fare.
public struct TravelPrices: Sendable, Hashable {
    /// Yuan a kilometre of a traveller by class of railway and by road; or of a tonne of goods by road.
    public enum Kind: String, Sendable, CaseIterable {
        /// Classes of railway by design speed: from 250 km/h, from 160, and below.
        case highSpeedRail, intercityRail, conventionalRail
        /// A traveller by road.
        case road
        /// A tonne of goods by road.
        case freight
    }

    /// Yuan an hour, of a traveller or of a tonne of goods.
    public var valueOfTime: Double
    /// A class that is left out costs nothing.
    public var yuanPerKm: [Kind: Double] = Self.standard

    /// At the standard prices a kilometre.
    public init(valueOfTime: Double) { self.valueOfTime = valueOfTime }

    /// Round assumptions of the order of second-class fares, coaches and lorries; no fare table is bundled.
    public static let standard: [Kind: Double] = [
        .highSpeedRail: 0.46, .intercityRail: 0.31, .conventionalRail: 0.15, .road: 0.4, .freight: 0.35,
    ]

    func fare(_ link: StudyLink, goods: Bool) -> Double {
        let kind: Kind =
            if goods {
                .freight
            } else if let speed = link.designSpeedKmh {
                speed >= 250 ? .highSpeedRail : speed >= 160 ? .intercityRail : .conventionalRail
            } else {
                .road
            }
        return link.lengthKm * (yuanPerKm[kind] ?? 0)
    }

    /// What was assumed, in words.
    public var remark: Remark {
        let rates = Kind.allCases.map { "\($0.rawValue) \(yuanPerKm[$0] ?? 0)" }.joined(separator: ", ")
        return Remark(
            """
            generalised cost at \(valueOfTime) yuan an hour and assumed prices in yuan a kilometre: \(rates); no \
            fare table is bundled
            """,
            "广义成本：时间价值每小时 \(valueOfTime) 元，每公里票价为假设值（元）：\(rates)；未收录票价表")
    }
}
