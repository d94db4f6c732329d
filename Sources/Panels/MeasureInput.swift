public import Asking
public import AtlasFiles
public import Atlases

/// What a measure is computed from, made of a table or of an atlas.
public protocol MeasureInput: Sendable {
    /// What the atlas can be asked for in this form; a measure takes those of them that it names, and these always.
    static var atlasSlots: [Slot] { get }

    /// - Throws: `Problem` with file, row and column, and the cure.
    init(of table: ValueTable, _ selection: Selection, _ needs: Needs) throws(Problem)

    /// - Throws: `Problem` for an unknown indicator, group or year, or years without figures.
    init(of atlas: AtlasFigures, _ selection: Selection, _ needs: Needs) throws(Problem)

    /// What is measured where the atlas is asked, in a line.
    static func subject(_ figures: AtlasFigures, _ selection: Selection) -> Remark

    /// What has to be told of the figures.
    var notes: [Remark] { get }
    /// Identifiers of the atlas's sources, or files.
    var sources: [String] { get }
    /// Labels of its periods; empty where it has none.
    var labels: [String] { get }
}

/// What a measure asks of its input beyond what the selection says.
public struct Needs: OptionSet, Sendable {
    /// One bit a need.
    public let rawValue: Int
    /// Of bits; unknown ones are kept.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Longitude and latitude of every place.
    public static let positions = Needs(rawValue: 1)
    /// Without a year the atlas gives every year it has, not its own alone.
    public static let everyYear = Needs(rawValue: 2)
    /// More sectors than an atlas of broad sectors holds.
    public static let manySectors = Needs(rawValue: 4)
    /// The first and the last year.
    public static let twoYears = Needs(rawValue: 8)
    /// Product of each region beside its sectors.
    public static let products = Needs(rawValue: 16)
    /// A map to draw on.
    public static let ground = Needs(rawValue: 32)
}

extension Panel: MeasureInput {
    /// An indicator of a level in some years.
    public static var atlasSlots: [Slot] { [.indicator, .level, .year] }
    /// The indicator with its unit, the level, groups and weights.
    public static func subject(_ figures: AtlasFigures, _ selection: Selection) -> Remark { figures.about(selection) }
    /// A label a period, mostly its year.
    public var labels: [String] { periods.map(\.label) }
}

extension SectorPanel: MeasureInput {
    /// Fixed: the atlas has these sectors only.
    public static func subject(_ figures: AtlasFigures, _ selection: Selection) -> Remark {
        Remark("value added by province and broad sector", "分省三次产业增加值")
    }
    /// Years alone can be chosen.
    public static var atlasSlots: [Slot] { [.year] }
    /// A label a period, mostly its year.
    public var labels: [String] { periods.map(\.label) }
}

extension CityLinks: MeasureInput {
    /// Fixed: the cities with people, product and a way to one another.
    public static func subject(_ figures: AtlasFigures, _ selection: Selection) -> Remark {
        Remark("cities of the atlas", "图集城市")
    }
    /// The year of the network alone can be chosen.
    public static var atlasSlots: [Slot] { [.year] }
}
