import Atlases
import Indicators
import RealModule
import Reports
import Wording

typealias ClaimRule = @Sendable (Atlas, DocumentFigure) -> ClaimFinding?

/// How each kind of figure is checked, by what it measures. A rule gives nil where it does not apply to the place or
/// unit of the figure.
let claimRules: [String: ClaimRule] = countRules.merging(zoneRules) { a, _ in a }.merging(productRules) { a, _ in a }
    .merging(flowRules) {
        a, _ in a
    }
    .merging(populationRules) { a, _ in a }

/// "more than" is met by anything that is not below.
private func compares(_ computed: Double, _ claim: DocumentFigure, atLeast: Bool = false) -> ClaimVerdict {
    guard let claimed = Double(claim.value) else { return .cannotBeChecked }
    // What is counted is exact; what is measured may be rounded.
    let slack = ["count", "rank", "year"].contains(claim.unit) ? 0 : halfOfLastDigit(claim.value) * (1 + 1e-9)
    if atLeast { return computed >= claimed - slack ? .holds : .differs }
    return abs(computed - claimed) <= slack ? .holds : .differs
}

/// Things that are counted.
private let countRules: [String: ClaimRule] = [
    "city clusters": { atlas, claim in
        let count = atlas.clusters.count
        return ClaimFinding(
            compares(Double(count), claim), "the atlas lists \(count) clusters", "图集列出 \(count) 个城市群",
            sources: atlas.clusters.sources)
    },
    "provinces discussed": { atlas, claim in
        let others = atlas.documentFigures.filter { $0.document == claim.document }.flatMap(\.regions)
        let provinces = Set(others.compactMap { atlas.region($0)?.province }).compactMap { atlas.region($0) }.sorted {
            $0.code < $1.code
        }
        guard !provinces.isEmpty else { return nil }
        let (english, chinese) = (
            provinces.map(\.nameEnglish).joined(separator: ", "), provinces.map(\.shortName).joined(separator: "、")
        )
        return ClaimFinding(
            compares(Double(provinces.count), claim),
            """
            the figures of this document are about places in \(provinces.count) provinces (\(english)): more \
            provinces than headings
            """,
            "该文数字涉及 \(provinces.count) 个省份（\(chinese)），多于其所列标题数")
    },
    "Silicon Valleys discussed": { _, claim in
        ClaimFinding(
            compares(Double(claim.regions.count), claim), "the document names \(claim.regions.count) cities",
            "该文列出 \(claim.regions.count) 个城市")
    },
    "provinces of the central region": { _, claim in
        ClaimFinding(
            compares(Double(claim.regions.count), claim), "the document names \(claim.regions.count) provinces",
            "该文列出 \(claim.regions.count) 个省份")
    },
    "Best-Performing Cities rank": { atlas, claim in
        guard let code = claim.regions.first, let edition = Int(claim.year),
            let rank = atlas.cityRanks.first(where: {
                $0.region == code && $0.edition == edition && $0.tier == "first and second"
            })
        else { return nil }
        return ClaimFinding(
            compares(Double(rank.rank), claim), "rank \(rank.rank) in the \(edition) edition, first and second tier",
            "\(edition) 年版一、二线城市第 \(rank.rank) 名", sources: rank.sources)
    },
    "provincial GDP rank": { atlas, claim in
        guard let code = claim.regions.first else { return nil }
        let provinces = atlas.regions(of: .province)
        var ranks: [(year: Int, rank: Int)] = []
        for year in Set(atlas.figures("gdp", of: code, level: .province).map(\.year)).sorted() {
            let values = provinces.compactMap { region in
                atlas.figure("gdp", of: region.code, year: year, level: .province).map { (region.code, $0.value) }
            }
            guard let own = values.first(where: { $0.0 == code })?.1 else { continue }
            ranks.append((year, 1 + values.filter { $0.1 > own }.count))
        }
        guard let claimed = Int(claim.value), let last = ranks.last else { return nil }
        let matching = ranks.filter { $0.rank == claimed }.map(\.year)
        let source = atlas.figures("gdp", of: code, level: .province).sources
        return matching.isEmpty
            ? ClaimFinding(
                .differs,
                "never rank \(claimed) from \(ranks[0].year) to \(last.year); rank \(last.rank) in \(last.year)",
                "\(ranks[0].year)—\(last.year) 年从未位列第 \(claimed)；\(last.year) 年为第 \(last.rank) 位", sources: source)
            : ClaimFinding(
                .holds,
                """
                rank \(claimed) in \(yearRuns(matching)) by the series as later revised; rank \(last.rank) in \
                \(last.year). The document names no year
                """,
                "按修订后数列，\(yearRuns(matching)) 年为第 \(claimed) 位；\(last.year) 年为第 \(last.rank) 位。该文未注明年份", sources: source
            )
    },
    "share of land area": { atlas, claim in
        func area(_ codes: [String]) -> Double {
            codes.compactMap { atlas.figures("area", of: $0, level: .province).first?.value }.reduce(0, +)
        }
        let whole = area(atlas.regions(of: .province).map(\.code))
        guard whole > 0, claim.regions.allSatisfy({ atlas.figures("area", of: $0, level: .province).first != nil })
        else { return nil }
        let share = 100 * area(claim.regions) / whole
        return ClaimFinding(
            abs(share - 10) < 1 ? .holds : .differs,
            "\(fixed(share, 1)) % of the area inside the bundled simplified boundaries",
            "按内置简化边界计算占 \(fixed(share, 1)) %")
    },
    "national high-tech zones": { atlas, _ in
        let zones = atlas.zones.filter { $0.type == "national high-tech zone" }
        guard !zones.isEmpty else { return nil }
        let undated = zones.filter { $0.year == nil }.count
        return ClaimFinding(
            .cannotBeChecked,
            """
            the atlas's roster, of a later day, lists \(zones.count); \(undated) of them have no sourced year, \
            so the count of an earlier year cannot be formed
            """,
            "图集名录（较晚日期）列出 \(zones.count) 个，其中 \(undated) 个没有可考年份，无法得出早年数目", sources: zones.sources)
    },
]

/// Zones and when they began.
private let zoneRules: [String: ClaimRule] = [
    "pilot free-trade zone implemented": { atlas, claim in
        guard let code = claim.regions.first else { return nil }
        let zones = atlas.zones(of: "pilot free-trade zone", in: code).filter { $0.year != nil }
        guard let first = zones.min(by: { ($0.year ?? 0) < ($1.year ?? 0) }), let year = first.year else { return nil }
        return ClaimFinding(
            compares(Double(year), claim), "the first area there, \(first.name), is recorded for \(year)",
            "首个片区（\(first.name)）记录为 \(year) 年",
            sources: zones.sources)
    },
    "first special economic zones": { atlas, claim in
        let zones = atlas.zones.filter { $0.type == "special economic zone" && $0.year != nil }.sorted {
            ($0.year ?? 0) < ($1.year ?? 0)
        }
        guard let count = Int(claim.value), zones.count > count, let code = claim.regions.first else { return nil }
        let first = zones.prefix(count)
        let together = (zones[count].year ?? 0) > (first.last?.year ?? 0) + 1 && first.contains { $0.region == code }
        let span = "\(first.first?.year ?? 0)–\(first.last?.year ?? 0)"
        return ClaimFinding(
            together ? .holds : .differs, "\(count) zones began in \(span), the next in \(zones[count].year ?? 0)",
            "\(span) 年设立 \(count) 个，其后为 \(zones[count].year ?? 0) 年", sources: zones.sources)
    },
    "cross-border e-commerce pilot cities": { atlas, claim in
        guard let year = Int(claim.year) else { return nil }
        let zones = atlas.zones.filter { $0.type == "cross-border e-commerce pilot zone" && ($0.year ?? .max) <= year }
        guard !zones.isEmpty else { return nil }
        return ClaimFinding(
            compares(Double(zones.count), claim),
            """
            by the end of \(year) there were \(zones.count) comprehensive pilot zones: 1 of 2015 and \
            \(zones.filter { $0.year == year }.count) of \(year). The document may mean an earlier list of pilot \
            cities, which the atlas does not hold
            """,
            "截至 \(year) 年末有 \(zones.count) 个综合试验区。该文或指更早的试点城市名单，图集未收录", sources: zones.sources)
    },
    "pilot designation": { atlas, claim in
        guard let code = claim.regions.first,
            let zone = atlas.zones(of: "cross-border e-commerce pilot zone", in: code).first,
            let year = zone.year
        else { return nil }
        return ClaimFinding(
            claim.value.hasPrefix("\(year)") ? .holds : .differs,
            "its comprehensive pilot zone is recorded for \(year), batch \(zone.batch)",
            "其综合试验区记录为 \(year) 年（第 \(zone.batch) 批）", sources: zone.sources)
    },
    "newly established FTZs": { atlas, claim in
        guard let code = claim.regions.first,
            let year = atlas.zones(of: "pilot free-trade zone", in: code).compactMap(\.year).min()
        else {
            return nil
        }
        let zones = atlas.zones.filter { $0.type == "pilot free-trade zone" && $0.year == year }
        let provinces = Set(zones.compactMap { $0.region.flatMap { atlas.region($0)?.province } })
        return ClaimFinding(
            compares(Double(provinces.count), claim),
            "\(provinces.count) provinces got their first in \(year), this one among them",
            "\(year) 年有 \(provinces.count) 个省份首次设立，包括本省", sources: zones.sources)
    },
    "comprehensive national science centre launched": { atlas, claim in
        resting(atlas, claim, on: "comprehensive national science centre")
    },
    "order of comprehensive national science centre": { atlas, claim in
        resting(atlas, claim, on: "comprehensive national science centre")
    },
    "high-tech zone established": { atlas, claim in
        guard let code = claim.regions.first, let zone = atlas.zones(of: "national high-tech zone", in: code).first
        else { return nil }
        if let year = zone.year {
            return ClaimFinding(
                compares(Double(year), claim), "\(zone.name) is recorded for \(year)", "\(zone.name)记录为 \(year) 年",
                sources: zone.sources)
        }
        return ClaimFinding(
            .cannotBeChecked, "\(zone.name) is in the national roster, without a sourced year",
            "\(zone.name)列入国家名录，但没有可考年份",
            sources: zone.sources)
    },
    "Xiongan announced": { atlas, claim in
        guard let code = claim.regions.first,
            let zone = atlas.zones(of: "national new area", in: code).first(where: { $0.name.contains("雄安") }),
            let year = zone.year
        else { return nil }
        return ClaimFinding(
            claim.value.hasPrefix("\(year)") ? .holds : .differs, "\(zone.name) is recorded for \(year)",
            "\(zone.name)记录为 \(year) 年",
            sources: zone.sources)
    },
    "national logistics hubs named": { atlas, claim in
        let held = claim.regions.filter { !atlas.zones(of: "national logistics hub", in: $0).isEmpty }
        let missing = claim.regions.filter { !held.contains($0) }.compactMap { atlas.region($0)?.nameEnglish }
        return ClaimFinding(
            compares(Double(held.count), claim),
            "\(held.count) of the \(claim.regions.count) cities named are on the list of national logistics hubs"
                + (missing.isEmpty ? "" : "; not \(missing.joined(separator: ", "))"),
            "所列 \(claim.regions.count) 个城市中有 \(held.count) 个在国家物流枢纽名单内",
            sources: held.flatMap { atlas.zones(of: "national logistics hub", in: $0) }.sources)
    },
]

/// A record whose only source is the document cannot confirm the document.
private func resting(_ atlas: Atlas, _ claim: DocumentFigure, on type: String) -> ClaimFinding? {
    guard let code = claim.regions.first, let zone = atlas.zones(of: type, in: code).first else { return nil }
    return ClaimFinding(
        .cannotBeChecked,
        "the atlas's own record of it rests on this document, and not every centre has a sourced year",
        "图集中该记录即来自本文，且并非所有中心都有可考年份", sources: zone.source.hasPrefix("SEED") ? [] : zone.sources)
}

/// Product.
private let productRules: [String: ClaimRule] = [
    "GDP": { atlas, claim in
        guard claim.place == "Jing-Jin-Ji", let group = atlas.group("BTH"), let year = Int(claim.year) else {
            return ClaimFinding(
                .cannotBeChecked, "the document gives US dollars and no year; the atlas holds no exchange rate",
                "该文以美元计且未注明年份；图集没有汇率")
        }
        guard let sum = atlas.sum("gdp", group.regions, year) else { return nil }
        let trillion = sum.value / 10_000
        if claim.unit == "trillion yuan" {
            return ClaimFinding(
                compares(trillion, claim),
                "the three provinces' GDP of \(year) adds up to \(fixed(trillion, 2)) trillion yuan",
                "三省市 \(year) 年地区生产总值合计 \(fixed(trillion, 2)) 万亿元", sources: sum.sources)
        }
        guard let dollars = Double(claim.value), dollars > 0 else { return nil }
        return ClaimFinding(
            .cannotBeChecked,
            """
            the atlas holds no exchange rate; with \(fixed(trillion, 2)) trillion yuan the figure implies \
            \(fixed(trillion / dollars, 2)) yuan to the dollar
            """,
            "图集没有汇率；按 \(fixed(trillion, 2)) 万亿元计，隐含 1 美元兑 \(fixed(trillion / dollars, 2)) 元", sources: sum.sources)
    },
    "GDP growth 2013-2023": { atlas, claim in
        guard let group = atlas.group("BTH"), let before = atlas.sum("gdp", group.regions, 2013),
            let after = atlas.sum("gdp", group.regions, 2023)
        else { return nil }
        let growth = 100 * (after.value / before.value - 1)
        return ClaimFinding(
            compares(growth, claim),
            """
            \(fixed(growth, 1)) % at current prices, from \(fixed(before.value / 10_000, 2)) (2013, revised \
            after the fourth census) to \(fixed(after.value / 10_000, 2)) trillion yuan (2023, first published): \
            nominal, and of two vintages
            """,
            """
            按现价为 \(fixed(growth, 1)) %：由 \(fixed(before.value / 10_000, 2)) 万亿元（2013 年，四经普修订）到 \
            \(fixed(after.value / 10_000, 2)) 万亿元（2023 年初步数）；为名义增长，且两种数据版本
            """,
            sources: before.sources + after.sources.filter { !before.sources.contains($0) })
    },
    "GDP growth": { atlas, claim in
        guard let code = claim.regions.first else { return nil }
        let known = atlas.figures("real_gdp_growth", of: code).sorted { $0.year < $1.year }
        guard !known.isEmpty else { return nil }
        let (english, list) = (
            known.map { "\($0.year): \(plainNumber($0.value)) %" }.joined(separator: ", "),
            known.sources
        )
        return ClaimFinding(
            .cannotBeChecked, "the document names no year; the atlas has \(english)", "该文未注明年份；图集有 \(english)",
            sources: list)
    },
    "map of per-capita GRP": { atlas, claim in
        guard let year = Int(claim.year) else { return nil }
        let held = atlas.regions(of: .province).filter {
            atlas.figure("gdp", of: $0.code, year: year, level: .province) != nil
                && atlas.figure("resident_population", of: $0.code, year: year, level: .province) != nil
        }.count
        let cities = atlas.regions(of: .prefecture).filter { atlas.figure("gdp", of: $0.code, year: year) != nil }.count
        return ClaimFinding(
            .cannotBeChecked,
            """
            the map itself is a picture; for \(year) the atlas can draw it for \(held) provinces and \(cities) \
            prefecture-level units (hinterland map gdp_per_resident --year \(year) --level province)
            """,
            """
            原图为图片；图集 \(year) 年可绘制 \(held) 个省份、\(cities) 个地级单位（hinterland map gdp_per_resident --year \(year) \
            --level province）
            """
        )
    },
]

/// Published flows.
private let flowRules: [String: ClaimRule] = [
    "technology transfer Beijing to Tianjin and Hebei": { atlas, claim in
        guard let year = Int(claim.year), let flow = atlas.technologyContracts(year) else { return nil }
        return ClaimFinding(
            compares(flow.value, claim), "contracts of \(plainNumber(flow.value)) \(flow.unit) in \(year)",
            "\(year) 年合同额 \(plainNumber(flow.value * 10)) 亿元",
            sources: flow.sources)
    },
    "ratio to 2013": { atlas, claim in
        guard let before = atlas.technologyContracts(2013), let after = atlas.technologyContracts(2023),
            before.value > 0
        else {
            return nil
        }
        let ratio = after.value / before.value
        let yearly = 100 * (Double.pow(ratio, 0.1) - 1)
        return ClaimFinding(
            compares(ratio, claim, atLeast: true),
            """
            \(plainNumber(before.value)) → \(plainNumber(after.value)) billion yuan: × \(fixed(ratio, 1)), \
            \(fixed(yearly, 1)) % a year
            """,
            """
            \(plainNumber(before.value * 10)) → \(plainNumber(after.value * 10)) 亿元：\(fixed(ratio, 1)) 倍，年均 \
            \(fixed(yearly, 1)) %
            """,
            sources: [before, after].sources)
    },
    "Zhongguancun branches in Tianjin and Hebei": { atlas, claim in
        published(atlas, claim, "firm branches of Zhongguancun", year: 2023)
    },
    "investment of other Beijing enterprises in Tianjin and Hebei": { atlas, claim in
        published(atlas, claim, "investment", year: 2023)
    },
    "imports and exports": { atlas, claim in
        guard let year = Int(claim.year), let trade = atlas.trade(of: claim.place, year) else { return nil }
        return ClaimFinding(
            compares(trade.value / 1e8, claim),
            "exports and imports of its \(trade.cities) cities sum to \(fixed(trade.value / 1e8, 2)) trillion yuan",
            "其 \(trade.cities) 个城市货物进出口合计 \(fixed(trade.value / 1e8, 2)) 万亿元", sources: trade.sources)
    },
    "trade growth": { atlas, claim in
        guard let year = Int(claim.year), let count = Int(claim.value) else { return nil }
        let years = (year - count)...year
        let known = years.compactMap { atlas.trade(of: claim.place, $0) }
        guard known.count == years.count else { return nil }
        let grows = zip(known, known.dropFirst()).allSatisfy { $0.value < $1.value }
        let list = zip(years, known).map { "\($0) \(fixed($1.value / 1e8, 2))" }.joined(separator: ", ")
        return ClaimFinding(
            grows ? .holds : .differs, "exports and imports of its cities, trillion yuan: \(list)",
            "其各市货物进出口（万亿元）：\(list)", sources: known.flatMap(\.sources))
    },
    "China-Europe freight service from Zhengzhou (as stated)": { atlas, _ in trains(atlas) },
    "trains to Europe": { atlas, _ in trains(atlas) },
]

private func published(_ atlas: Atlas, _ claim: DocumentFigure, _ name: String, year: Int) -> ClaimFinding? {
    guard let flow = atlas.flows.first(where: { $0.flow == name && $0.year == year && $0.from == ["110000"] }) else {
        return nil
    }
    let note = flow.note.isEmpty ? "" : "\(flow.note) "
    return ClaimFinding(
        compares(flow.value, claim, atLeast: !flow.note.isEmpty),
        "another source gives \(note)\(plainNumber(flow.value)) \(flow.unit), \(flow.period)",
        "另一来源：\(plainNumber(flow.value)) \(flow.unit)，\(flow.period)",
        sources: flow.sources)
}

private func trains(_ atlas: Atlas) -> ClaimFinding? {
    let known = atlas.flows.filter {
        $0.flow == "China-Europe freight trains" && $0.unit == "trains" && $0.period == "year"
    }
    guard !known.isEmpty else { return nil }
    let list = known.map { "\($0.year): \(plainNumber($0.value))" }.joined(separator: ", ")
    return ClaimFinding(
        .cannotBeChecked, "the atlas counts trains for the whole country only (\(list)), not by city",
        "图集仅有全国列数（\(list)），没有分城市数据",
        sources: known.sources)
}

/// People.
private let populationRules: [String: ClaimRule] = [
    "population": { atlas, claim in
        guard let code = claim.regions.first, claim.unit == "million persons" else { return nil }
        let census = atlas.figures("census_population", of: code).sorted { $0.year < $1.year }
        guard !census.isEmpty else { return nil }
        let now = atlas.figure("resident_population", of: code, nearest: atlas.year, within: 3)
        let matching = census.filter { compares($0.value / 100, claim) == .holds }.map(\.year)
        let list = (census.map { ("census \($0.year)", $0) } + (now.map { [("end of \($0.year)", $0)] } ?? []))
        let english = list.map { "\($0.0): \(fixed($0.1.value / 100, 2))" }.joined(separator: ", ")
        let chinese = list.map { "\($0.1.year) 年：\(fixed($0.1.value, 0)) 万" }.joined(separator: "，")
        return ClaimFinding(
            matching.isEmpty ? .differs : .holds,
            (matching.isEmpty ? "" : "as counted in \(yearRuns(matching)); ") + "million residents: \(english)",
            "常住人口：\(chinese)",
            sources: list.map(\.1).sources)
    },
    "expected population of the cluster": { atlas, _ in
        guard let group = atlas.group("BTH"), let sum = atlas.sum("resident_population", group.regions, atlas.year)
        else { return nil }
        return ClaimFinding(
            .cannotBeChecked,
            """
            an expectation without a year; the three provinces had \(fixed(sum.value / 100, 1)) million \
            residents at the end of \(atlas.year)
            """,
            "为预期且未注明年份；\(atlas.year) 年末三省市常住人口 \(fixed(sum.value, 0)) 万", sources: sum.sources)
    },
    "urbanization rate rise": { atlas, claim in
        let pairs = claim.regions.compactMap { code -> (Region, Figure, Figure)? in
            let known = atlas.figures("urban_share", of: code, level: .province).filter { $0.year >= 2015 }.sorted {
                $0.year < $1.year
            }
            guard let region = atlas.region(code), let first = known.first, let last = known.last,
                last.year > first.year
            else {
                return nil
            }
            return (region, first, last)
        }
        let text = pairs.map { region, a, b in
            "\(region.nameEnglish) \(fixed((b.value - a.value) / Double(b.year - a.year), 2)) (\(a.year)–\(b.year))"
        }.joined(separator: ", ")
        let chinese = pairs.map { region, a, b in
            "\(region.shortName) \(fixed((b.value - a.value) / Double(b.year - a.year), 2))（\(a.year)—\(b.year)）"
        }.joined(separator: "，")
        return ClaimFinding(
            .cannotBeChecked,
            """
            a target for 2025, beyond the atlas's figures; points a year where two years are known: \
            \(text.isEmpty ? "none" : text)
            """,
            "为 2025 年目标，超出图集范围；已知年份的年均百分点：\(chinese.isEmpty ? "无" : chinese)",
            sources: pairs.flatMap { [$0.1, $0.2] }.sources)
    },
]

extension Atlas {
    /// Zones of a type in a region or, for a province, anywhere in it.
    func zones(of type: String, in code: String) -> [Zone] {
        zones.filter { zone in
            guard zone.type == type, let region = zone.region else { return false }
            return region == code || self.region(region)?.province == code
        }
    }

    /// The sum over provinces; nil where one has no figure.
    func sum(_ indicator: String, _ codes: [String], _ year: Int) -> (value: Double, sources: [String])? {
        let known = codes.compactMap { figure(indicator, of: $0, year: year, level: .province) }
        guard known.count == codes.count else { return nil }
        return (known.map(\.value).reduce(0, +), known.sources)
    }

    /// Exports and imports of all cities of Beijing, Tianjin and Hebei in a year, 10,000 yuan; nil for another place, or
    /// where a city has no figure.
    func trade(of place: String, _ year: Int) -> (value: Double, cities: Int, sources: [String])? {
        guard place == "Jing-Jin-Ji" else { return nil }
        let provinces: Set<String> = ["110000", "120000", "130000"]
        let cities = regions.filter { $0.level.isPrefectural && provinces.contains($0.province) }
        let known = cities.flatMap { city in
            ["goods_exports", "goods_imports"].compactMap { figure($0, of: city.code, year: year) }
        }
        guard !cities.isEmpty, known.count == 2 * cities.count else { return nil }
        return (known.reduce(0) { $0 + $1.value }, cities.count, known.sources)
    }

    /// Contracts from Beijing to Tianjin and Hebei in one year, in billion yuan.
    func technologyContracts(_ year: Int) -> Flow? {
        flows.first {
            $0.flow == "technology contracts, value" && $0.from == ["110000"] && $0.to == ["120000", "130000"]
                && $0.year == year
                && $0.period == "year"
        }
    }
}
