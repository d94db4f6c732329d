/// What an indicator of an atlas is to the model and to measures, whatever the atlas calls it.
public enum Role: String, Sendable, CaseIterable {
    /// Product made at a place in a year, at current prices.
    case product
    /// People who live there.
    case residents
    /// People who belong there by registration.
    case registered
    /// Land.
    case area
    /// Earnings of a worker.
    case wage
    /// Real growth of the product over the year before, percent.
    case growth

    /// What people call it.
    public var name: Remark {
        switch self {
        case .product: Remark("product", "产出")
        case .residents: Remark("residents", "常住人口")
        case .registered: Remark("registered population", "户籍人口")
        case .area: Remark("area", "面积")
        case .wage: Remark("wage", "工资")
        case .growth: Remark("real growth of the product", "产出实际增长")
        }
    }

    /// How many of its kind the library counts it in, wherever a doc comment says 100 million of the currency, 10,000
    /// persons or km²; nil where values stay as the atlas has them.
    public var counted: Double? {
        switch self {
        case .product: 1e8
        case .residents, .registered: 1e4
        case .area: 1
        case .wage, .growth: nil
        }
    }
}

/// A published number that a calibration meets.
public struct CalibrationTarget: Sendable, Hashable {
    /// Name of the parameter that it gives a value, as scenarios set it.
    public let pins: String
    /// In the parameter's unit.
    public let value: Double
    /// That the number is of.
    public let year: Int?
    /// Who printed it.
    public let source: Remark

    /// Takes the parts as they are.
    public init(pins: String, value: Double, year: Int?, source: Remark) {
        (self.pins, self.value, self.year, self.source) = (pins, value, year, source)
    }
}

/// A sector of the broadest division, with the indicators that hold it.
public struct BroadSector: Sendable, Hashable {
    /// In both languages.
    public let name: Remark
    /// Of its share of the product, percent; nil where the atlas has none.
    public let share: String?
    /// Of its value added; nil where the atlas has none.
    public let output: String?

    /// Takes the parts as they are.
    public init(name: Remark, share: String?, output: String?) {
        (self.name, self.share, self.output) = (name, share, output)
    }
}

/// An indicator that is computed, place by place, as one of the atlas over another.
public struct ComputedIndicator: Sendable, Hashable {
    /// Short and stable, as the atlas's own are.
    public let id: String
    /// In English.
    public let nameEnglish: String
    /// In Chinese.
    public let name: String
    /// In English.
    public let unit: String
    /// How it is computed, and what is to be known of it.
    public let note: Remark
    /// Identifier of what is divided.
    public let numerator: String
    /// Identifier of what it is divided by.
    public let denominator: String
    /// On the ratio, to reach the unit; nil takes it from the three units.
    public let factor: Double?
    /// A denominator of another year is taken where that of the year is missing, at most so many years away.
    public let within: Int

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(
        id: String, nameEnglish: String, name: String, unit: String, note: Remark, numerator: String,
        denominator: String, factor: Double? = nil, within: Int
    ) {
        (self.id, self.nameEnglish, self.name, self.unit, self.note) = (id, nameEnglish, name, unit, note)
        (self.numerator, self.denominator, self.factor, self.within) = (numerator, denominator, factor, within)
    }
}

/// What an atlas says of itself: which indicators play which role, its money, what a calibration meets, and what
/// sentences about it must say. The rest of the library knows roles, not identifiers.
public struct AtlasMeaning: Sendable, Hashable {
    /// Identifier of the indicator of each role.
    public var roles: [Role: String] = [:]
    /// Of product, wages and costs.
    public var currency = Currency.unnamed
    /// Published numbers that a calibration meets.
    public var targets: [CalibrationTarget] = []
    /// Broad sectors, the first sector first.
    public var broadSectors: [BroadSector] = []
    /// Year in which people were registered where they are counted; nil takes the nearest there is.
    public var registeredYear: Int?
    /// Indicators that are computed from the atlas's own, in the order in which lists show them.
    public var computed: [ComputedIndicator] = []
    /// The indicator that is shown where none is asked for.
    public var usual: String?
    /// Assumed fares a kilometre of a traveller, and of a tonne of goods, by the names of `TravelPrices.Kind`; empty
    /// where nobody assumed any.
    public var prices: [String: Double] = [:]
    /// Product per resident, in the currency, above which it is far from the wage; nil where none is known.
    public var farFromWage: Double?
    /// What its figures must add up to.
    public var accounts: [Account] = []
    /// Of the world, what the model leaves out, as a sentence; nil where nothing needs to be said.
    public var leftOut: Remark?
    /// What the atlas does not hold at all, as a sentence.
    public var notHeld: Remark?
    /// What a second frame of maps shows.
    public var inset: Remark?

    /// An atlas that says nothing of itself.
    public init() {}

    /// The target of a parameter; nil where the atlas gives none.
    public func target(of parameter: String) -> CalibrationTarget? { targets.first { $0.pins == parameter } }
}

extension Atlas {
    /// What 1 in an indicator's unit is in the units the library counts in; 1 for units it does not convert.
    public func scale(_ role: Role) -> Double {
        guard let counted = role.counted, let indicator = meaning.roles[role].flatMap(indicator),
            let unit = Unit(indicator.unit)
        else { return 1 }
        return unit.factor / counted
    }

    /// Every figure of a role for a region, counted as the library counts, in the order of the table.
    public func figures(_ role: Role, of region: String, level: FigureLevel = .prefecture) -> [Figure] {
        guard let id = meaning.roles[role] else { return [] }
        return figures(id, of: region, level: level).map { $0.scaled(by: scale(role)) }
    }

    /// The figure of a year as `figure(_:of:year:level:)` finds it, counted as the library counts.
    public func figure(_ role: Role, of region: String, year: Int, level: FigureLevel = .prefecture) -> Figure? {
        meaning.roles[role].flatMap { figure($0, of: region, year: year, level: level) }?.scaled(by: scale(role))
    }

    /// The figure of a year or the nearest at most `years` away, counted as the library counts.
    public func figure(
        _ role: Role, of region: String, nearest year: Int, within years: Int, level: FigureLevel = .prefecture
    ) -> Figure? {
        meaning.roles[role].flatMap { figure($0, of: region, nearest: year, within: years, level: level) }?
            .scaled(by: scale(role))
    }

    /// Whether the atlas has figures of a role.
    public func holds(_ role: Role) -> Bool {
        meaning.roles[role].map { id in figures.contains { $0.indicator == id } } ?? false
    }
}

extension Figure {
    /// The same with its value in another unit.
    func scaled(by factor: Double) -> Figure {
        factor == 1
            ? self
            : Figure(
                indicator: indicator, region: region, level: level, year: year, vintage: vintage,
                value: value * factor, status: status, flag: flag, sources: sources)
    }
}
