/// Something that figures of an atlas must add up to.
public struct Account: Sendable, Hashable {
    /// What is added up.
    public enum Rule: Sendable, Hashable {
        /// Indicators of one place and year, to another indicator.
        case parts([String], of: String)
        /// Indicators of one place and year, to a number.
        case constant([String], Double)
        /// The product of indicators of one place and year, to another indicator.
        case product([String], of: String)
        /// An indicator over the prefectures of a province, to the province's own figure.
        case places(String)
        /// An indicator over the provinces, to the country's own figure.
        case provinces(String)
    }

    /// In both languages.
    public let name: Remark
    /// What is added up.
    public let rule: Rule
    /// How far it may be off, per cent of the whole.
    public let within: Double
    /// In which it holds; nil for all.
    public let years: ClosedRange<Int>?

    /// Takes the parts as they are.
    public init(name: Remark, rule: Rule, within: Double, years: ClosedRange<Int>? = nil) {
        (self.name, self.rule, self.within, self.years) = (name, rule, within, years)
    }

    /// Every indicator it is about.
    public var indicators: [String] {
        switch rule {
        case .parts(let parts, let whole), .product(let parts, let whole): parts + [whole]
        case .constant(let parts, _): parts
        case .places(let id), .provinces(let id): [id]
        }
    }
}

/// What an account came to at one place in one year.
public struct AccountEntry: Sendable, Hashable {
    /// Code of the place, or of the province or country whose parts were added up.
    public let region: String
    /// Of the figures.
    public let year: Int
    /// What the parts come to.
    public let sum: Double
    /// What they should come to.
    public let whole: Double

    /// Per cent by which the sum is above the whole.
    public var offPercent: Double { whole == 0 ? (sum == 0 ? 0 : .infinity) : 100 * (sum / whole - 1) }
}

extension Atlas {
    /// Every place and year in which all figures of an account are there, in the order of the regions.
    ///
    /// Sums over places are taken only where every place has a figure of the year; one whose figures another contains
    /// counts nothing, and one that stands for several without outline counts where it has a figure.
    ///
    /// - Complexity: O(regions × years × indicators).
    public func entries(of account: Account) -> [AccountEntry] {
        let all = everyEntry(of: account)
        return account.years.map { years in all.filter { years.contains($0.year) } } ?? all
    }

    private func everyEntry(of account: Account) -> [AccountEntry] {
        switch account.rule {
        case .parts(let parts, let whole): return entries(parts, whole) { $0.reduce(0, +) }
        case .product(let parts, let whole): return entries(parts, whole) { $0.reduce(1, *) }
        case .constant(let parts, let constant):
            return everyPlace(years: years(of: parts)) { region, level, year in
                values(parts, region, level, year).map { ($0.reduce(0, +), constant) }
            }
        case .places(let id): return sums(id, level: .prefecture)
        case .provinces(let id): return sums(id, level: .province)
        }
    }

    private func entries(_ parts: [String], _ whole: String, _ combined: ([Double]) -> Double) -> [AccountEntry] {
        let units = Dictionary(uniqueKeysWithValues: Set(parts + [whole]).map { ($0, unitFactor($0)) })
        return everyPlace(years: years(of: parts + [whole])) { region, level, year in
            guard let found = values(parts + [whole], region, level, year) else { return nil }
            let scaled = zip(found, parts + [whole]).map { $0 * (units[$1] ?? 1) }
            return (combined(Array(scaled.dropLast())), scaled[scaled.count - 1])
        }
    }

    /// So many persons, units of money or km² as one of the indicator's unit is.
    private func unitFactor(_ id: String) -> Double { indicator(id).flatMap { Unit($0.unit)?.factor } ?? 1 }

    private func years(of indicators: [String]) -> [FigureLevel: [Int]] {
        Dictionary(
            uniqueKeysWithValues: FigureLevel.allCases.map { level in
                let each = indicators.map { Set(figures.years(of: $0, level: level)) }
                return (level, each.dropFirst().reduce(each.first ?? []) { $0.intersection($1) }.sorted())
            })
    }

    private func values(_ indicators: [String], _ region: String, _ level: FigureLevel, _ year: Int) -> [Double]? {
        var values: [Double] = []
        for id in indicators {
            guard let figure = figure(id, of: region, year: year, level: level) else { return nil }
            values.append(figure.value)
        }
        return values
    }

    private func everyPlace(
        years: [FigureLevel: [Int]], _ found: (String, FigureLevel, Int) -> (sum: Double, whole: Double)?
    ) -> [AccountEntry] {
        regions.flatMap { region in
            FigureLevel.allCases.flatMap { level in
                (years[level] ?? []).compactMap { year in
                    found(region.code, level, year).map {
                        AccountEntry(region: region.code, year: year, sum: $0.sum, whole: $0.whole)
                    }
                }
            }
        }
    }

    /// - Parameter level: of the places that are added up.
    private func sums(_ id: String, level: FigureLevel) -> [AccountEntry] {
        let wholes = regions.filter {
            level == .prefecture ? $0.level == .province : $0.level == .country
        }
        let years = figures.years(of: id, level: level)
        return wholes.flatMap { whole in
            let places = regions.filter { region in
                switch level {
                case .prefecture: region.parent == whole.code && region.partOf == nil
                case .province: region.level == .province || region.level == .municipality
                }
            }
            return years.compactMap { year -> AccountEntry? in
                guard let own = figure(id, of: whole.code, year: year, level: .province) else { return nil }
                let found = places.map { ($0, figure(id, of: $0.code, year: year, level: level)) }
                let isWhole = found.allSatisfy { place, figure in
                    figure != nil || level == .prefecture && !place.level.isPrefectural
                        || level == .province && !figures.has(id, place.code, .province)
                }
                guard isWhole, found.contains(where: { $0.1 != nil }) else { return nil }
                let sum = found.reduce(0) { $0 + ($1.1?.value ?? 0) }
                return AccountEntry(region: whole.code, year: year, sum: sum, whole: own.value)
            }
        }
    }
}
