import Asking
public import Atlases

/// What is said of a change that is possible and yet unlikely: a slip of the pen more often than a plan.
extension Change {
    /// A factor that no plan has had.
    public func warnings(in study: Study) -> [Remark] {
        guard let key = Self.keys.first(where: { $0.id == "factor" }), case .number(let factor) = key.get(self),
            factor >= 5 || factor <= 0.2
        else { return [] }
        return [
            Remark(
                "A factor of \(plain(factor)) is beyond anything planned: 1.1 is 10 % more.",
                "倍数 \(plain(factor)) 超出任何规划的幅度：1.1 即增加 10 %。")
        ]
    }
}

/// A part of a price above 30 %, up or down; nothing for less.
func rateWarnings(_ rate: Double) -> [Remark] {
    if abs(rate) <= 0.3 { return [] }
    return [
        Remark(
            "A rate of \(plain(rate)) is \(plain(100 * rate)) % of the price: most taxes and tariffs are below 30 %.",
            "税率 \(plain(rate)) 即价格的 \(plain(100 * rate)) %：多数税与关税低于 30 %。")
    ]
}

extension NewLink {
    /// Costs of a kilometre that have been known, in years of a resident's product: a country road takes some ten, a
    /// metro some ten thousand.
    private static let likelyCost = 5.0...20_000

    /// A length below the great circle, a cost that builds nothing or too much, an end without figures, a line that is
    /// there.
    public func warnings(in study: Study) -> [Remark] {
        guard let a = study.network.node(from), let b = study.network.node(to) else { return [] }
        let names = Remark(
            "\(name(from, .english, study))–\(name(to, .english, study))",
            "\(name(from, .chinese, study))—\(name(to, .chinese, study))")
        let straight = study.network.kilometres(a, b)
        let length = max(lengthKm ?? 1.1 * straight, straight)
        return shortLength(names, straight) + unlikelyCost(names, length, study) + unknownEnds(study)
            + existing(names, a, b, study) + passed(names, a, b, straight, study)
            + unlikelySpeed(names)
    }

    /// From a mountain railway to the fastest train that is planned; from a track to a motorway.
    private func unlikelySpeed(_ names: Remark) -> [Remark] {
        let likely = mode == .rail ? 60.0...450 : 20.0...130
        if likely.contains(speedKmh) { return [] }
        let (low, high) = (plain(likely.lowerBound), plain(likely.upperBound))
        return [
            Remark(
                "The design speed of \(names.english) is \(plain(speedKmh)) km/h: lines of its kind have \(low) to \(high).",
                "线路 \(names.chinese) 的设计速度为 \(plain(speedKmh)) 公里/小时：同类线路为 \(low) 至 \(high)。")
        ]
    }

    /// Seats whose detour is below this share of the straight line lie on the way.
    private static let onTheWay = 1.04

    /// Places on the way at which the line does not stop.
    private func passed(_ names: Remark, _ a: Int, _ b: Int, _ straight: Double, _ study: Study) -> [Remark] {
        guard straight.isFinite else { return [] }
        let near = study.places.compactMap { place -> (at: Double, place: Region)? in
            guard let node = study.network.node(place.code), node != a, node != b,
                let region = study.atlas.region(place.code)
            else { return nil }
            let (before, after) = (study.network.kilometres(a, node), study.network.kilometres(node, b))
            return before + after <= Self.onTheWay * straight ? (before, region) : nil
        }.sorted { ($0.at, $0.place.code) < ($1.at, $1.place.code) }.map(\.place)
        if near.isEmpty { return [] }
        func list(_ language: Language) -> String {
            let shown = near.prefix(6).map { name($0.code, language, study) }
            return shown.joined(separator: language(", ", "、")) + (near.count > 6 ? " …" : "")
        }
        return [
            Remark(
                """
                The line \(names.english) has no stop between its ends, so that places near it gain nothing of it: \
                \(list(.english)). Where it stops, give it as one link after the other.
                """,
                "线路 \(names.chinese) 中途不设站，沿线地区无从受益：\(list(.chinese))。若有停站，请逐段给出。")
        ]
    }

    private func name(_ code: String, _ language: Language, _ study: Study) -> String {
        let region = study.atlas.region(code)
        return language == .english ? region?.nameEnglish ?? code : region?.shortName ?? code
    }

    private func shortLength(_ names: Remark, _ straight: Double) -> [Remark] {
        guard let lengthKm, straight.isFinite, lengthKm < straight else { return [] }
        let kilometres = (straight * 10).rounded() / 10
        return [
            Remark(
                "The line \(names.english) is given as \(plain(lengthKm)) km; seats lie \(kilometres) km apart, which is used.",
                "线路 \(names.chinese) 给定长度 \(plain(lengthKm)) 公里短于两地直线距离 \(kilometres) 公里，采用后者。")
        ]
    }

    private func unlikelyCost(_ names: Remark, _ length: Double, _ study: Study) -> [Remark] {
        let (output, residents) = (
            study.places.reduce(0) { $0 + $1.product }, study.places.reduce(0) { $0 + $1.persons }
        )
        guard let cost, cost > 0, length > 0, length.isFinite, output > 0 else { return [] }
        let years = cost / length / (output / residents)
        if Self.likelyCost.contains(years) { return [] }
        let currency = study.atlas.meaning.currency
        let perKm = plain(cost / length)
        return [
            Remark(
                """
                The cost of \(names.english) is \(perKm) \(currency.name) a kilometre: is it in \(currency.name), \
                not in thousands or millions?
                """,
                "\(names.chinese) 的投资为每公里 \(perKm) \(currency.nameChinese)：单位是否为\(currency.nameChinese)，而非千或百万？")
        ]
    }

    private func unknownEnds(_ study: Study) -> [Remark] {
        [from, to].filter { study.index(of: $0) == nil }.map { code in
            let why = study.dropped.first { $0.code == code }?.reason ?? Remark("no figures", "无数据")
            return Remark(
                "The line ends at \(name(code, .english, study)), of which the model knows nothing (\(why.english)): what it does there is not computed.",
                "线路止于\(name(code, .chinese, study))，模型中没有该地（\(why.chinese)）：其影响未计算。")
        }
    }

    private func existing(_ names: Remark, _ a: Int, _ b: Int, _ study: Study) -> [Remark] {
        guard mode == .rail else { return [] }
        let speeds = study.network.links.filter { $0.from == a && $0.to == b }.compactMap(\.designSpeedKmh)
        guard let fastest = speeds.max(), fastest >= speedKmh else { return [] }
        return [
            Remark(
                "A railway of \(plain(fastest)) km/h runs between \(names.english) already.",
                "\(names.chinese) 之间已有时速 \(plain(fastest)) 公里的铁路。")
        ]
    }
}

/// As a person writes it: without decimals where it is large.
private func plain(_ value: Double) -> String {
    if abs(value) >= 100 { return wholeNumber(value) }
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? wholeNumber(rounded) : "\(rounded)"
}
