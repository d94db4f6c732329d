public import Atlases
import Transport

/// What is paid a kilometre, so that the cheapest way is the one of least generalised cost: hours × value of time +
/// fare.
public struct TravelPrices: Sendable, Hashable {
    /// What a kilometre costs a traveller by class of railway and by road; or a tonne of goods by road.
    public enum Kind: String, Sendable, CaseIterable {
        /// Classes of railway by design speed: from 250 km/h, from 160, and below.
        case highSpeedRail, intercityRail, conventionalRail
        /// A traveller by road.
        case road
        /// A tonne of goods by road.
        case freight
    }

    /// Of an hour, of a traveller or of a tonne of goods.
    public var valueOfTime: Double
    /// A class that is left out costs nothing.
    public var perKm: [Kind: Double]
    /// Of all of them.
    public let currency: Currency

    /// At the prices a kilometre that the atlas assumes, if any.
    public init(valueOfTime: Double, _ meaning: AtlasMeaning) {
        self.valueOfTime = valueOfTime
        currency = meaning.currency
        perKm = Dictionary(
            Kind.allCases.compactMap { kind in meaning.prices[kind.rawValue].map { (kind, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    func fare(_ link: StudyLink, goods: Bool) -> Double {
        let kind: Kind =
            if goods {
                .freight
            } else if let speed = link.designSpeedKmh {
                speed >= 250 ? .highSpeedRail : speed >= 160 ? .intercityRail : .conventionalRail
            } else {
                .road
            }
        return link.lengthKm * (perKm[kind] ?? 0)
    }

    /// What was assumed, in words.
    public var remark: Remark {
        let (money, geld) = (currency.name, currency.nameChinese)
        if perKm.isEmpty {
            return Remark(
                "generalised cost at \(valueOfTime) \(money) an hour; the atlas assumes no fares a kilometre",
                "广义成本：时间价值每小时 \(valueOfTime) \(geld)；图集没有假设每公里票价")
        }
        let rates = Kind.allCases.map { "\($0.rawValue) \(perKm[$0] ?? 0)" }.joined(separator: ", ")
        return Remark(
            """
            generalised cost at \(valueOfTime) \(money) an hour and assumed prices in \(money) a kilometre: \(rates); \
            no \
            fare table is bundled
            """,
            "广义成本：时间价值每小时 \(valueOfTime) \(geld)，每公里票价为假设值（\(geld)）：\(rates)；未收录票价表")
    }
}
