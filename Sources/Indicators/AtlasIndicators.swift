public import Atlases

extension Atlas {
    /// What can be shown on this atlas: its own indicators, and those computed from them where their parts are there.
    public var shownIndicators: [IndicatorDescription] {
        let own = indicators.map { IndicatorDescription($0, of: meaning) }
        let held = Dictionary(indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let computed = meaning.computed.filter {
            held[$0.id] == nil && held[$0.numerator] != nil && held[$0.denominator] != nil
        }
        return computed.map { computed in
            IndicatorDescription(computed, group: held[computed.numerator]?.group) { held[$0]?.unit ?? "" }
        } + own
    }

    /// The indicator that is shown where none is asked for: the one that the atlas names, else its first.
    public var usualIndicator: IndicatorDescription? {
        let shown = shownIndicators
        return shown.first { $0.id == meaning.usual } ?? shown.first
    }

    /// By id alone; nil where the atlas cannot show it.
    public func shownIndicator(_ id: String) -> IndicatorDescription? { shownIndicators.first { $0.id == id } }

    /// An indicator as a person would name it: by id, or by its English or Chinese name where only one bears it.
    public func shownIndicator(named text: String) -> IndicatorDescription? {
        let all = shownIndicators
        if let exact = all.first(where: { $0.id == text }) { return exact }
        let wanted = text.lowercased()
        let named = all.filter {
            $0.id.lowercased() == wanted || $0.nameEnglish.lowercased() == wanted || $0.name == text
        }
        return named.count == 1 ? named[0] : nil
    }

    /// Years in which at least one region of a level has the indicator, increasing.
    public func years(of indicator: IndicatorDescription, level: FigureLevel) -> [Int] {
        let id = indicator.formula?.numerator ?? indicator.id
        return figures.years(of: id, level: level)
    }

    /// Regions that belong on a map of a level: all that cover the country, without those whose figures another one
    /// contains.
    public func regions(of level: FigureLevel) -> [Region] {
        switch level {
        case .prefecture: regions.filter { $0.level.isPrefectural && $0.partOf == nil }
        case .province: regions.filter { $0.level == .province || $0.level == .municipality }
        }
    }

    /// The indicator at a place in a year, or why it is missing.
    public func observation(_ indicator: IndicatorDescription, of region: String, year: Int, level: FigureLevel)
        -> Result<Observation, MissingReason>
    {
        guard let formula = indicator.formula else {
            guard let figure = figure(indicator.id, of: region, year: year, level: level) else {
                return .failure(missing(indicator.id, region, year, level))
            }
            return .success(Observation(figure, phrases))
        }
        guard let numerator = figure(formula.numerator, of: region, year: year, level: level) else {
            return .failure(missing(formula.numerator, region, year, level))
        }
        guard
            let denominator = figure(
                formula.denominator, of: region, nearest: year, within: formula.denominatorWithin, level: level),
            denominator.value != 0
        else { return .failure(missing(formula.denominator, region, year, level)) }
        return .success(
            Observation(
                numerator, over: denominator, factor: formula.factor, named: shownName(formula.denominator), phrases))
    }

    /// The indicator in a year at every region of a level.
    ///
    /// - Complexity: O(regions).
    public func column(_ indicator: IndicatorDescription, year: Int, level: FigureLevel = .prefecture)
        -> IndicatorColumn
    {
        var observations: [Observation] = []
        var missing: [MissingValue] = []
        for region in regions(of: level) {
            switch observation(indicator, of: region.code, year: year, level: level) {
            case .success(let observation): observations.append(observation)
            case .failure(let reason): missing.append(MissingValue(region: region.code, reason: reason.remark))
            }
        }
        return IndicatorColumn(
            indicator: indicator, year: year, level: level, observations: observations, missing: missing)
    }

    private func shownName(_ id: String) -> Remark {
        indicator(id).map { Remark($0.nameEnglish, $0.name) } ?? Remark(id, id)
    }

    private func missing(_ id: String, _ region: String, _ year: Int, _ level: FigureLevel) -> MissingReason {
        let name = shownName(id)
        let years = figures(id, of: region, level: level).map(\.year).sorted()
        if years.isEmpty {
            return MissingReason(
                remark: Remark("no figure in the atlas for \(name.english), any year", "图集中没有任何年份的\(name.chinese)"))
        }
        let known = yearRuns(Set(years).sorted())
        return MissingReason(
            remark: Remark(
                "no figure for \(name.english) in \(year); there are \(known)",
                "没有 \(year) 年的\(name.chinese)；有 \(known)"))
    }
}

/// Why there is no value.
public struct MissingReason: Error, Sendable, Equatable {
    /// With the years there are, if any.
    public let remark: Remark
}

extension Observation {
    init(_ figure: Figure, _ phrases: Phrases) {
        self.init(
            region: figure.region, value: figure.value, year: figure.year, status: figure.status,
            vintage: phrases.remark(figure.vintage),
            flags: figure.flag.isEmpty ? [] : [phrases.remark(figure.flag)],
            figures: [figure])
    }

    init(_ numerator: Figure, over denominator: Figure, factor: Double, named name: Remark, _ phrases: Phrases) {
        var flags = [numerator.flag, denominator.flag].filter { !$0.isEmpty }.map(phrases.remark)
        if denominator.year != numerator.year {
            flags.append(Remark("\(name.english) of \(denominator.year)", "\(name.chinese)为 \(denominator.year) 年"))
        }
        if denominator.status != .published && denominator.status != .computed {
            flags.append(
                Remark(
                    "\(name.english): \(denominator.status.rawValue)", "\(name.chinese)：\(denominator.status.chinese)"))
        }
        // As sure as its weaker part, and computed at best.
        let weakest =
            [numerator.status, denominator.status, .computed].compactMap { FigureStatus.allCases.firstIndex(of: $0) }
            .max() ?? 1
        self.init(
            region: numerator.region, value: numerator.value / denominator.value * factor, year: numerator.year,
            status: FigureStatus.allCases[weakest], vintage: phrases.remark(numerator.vintage), flags: flags,
            figures: [numerator, denominator])
    }
}
