/// What a figure measures.
public struct Indicator: Sendable, Hashable {
    /// Short and stable, as figures and scenarios name it: "grp".
    public let id: String
    /// In English.
    public let nameEnglish: String
    /// In Chinese.
    public let name: String
    /// In English, as in "million euro" or "percent".
    public let unit: String
    /// Least and greatest value that a reader lets pass, in the unit.
    public let plausible: ClosedRange<Double>
    /// Definition and traps; empty if nothing is to be said, in Chinese as in English where nobody translated it.
    public let note: Remark
    /// What it is about; nil where nobody says.
    public let group: IndicatorGroup?

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(
        id: String, nameEnglish: String, name: String, unit: String, plausible: ClosedRange<Double>, note: Remark,
        group: IndicatorGroup? = nil
    ) {
        self.id = id
        self.nameEnglish = nameEnglish
        self.name = name
        self.unit = unit
        self.plausible = plausible
        self.note = note
        self.group = group
    }
}

/// What indicators are about, in the order of lists.
public enum IndicatorGroup: String, Sendable, CaseIterable {
    /// Residents, registered people, migrants, ages, land.
    case people
    /// Employment and wages.
    case work
    /// Product and its sectors, sales, investment.
    case product
    /// Exports, imports, foreign capital.
    case trade
    /// Research, patents, universities.
    case knowledge
    /// Budgets, income, banks.
    case money
    /// Emissions, water, power.
    case environment
    /// Health, roads, transport, homes.
    case service

    /// What a person calls it.
    public var name: Remark {
        switch self {
        case .people: Remark("people and land", "人口与土地")
        case .work: Remark("work and wages", "就业与工资")
        case .product: Remark("product", "产出")
        case .trade: Remark("trade and investment from abroad", "贸易与外资")
        case .knowledge: Remark("knowledge", "科技与教育")
        case .money: Remark("budgets, income and banks", "财政、收入与金融")
        case .environment: Remark("environment and power", "环境与能源")
        case .service: Remark("services and homes", "公共服务与住房")
        }
    }
}

/// Where a value comes from. Only a published one was printed by somebody.
public enum FigureStatus: String, Sendable, CaseIterable {
    /// As somebody printed it.
    case published
    /// From published values alone: a sum, a ratio.
    case computed
    /// What a published total leaves for the rest.
    case residual
    /// From other values under a stated assumption.
    case estimated
    /// The result of a model.
    case modelled

    /// The status as Chinese readers are told it.
    public var chinese: String {
        switch self {
        case .published: "公布值"
        case .computed: "计算值"
        case .residual: "余额推算"
        case .estimated: "估计值"
        case .modelled: "模型值"
        }
    }
    /// The status in both languages; English is the word of the tables.
    public var remark: Remark { Remark(rawValue, chinese) }
}

/// Which series a figure belongs to: a municipality has figures in both.
public enum FigureLevel: String, Sendable, CaseIterable {
    /// The series of the places that cover the country.
    case prefecture
    /// The series of provinces, municipalities among them.
    case province
}

/// One value with everything that is needed to believe it or not.
public struct Figure: Sendable, Hashable, Sourced {
    /// Identifier of what is measured.
    public let indicator: String
    /// Code of the place.
    public let region: String
    /// Whether the place stands for a prefecture or a province.
    public let level: FigureLevel
    /// The year that the value is about, not that of its publication.
    public let year: Int
    /// Which of several published versions of the year it is, in words.
    public let vintage: String
    /// In the indicator's unit.
    public let value: Double
    /// How far it is from what somebody printed.
    public let status: FigureStatus
    /// A warning to show with the value; empty if none.
    public let flag: String
    /// Identifiers of sources, each once.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(
        indicator: String, region: String, level: FigureLevel, year: Int, vintage: String, value: Double,
        status: FigureStatus,
        flag: String,
        sources: [String]
    ) {
        self.indicator = indicator
        self.region = region
        self.level = level
        self.year = year
        self.vintage = vintage
        self.value = value
        self.status = status
        self.flag = flag
        self.sources = sources
    }
}

/// Who said it.
public struct Source: Sendable, Hashable {
    /// As figures and records name it.
    public let id: String
    /// Publication, table and edition.
    public let title: String
    /// Where it was read; empty for what is not on the web.
    public let url: String
    /// What is to be known of it; empty if nothing.
    public let note: String

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(id: String, title: String, url: String, note: String) {
        self.id = id
        self.title = title
        self.url = url
        self.note = note
    }
}
