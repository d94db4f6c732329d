/// What a figure measures.
public struct Indicator: Sendable, Hashable {
    public let id: String
    public let nameEnglish: String
    public let name: String
    public let unit: String
    public let plausible: ClosedRange<Double>
    public let note: String

    public init(
        id: String, nameEnglish: String, name: String, unit: String, plausible: ClosedRange<Double>, note: String
    ) {
        self.id = id
        self.nameEnglish = nameEnglish
        self.name = name
        self.unit = unit
        self.plausible = plausible
        self.note = note
    }
}

/// Where a value comes from. Only a published one was printed by somebody.
public enum FigureStatus: String, Sendable, CaseIterable {
    case published, computed, residual, estimated, modelled

    public var chinese: String {
        switch self {
        case .published: "公布值"
        case .computed: "计算值"
        case .residual: "余额推算"
        case .estimated: "估计值"
        case .modelled: "模型值"
        }
    }
    public var remark: Remark { Remark(rawValue, chinese) }
}

/// Which series a figure belongs to: a municipality has figures in both.
public enum FigureLevel: String, Sendable, CaseIterable {
    case prefecture, province
}

/// One value with everything that is needed to believe it or not.
public struct Figure: Sendable, Hashable, Sourced {
    public let indicator: String
    public let region: String
    public let level: FigureLevel
    public let year: Int
    public let vintage: String
    public let value: Double
    public let status: FigureStatus
    /// A warning to show with the value; empty if none.
    public let flag: String
    public let sources: [String]

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
    public let id: String
    public let title: String
    public let url: String
    public let note: String

    public init(id: String, title: String, url: String, note: String) {
        self.id = id
        self.title = title
        self.url = url
        self.note = note
    }
}
