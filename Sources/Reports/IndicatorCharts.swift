import Asking
public import AtlasFiles
public import Atlases
import Charts
import Computation
import Indicators
import Measures
import RealModule
import Wording

/// A kind of chart of one indicator, or of two.
public enum ChartKind: String, Sendable, CaseIterable {
    /// Rank against size on logarithmic axes.
    case rankSize
    /// How many places have which value.
    case distribution
    /// Against a second indicator.
    case scatter
    /// Over the years.
    case series
}

/// Pictures of an indicator as SVG, in one language, with title, unit, year and citation.
public struct IndicatorCharts: Sendable {
    /// What is drawn.
    public let picture: IndicatorPicture
    /// Of every word in the pictures.
    public let language: Language
    /// Places that are named or drawn strong.
    public let selected: [String]

    /// Selected places are given by code; unknown ones do nothing.
    public init(_ picture: IndicatorPicture, language: Language, selected: [String] = []) {
        self.picture = picture
        self.language = language
        self.selected = selected
    }

    var atlas: Atlas { picture.atlas }
    var indicator: IndicatorDescription { picture.column.indicator }
    /// How values are said to people of the language.
    public var unit: UnitText { UnitText(indicator.unit, language) }

    /// What is shown: "GDP per resident, 2023 (euro)".
    public var title: String { title(indicator, year: picture.column.year) }

    private func title(_ indicator: IndicatorDescription, year: Int) -> String {
        let unit = UnitText(indicator.unit, language).name
        let place =
            switch picture.filter {
            case .all: ""
            case .anchors: language(", anchors", "，中心城市")
            case .cluster(let id): ", " + (atlas.cluster(id).map { language($0.nameEnglish, $0.name) } ?? id)
            case .province(let code): ", " + language.name(atlas.region(code))
            }
        return language(
            "\(indicator.nameEnglish)\(place), \(year) (\(unit))", "\(indicator.name)\(place)，\(year) 年（\(unit)）")
    }

    /// How to cite the picture: atlas, version, the first digits of its hash, vintages and sources.
    public var citation: String {
        let column = picture.column
        let vintages = Array(Set(column.observations.map { language($0.vintage) }.filter { !$0.isEmpty })).sorted()
        let sources = Array(Set(column.observations.flatMap(\.sources))).sorted()
        let vintage =
            vintages.count == 1
            ? "; \(vintages[0])"
            : vintages.isEmpty ? "" : language("; \(vintages.count) vintages", "；\(vintages.count) 种数据版本")
        return "Hinterland, \(language.title(atlas)), \(atlas.version), SHA-256 \(atlas.hash.prefix(12))\(vintage)"
            + (sources.isEmpty
                ? ""
                : language("; sources ", "；来源 ") + sources.prefix(6).joined(separator: ", ")
                    + (sources.count > 6 ? " …" : ""))
    }

    /// The values of a class in words.
    public func classText(_ index: Int) -> String {
        guard let classes = picture.classification, index < classes.count else { return "" }
        let edges = unit.numbers(classes.edges)
        let (low, high) = (edges[index], edges[index + 1])
        return low == high ? low : language("\(low) to \(high)", "\(low) 至 \(high)")
    }

    /// A place with its value, status and warnings, or why it has none.
    public func says(_ region: Region) -> String {
        if let seen = picture.observation(region.code) {
            let flags = seen.flags.isEmpty ? "" : " · " + language.joined(seen.flags)
            return
                "\(language.name(region)): \(unit(seen.value)), \(seen.year), \(language(seen.status.remark))\(flags)"
        }
        let reason = picture.column.missing.first { $0.region == region.code }?.reason
        return
            "\(language.name(region)): \(reason.map { language($0) } ?? language("not in this selection", "不在所选范围内"))"
    }

    /// With outlines where there are boundaries, else with discs at the seats; names stand at the selected and the
    /// largest twelve places.
    public func map(boundaries: Boundaries?, provinces: Boundaries?) -> String {
        let seen = Set(picture.column.missing.map(\.region))
        // A province's figure colours the whole province.
        let byProvince = picture.column.level == .province && provinces != nil
        let ground = BaseMap(atlas: atlas, boundaries: byProvince ? provinces : boundaries, provinces: provinces)
        var chart = ground.chart(
            discs: boundaries == nil ? atlas.regions(of: picture.column.level) : [],
            of: byProvince ? atlas.regions(of: .province) : nil
        ) { place in
            guard let value = picture.observation(place.code)?.value else {
                return (seen.contains(place.code) ? Palette.missing : "#eceff2", says(place))
            }
            return (picture.colour(of: value), says(place))
        }
        chart.legendTitle = unit.name
        chart.legend = picture.colours.enumerated().reversed().map { ($1, classText($0)) }
        if !picture.column.missing.isEmpty { chart.legend.append((Palette.missing, language("no figure", "无数据"))) }
        chart.labels = named(12).compactMap { code in
            atlas.region(code).flatMap { region in
                region.position.map {
                    MapLabel(point: $0.vector, text: language.name(region), strong: selected.contains(code))
                }
            }
        }
        if let near = frameOfFilter(boundaries) { (chart.frame, chart.inset) = (near, nil) }
        return whole(chart.svg(title: title, width: 960, height: 640), width: 960, height: 640, title: title)
    }

    /// Around the places that are looked at, where those are not all.
    private func frameOfFilter(_ boundaries: Boundaries?) -> MapFrame? {
        switch picture.filter {
        case .all, .anchors: return nil
        case .cluster, .province:
            let codes = picture.column.observations.map(\.region) + picture.column.missing.map(\.region)
            let points = codes.flatMap { code in
                (boundaries?.rings[code]?.joined().map(\.vector) ?? [])
                    + [atlas.region(code)?.position?.vector].compactMap { $0 }
            }
            guard let frame = MapFrame(around: points) else { return nil }
            let air = 0.12 * max(frame.east - frame.west, frame.north - frame.south)
            return MapFrame(
                west: frame.west - air, south: max(-89, frame.south - air), east: frame.east + air,
                north: min(89, frame.north + air))
        }
    }

    /// The picture with its title and citation.
    private func whole(_ svg: String, width: Double = 460, height: Double, title: String) -> String {
        captioned(svg, width: width, height: height, title: title, source: citation)
    }

    /// The selected places first, then those with the largest values.
    private func named(_ count: Int) -> [String] {
        let largest = picture.column.observations.sorted { ($0.value, $1.region) > ($1.value, $0.region) }.map(\.region)
        var seen = Set<String>()
        return (selected.filter { picture.observation($0) != nil } + largest).filter { seen.insert($0).inserted }
            .prefix(
                count + selected.count
            ).map { $0 }
    }

    /// Values by rank on logarithmic axes with the rank − ½ line; nil where values are not all above zero.
    public func rankSizeChart() -> String? {
        let ordered = picture.column.observations.filter { $0.value > 0 }.sorted {
            ($0.value, $1.region) > ($1.value, $0.region)
        }
        guard ordered.count > 1, ordered.count == picture.column.observations.count else { return nil }
        let names = Set(named(8))
        let marks = ordered.enumerated().map { rank, seen in
            mark(seen, x: seen.value * unit.factor, y: Double(rank + 1), names: names)
        }
        var chart = ScatterChart(
            marks, x: Axis(title: unit.name, values: marks.map(\.x), logarithmic: true),
            y: Axis(title: language("rank", "位次"), values: marks.map(\.y), logarithmic: true))
        if let fit = try? Measures.rankSize(marks.map(\.x)), let first = marks.first, let last = marks.last {
            func at(_ size: Double) -> SIMD2<Double> {
                SIMD2(size, Double.exp(fit.intercept + fit.slope * Double.log(size)) + 0.5)
            }
            chart.line = (
                at(last.x), at(first.x),
                language(
                    "slope \(fixed(fit.slope, 2)) ± \(fixed(fit.standardError, 2)) (rank − ½)",
                    "斜率 \(fixed(fit.slope, 2)) ± \(fixed(fit.standardError, 2))（位次 − ½）")
            )
        }
        let title = language("Rank and size: ", "位序—规模：") + title
        return whole(chart.svg(title: title, height: 340), height: 340, title: title)
    }

    /// With the median and the first three selected places marked; nil where no place has a value.
    public func distributionChart() -> String? {
        let values = picture.column.values
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        var marked = [(value: quantile(0.5, ofSorted: sorted) * unit.factor, label: language("median", "中位数"))]
        for code in selected.prefix(3) {
            if let seen = picture.observation(code) {
                marked.append((seen.value * unit.factor, language.name(atlas.region(code))))
            }
        }
        let (picture, factor) = (picture, unit.factor)
        let chart = DistributionChart(values.map { $0 * factor }, title: unit.name, marked: marked) {
            picture.colour(of: $0 / factor)
        }
        let title = language("Distribution: ", "分布：") + title
        return whole(
            chart.svg(title: title, countTitle: language("places", "地区数"), height: 260), height: 260, title: title)
    }

    /// Two indicators, cut at their medians; places that lack one are left out.
    public func scatterChart(against other: IndicatorPicture) -> String? {
        let otherUnit = UnitText(other.column.indicator.unit, language)
        // Selected places first: their names stand whatever else is named.
        let chosen = Set(selected)
        let ordered =
            picture.column.observations.filter { chosen.contains($0.region) }
            + picture.column.observations.filter { !chosen.contains($0.region) }
        let pairs = ordered.compactMap { seen in other.observation(seen.region).map { (seen, $0) } }
        guard pairs.count > 1 else { return nil }
        let names = Set(named(8))
        let marks = pairs.map { y, x in
            mark(
                y, x: x.value * otherUnit.factor, y: y.value * unit.factor, names: names,
                more: "; \(otherUnit(x.value))")
        }
        func logarithmic(_ description: IndicatorDescription) -> Bool { description.isSize }
        var chart = ScatterChart(
            marks,
            x: Axis(
                title: language(other.column.indicator.nameEnglish, other.column.indicator.name)
                    + ", \(other.column.year), \(otherUnit.name)",
                values: marks.map(\.x), logarithmic: logarithmic(other.column.indicator)),
            y: Axis(
                title: language(indicator.nameEnglish, indicator.name) + ", \(picture.column.year), \(unit.name)",
                values: marks.map(\.y),
                logarithmic: logarithmic(indicator)))
        chart.quadrants = SIMD2(
            quantile(0.5, ofSorted: marks.map(\.x).sorted()), quantile(0.5, ofSorted: marks.map(\.y).sorted()))
        let title = language(
            "\(indicator.nameEnglish) against \(other.column.indicator.nameEnglish), cut at the medians",
            "\(indicator.name)与\(other.column.indicator.name)，以中位数分区")
        return whole(chart.svg(title: title, height: 340), height: 340, title: title)
    }

    /// The indicator over the years at the selected places; without any at the three largest.
    public func seriesChart() -> String? {
        let chosen = selected.isEmpty ? Array(named(3).prefix(3)) : Array(selected.prefix(6))
        let inks = [Palette.accent, "#1b4965", "#01857a", "#a6611a", "#5b4b8a", Palette.quiet]
        let lines = chosen.enumerated().compactMap { index, code -> Series? in
            let points = picture.years.compactMap { year -> (year: Int, value: Double, title: String)? in
                guard
                    case .success(let seen) = atlas.observation(
                        indicator, of: code, year: year, level: picture.column.level)
                else {
                    return nil
                }
                let vintage = seen.vintage.english.isEmpty ? "" : " · \(language(seen.vintage))"
                return (year, seen.value * unit.factor, "\(year): \(unit(seen.value))\(vintage)")
            }
            guard !points.isEmpty else { return nil }
            return Series(
                code: code, label: language.name(atlas.region(code)), points: points, colour: inks[index % inks.count],
                strong: index == 0)
        }
        guard !lines.isEmpty else { return nil }
        let title = language("Over the years: \(indicator.nameEnglish)", "历年：\(indicator.name)")
        return whole(SeriesChart(lines, unit: unit.name).svg(title: title, height: 240), height: 240, title: title)
    }

    private func mark(_ seen: Observation, x: Double, y: Double, names: Set<String>, more: String = "") -> PlotMark {
        let name = language.name(atlas.region(seen.region))
        return PlotMark(
            code: seen.region, label: name, x: x, y: y, colour: picture.colour(of: seen.value),
            title: "\(name): \(unit(seen.value))\(more)",
            named: names.contains(seen.region))
    }
}
