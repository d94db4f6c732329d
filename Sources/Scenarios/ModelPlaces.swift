public import Atlases

/// A place of the model with what was observed there.
public struct ModelPlace: Sendable {
    /// What the atlas knows of it: names, level, seat and boundary.
    public let region: Region
    /// Product, 100 million of the atlas's currency.
    public let output: Figure
    /// 10,000 persons.
    public let residents: Figure
    /// Registered population, brought to the year of the residents and scaled to their sum; 10,000 persons.
    public let registered: SourcedValue
    /// km².
    public let area: SourcedValue
    /// What a reader should know about these numbers.
    public let flags: [Remark]

    /// Its name with its code.
    var called: Remark { Remark("\(region.nameEnglish) (\(region.code))", "\(region.shortName)（\(region.code)）") }

    /// The region's, as scenarios name the place.
    public var code: String { region.code }
}

/// A region with figures or a boundary that the model leaves out.
public struct DroppedPlace: Sendable, Equatable {
    /// Of the region, as the atlas has it.
    public let code: String
    /// In full, in Chinese.
    public let name: String
    /// In English.
    public let nameEnglish: String
    /// Why the model leaves it out.
    public let reason: Remark
}

extension ModelPlace {
    /// Product, in the atlas's currency.
    public var product: Double { output.value * 1e8 }
    /// Residents, persons.
    public var persons: Double { residents.value * 1e4 }
}

/// The places that a model of one year can hold, and those left out with the reason.
public struct ModelPlaces: Sendable {
    /// Of GDP; other figures may be of a year near it, which a place's flags tell.
    public let year: Int
    /// Places that the model holds, in the order of the atlas.
    public let places: [ModelPlace]
    /// Regions left out, in the order of the atlas.
    public let dropped: [DroppedPlace]

    /// - Parameter carved: codes of places carved out of another region, which join as places of their own.
    /// - Throws: `ScenarioError` for an unknown or unusable carved place, or an atlas without places for the year.
    /// - Parameter connected: codes that the network reaches; others are dropped.
    public init(_ atlas: Atlas, year: Int, carved: [String], connected: Set<String>) throws(ScenarioError) {
        for code in carved {
            guard let region = atlas.region(code), region.level == .carved else {
                let known = atlas.regions.filter { $0.level == .carved }.map(\.code).joined(separator: ", ")
                throw ScenarioError(
                    """
                    places: \(code) is no place that can be carved out of another; the atlas has \
                    \(known.isEmpty ? "none" : known)
                    """,
                    "places：\(code) 不是可单列的地方；图集有：\(known.isEmpty ? "无" : known)")
            }
        }
        var candidates: [(Region, Figure, Figure, [Remark])] = []
        var dropped: [DroppedPlace] = []
        let linked = Set(atlas.travelLinks.flatMap { [$0.from, $0.to] })
        for region in atlas.regions {
            switch Self.judged(region, atlas, year, carved: Set(carved), linked: linked) {
            case .notAPlace: continue
            case .dropped(let reason):
                dropped.append(
                    DroppedPlace(code: region.code, name: region.name, nameEnglish: region.nameEnglish, reason: reason))
            case .kept where !connected.contains(region.code):
                dropped.append(
                    DroppedPlace(
                        code: region.code, name: region.name, nameEnglish: region.nameEnglish,
                        reason: Remark("no way to it in the network", "交通网络无法到达")))
            case .kept(let output, let residents, let flags): candidates.append((region, output, residents, flags))
            }
        }
        if candidates.isEmpty {
            throw ScenarioError(
                "the atlas has no place with GDP and residents in \(year); its year is \(atlas.year)",
                "图集中没有 \(year) 年既有产出又有人口的地区；图集年份为 \(atlas.year)")
        }
        var registered: [SourcedValue] = []
        var flags = candidates.map(\.3)
        for (index, candidate) in candidates.enumerated() {
            let (value, flag) = Self.registered(candidate.0, residents: candidate.2, atlas, year)
            registered.append(value)
            if let flag { flags[index].append(flag) }
        }
        let scale = candidates.map(\.2.value).reduce(0, +) / registered.map(\.value).reduce(0, +)
        let density = Self.density(atlas)
        var places: [ModelPlace] = []
        for (index, (region, output, residents, _)) in candidates.enumerated() {
            var area = atlas.figure(.area, of: region.code, nearest: year, within: 200).map {
                SourcedValue($0.value, from: [$0])
            }
            if area == nil, let parent = region.partOf,
                let whole = atlas.figure(.area, of: parent, nearest: year, within: 200),
                let people = atlas.figure(.residents, of: parent, nearest: year, within: 3)
            {
                area = SourcedValue(
                    whole.value * residents.value / (people.value + residents.value), from: [whole, people, residents])
                flags[index].append(
                    Remark("area shared out of \(parent) by residents: modelled", "面积按常住人口由 \(parent) 分摊：模型估算"))
            }
            if area == nil {
                area = SourcedValue(residents.value / density, from: [residents])
                flags[index].append(Remark("area from the mean density: modelled", "面积按平均人口密度推算：模型估算"))
            }
            places.append(
                ModelPlace(
                    region: region, output: output, residents: residents,
                    registered: SourcedValue(registered[index].value * scale, from: registered[index].figures),
                    area: area ?? SourcedValue(1, from: []),
                    flags: flags[index]))
        }
        self.year = year
        self.places = places
        self.dropped = dropped
    }

    private enum Judgement {
        case notAPlace
        case dropped(Remark)
        case kept(output: Figure, residents: Figure, flags: [Remark])
    }

    private static func judged(_ region: Region, _ atlas: Atlas, _ year: Int, carved: Set<String>, linked: Set<String>)
        -> Judgement
    {
        let isCarved = region.level == .carved
        if isCarved && !carved.contains(region.code) { return .notAPlace }
        if region.level == .aggregate {
            return .dropped(Remark("a sum of units without a boundary or seat", "若干单位的合计，无边界与驻地"))
        }
        if region.level == .province && region.seat != nil {
            return .dropped(Remark("not modelled: no figures in the atlas", "未纳入模型：图集中没有数据"))
        }
        guard region.level.isPrefectural || isCarved else { return .notAPlace }
        if !isCarved, let part = region.partOf {
            let whole = atlas.region(part)
            return .dropped(
                Remark(
                    "its figures stand inside those of \(whole?.nameEnglish ?? part)",
                    "其数据已含在\(whole?.shortName ?? part)之内"))
        }
        // A carved place's figures may be older than the year; everybody else needs the year's own output.
        let output =
            isCarved
            ? atlas.figure(.product, of: region.code, nearest: year, within: 10)
            : atlas.figure(.product, of: region.code, year: year)
        guard let output, output.value > 0 else { return .dropped(Remark("no GDP of \(year)", "没有 \(year) 年 GDP")) }
        guard
            let residents = atlas.figure(
                .residents, of: region.code, nearest: year, within: isCarved ? 10 : 3),
            residents.value > 0
        else { return .dropped(Remark("no resident population near \(year)", "没有 \(year) 年前后的常住人口")) }
        if region.position == nil && !linked.contains(region.code) {
            return .dropped(Remark("no seat, no label point and no link", "没有驻地坐标，也没有连接"))
        }
        var flags: [Remark] = []
        for (what, chinese, figure) in [("GDP", "GDP", output), ("residents", "常住人口", residents)] {
            if figure.year != year {
                flags.append(Remark("\(what) of \(figure.year)", "\(chinese)为 \(figure.year) 年数据"))
            }
            if figure.status != .published {
                flags.append(
                    Remark(
                        "\(what): \(figure.status.rawValue), not published",
                        "\(chinese)为推算值（\(figure.status.chinese)），非公布数"))
            }
            if !figure.flag.isEmpty {
                flags.append(Remark(figure.flag, "原注：\(atlas.phrases.remark(figure.flag).chinese)"))
            }
        }
        if region.seat == nil && region.position != nil {
            flags.append(Remark("no seat sourced: label point used", "无驻地坐标，使用标注点"))
        }
        let perResident = 1e4 * output.value / residents.value
        if let bound = atlas.meaning.farFromWage, perResident > bound {
            let currency = atlas.meaning.currency
            flags.append(
                Remark(
                    "product per resident above \(wholeNumber(bound)) \(currency.name): it is far from the wage here",
                    "人均产出超过 \(wholeNumber(bound)) \(currency.nameChinese)：与工资相差较大"))
        }
        return .kept(
            output: output, residents: residents,
            flags: flags.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }

    /// L̄ = L × registered/residents of the year after, on the same boundaries: of the year in which the atlas says
    /// that people were registered, else the nearest that has both. A change of residents above 15 % is read as a
    /// change of boundaries; then, and where there is no figure, L̄ = L, flagged.
    private static func registered(_ region: Region, residents: Figure, _ atlas: Atlas, _ year: Int) -> (
        SourcedValue, Remark?
    ) {
        guard
            let registered = atlas.figure(
                .registered, of: region.code, nearest: atlas.meaning.registeredYear ?? year, within: 2),
            let earlier = atlas.figure(.residents, of: region.code, year: registered.year + 1)
                ?? atlas.figure(.residents, of: region.code, year: registered.year),
            earlier.value > 0
        else {
            let own = SourcedValue(residents.value, from: [residents])
            return (own, Remark("no registered population: taken as the residents", "无户籍人口数据，取常住人口"))
        }
        if abs(residents.value / earlier.value - 1) > 0.15 {
            let english =
                """
                residents changed by more than 15 % since \(earlier.year), read as a boundary change: registered \
                taken as the residents
                """
            return (
                SourcedValue(residents.value, from: [residents, earlier]),
                Remark(english, "常住人口自 \(earlier.year) 年变动超过 15 %，视为区划调整：户籍人口取常住人口")
            )
        }
        return (
            SourcedValue(
                residents.value * registered.value / earlier.value, from: [residents, registered, earlier]), nil
        )
    }

    /// 10,000 residents per km² over the atlas, for a place without an area.
    private static func density(_ atlas: Atlas) -> Double {
        var (people, land) = (0.0, 0.0)
        for region in atlas.regions where region.level.isPrefectural {
            if let residents = atlas.figures(.residents, of: region.code).first,
                let area = atlas.figures(.area, of: region.code).first
            {
                people += residents.value
                land += area.value
            }
        }
        return land > 0 && people > 0 ? people / land : 0.015
    }
}

extension Atlas {
    /// The year of figures for a network's year: that year where it has figures of places, else the atlas's own.
    public func figuresYear(ofNetwork year: Int) -> Int {
        let places = try? ModelPlaces(self, year: year, carved: [], connected: Set(regions.map(\.code)))
        return places == nil ? self.year : year
    }
}
