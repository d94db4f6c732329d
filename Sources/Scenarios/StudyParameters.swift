import Asking
public import Atlases

/// A number that the study assumes or takes from the literature, by the name a scenario uses.
public enum StudyParameter: String, Sendable, CaseIterable {
    /// Elasticities and the share of housing of the model itself.
    case tradeElasticity, migrationElasticity, agglomeration, housingShare
    /// How trade and moving follow from travel times.
    case tradeDistanceElasticity, passengerWeight, migrationTimeElasticity
    /// How long a railway journey takes.
    case railSpeedShare, accessAndWaiting, stopHours
    /// How long ways by road, within places and across the sea take.
    case roadSpeedKmh, roadDetour, localSpeedKmh, crossingSpeedKmh
    /// Design speeds of railways without a sourced one.
    case highSpeedDesignKmh, intercityDesignKmh, conventionalDesignKmh
    /// What pins the costs of moving and trading, and who comes along with a job.
    case leavingCost, ownPlaceStep, provinceSelfShare, moversAcrossProvinces, residentsPerJob
    /// What stands for a step at province borders where no figure pins it.
    case provinceTradeStep, provinceMovingStep
    /// How far trade between provinces follows the observed one, and how large the rest of the world is.
    case observedTrade, worldSize

    /// What is said of a parameter: once, for help, scenarios and reports.
    public struct Description: Sendable {
        /// As formulas write it; empty where they do not.
        public let symbol: String
        /// In English.
        public let meaning: String
        /// In Chinese.
        public let meaningChinese: String
        /// Empty for a plain number.
        public let unit: String
        /// The value where neither a scenario nor the atlas sets one; nil for what only an atlas can know.
        public let standard: Double?
        /// The range over which uncertainty runs draw it (triangular, the standard value as mode); nil where it is not
        /// drawn.
        public let range: ClosedRange<Double>?
        /// What a scenario may set.
        public let allowed: ClosedRange<Double>
        /// A paper or statistic, or "assumption".
        public let source: String
        /// The same in Chinese; papers keep their names.
        public let sourceChinese: String
    }

    /// Meaning, unit, standard value and ranges.
    public var description: Description { Self.descriptions[self] ?? Self.unknown }

    private static let unknown = Description(
        symbol: "", meaning: "", meaningChinese: "", unit: "", standard: nil, range: nil, allowed: 0...0, source: "",
        sourceChinese: "")

    private static func entry(
        _ symbol: String, _ meaning: String, _ meaningChinese: String, _ unit: String, _ standard: Double?,
        _ range: ClosedRange<Double>?,
        _ allowed: ClosedRange<Double>, _ source: String
    ) -> Description {
        Description(
            symbol: symbol, meaning: meaning, meaningChinese: meaningChinese, unit: unit, standard: standard,
            range: range,
            allowed: allowed,
            source: source, sourceChinese: chineseSources[source] ?? source)
    }

    /// Papers keep their names; what is said in words is said in both languages.
    private static let chineseSources = [
        "assumption": "假设", "assumption: none": "假设：无额外成本", "assumption: road times are modelled": "假设：公路时间为模型估算",
        "assumption: crossings are modelled": "假设：渡海时间为模型估算",
        "usual gravity value; −1.29 in Monte et al. 2018": "引力模型常用值；Monte 等 2018 为 −1.29",
        "the atlas's own figure": "图集数据", "assumption: nothing pins moves inside a province": "假设：省内迁移没有数据可校准",
        "assumption: no figure of the atlas pins it": "假设：图集没有可校准的数据",
    ]

    private static let descriptions: [StudyParameter: Description] = [
        .tradeElasticity: entry(
            "θ", "how strongly purchases react to cost", "贸易对成本的弹性", "", 4, 3...8, 1...20,
            "Tombe & Zhu 2019, doi:10.1257/aer.20150811"),
        .migrationElasticity: entry(
            "ε", "how strongly people's choice of place reacts to its utility", "迁移对效用的弹性", "", 1.5, 1...3.3, 0.1...10,
            "Tombe & Zhu 2019, doi:10.1257/aer.20150811"),
        .agglomeration: entry(
            "α", "productivity gained per cent of workers present", "集聚弹性", "", 0.1, 0.03...0.15, 0...0.3,
            "Allen & Arkolakis 2022, doi:10.1093/restud/rdac001"),
        .housingShare: entry(
            "1−μ", "share of spending on housing", "住房支出份额", "", 0.13, 0.10...0.30, 0.01...0.6,
            "Tombe & Zhu 2019, doi:10.1257/aer.20150811"
        ),
        .tradeDistanceElasticity: entry(
            "δ", "fall of trade with travel time", "贸易对时间的弹性", "", 1, 0.8...1.4, 0.1...3,
            "usual gravity value; −1.29 in Monte et al. 2018"),
        .passengerWeight: entry(
            "s", "weight of passenger time (services, business travel) in trade cost", "客运时间在贸易成本中的权重", "", 0.4,
            0.2...0.6, 0...1,
            "assumption"),
        .migrationTimeElasticity: entry(
            "", "fall of moving cost with travel time, third reading only", "迁移成本对时间的弹性（仅第三种读法）", "", 0.3, 0...0.6,
            0...2, "assumption"),
        .railSpeedShare: entry(
            "", "rail speed over design speed", "列车旅行速度与设计速度之比", "", 0.7, 0.6...0.85, 0.2...1, "assumption"),
        .accessAndWaiting: entry(
            "", "access and waiting of a rail journey, both ends together", "铁路出行的接驳与候车时间（两端合计）", "hours", 1.2,
            0.8...1.6, 0...5,
            "assumption"),
        .stopHours: entry("", "stop at each station of a link", "每区间停站时间", "hours", 0.05, nil, 0...1, "assumption"),
        .roadSpeedKmh: entry(
            "", "speed on roads between cities", "城际公路速度", "km/h", 75, nil, 10...150,
            "assumption: road times are modelled"),
        .roadDetour: entry(
            "", "road length over great circle", "公路绕行系数", "", 1.3, nil, 1...3, "assumption: road times are modelled"),
        .localSpeedKmh: entry("", "speed inside a city", "市内速度", "km/h", 40, nil, 5...120, "assumption"),
        .crossingSpeedKmh: entry(
            "", "speed of a sea crossing to an island", "渡海速度", "km/h", 30, nil, 5...120,
            "assumption: crossings are modelled"),
        .highSpeedDesignKmh: entry(
            "", "design speed of a high-speed line without a published one", "无公布值的高铁设计速度", "km/h", 250, nil, 100...500,
            "assumption"),
        .intercityDesignKmh: entry(
            "", "design speed of an intercity line without a published one", "无公布值的城际铁路设计速度", "km/h", 200, nil,
            80...400, "assumption"),
        .conventionalDesignKmh: entry(
            "", "design speed of a conventional line without a published one", "无公布值的普速铁路设计速度", "km/h", 120, nil,
            40...250, "assumption"),
        .leavingCost: entry(
            "κ", "cost of living outside the place of registration, as a factor on utility", "离开户籍地的迁移成本", "", 30,
            15...60, 1...1_000,
            "assumption: nothing pins moves inside a province"),
        .ownPlaceStep: entry(
            "", "extra trade cost between a place and all others", "城市间贸易的额外成本", "", 1, 0.8...1.25, 0.2...20,
            "assumption: none"),
        .provinceSelfShare: entry(
            "",
            """
            median share a province buys from itself, among domestic purchases outside agriculture (calibrates \
            the step at province borders)
            """,
            "省内自给率中位数（用于校准省界）", "", nil, nil, 0.05...0.999, "the atlas's own figure"),
        .moversAcrossProvinces: entry(
            "", "share of people living outside their registered province (calibrates the province step of moving)",
            "跨省人户分离比例（用于校准跨省迁移成本）", "", nil, nil, 0.001...0.5, "the atlas's own figure"),
        .provinceTradeStep: entry(
            "", "factor on trade cost at a province border, where no figure pins it", "省界贸易成本倍数（无数据校准时）", "", 1.2,
            1...1.6, 0.2...20, "assumption: no figure of the atlas pins it"),
        .provinceMovingStep: entry(
            "", "factor on the cost of moving at a province border, where no figure pins it", "跨省迁移成本倍数（无数据校准时）", "",
            1.5, 1...4, 0.2...100, "assumption: no figure of the atlas pins it"),
        .observedTrade: entry(
            "", "weight of the observed trade between provinces over that of the gravity kernel",
            "省际贸易实测值相对引力估计的权重", "", 0,
            nil,
            0...1, "assumption: none"),
        .worldSize: entry(
            "", "product of the rest of the world over that of all places, whole model only", "国外产出与全部城市产出之比（仅完整模型）",
            "", 5, nil, 1...100,
            "assumption"),
        .residentsPerJob: entry(
            "", "residents that come with a job", "每个岗位对应的常住人口", "persons", 2, nil, 1...5, "assumption"),
    ]
}

/// The numbers a study runs with: the standard values, and those a scenario sets.
public struct StudyParameters: Sendable, Equatable {
    /// The ones set by the scenario, which an uncertainty run keeps fixed.
    public private(set) var fixed: [StudyParameter: Double] = [:]
    /// What the atlas says of parameters: published numbers that a calibration meets, and assumptions of its own.
    private var given: [StudyParameter: CalibrationTarget] = [:]

    /// Every parameter at its standard value.
    public init() {}

    /// The value set by the scenario, else the one drawn, else the atlas's, else the standard one; nil for what only an
    /// atlas can know and does not say.
    public func value(_ parameter: StudyParameter) -> Double? {
        fixed[parameter] ?? drawnValues[parameter] ?? standard(parameter)
    }

    /// The value of a parameter that has one; not a number where only an atlas could say it.
    public subscript(_ parameter: StudyParameter) -> Double { value(parameter) ?? .nan }

    /// The value without any scenario: the atlas's, else the standard one.
    public func standard(_ parameter: StudyParameter) -> Double? {
        given[parameter]?.value ?? parameter.description.standard
    }

    /// Who says the standard value.
    public func source(_ parameter: StudyParameter) -> Remark {
        let description = parameter.description
        return given[parameter]?.source ?? Remark(description.source, description.sourceChinese)
    }

    /// The same on an atlas that says what its calibration meets.
    ///
    /// - Throws: `ScenarioError` for a target of no parameter, or of a value outside what is allowed.
    public func standing(on meaning: AtlasMeaning) throws(ScenarioError) -> StudyParameters {
        var result = self
        for target in meaning.targets {
            guard let parameter = StudyParameter(rawValue: target.pins) else {
                throw ScenarioError(
                    "meaning.json: a target pins \(target.pins), which is no parameter: expected one of "
                        + StudyParameter.allCases.map(\.rawValue).joined(separator: ", "),
                    "meaning.json：目标所定的 \(target.pins) 不是参数：应为 "
                        + StudyParameter.allCases.map(\.rawValue).joined(separator: "、") + " 之一")
            }
            let allowed = parameter.description.allowed
            guard allowed.contains(target.value) else {
                throw ScenarioError(
                    """
                    meaning.json: the target of \(target.pins) is \(target.value): expected \(allowed.lowerBound) to \
                    \(allowed.upperBound)
                    """,
                    """
                    meaning.json：\(target.pins) 的目标为 \(target.value)：\
                    应在 \(allowed.lowerBound) 至 \(allowed.upperBound) 之间
                    """)
            }
            result.given[parameter] = target
        }
        return result
    }

    /// Whether an answer depends on the parameter: a step that a figure pins is not assumed as well.
    public func isUsed(_ parameter: StudyParameter) -> Bool {
        switch parameter {
        case .provinceTradeStep: value(.provinceSelfShare) == nil
        case .provinceMovingStep: value(.moversAcrossProvinces) == nil
        case .provinceSelfShare, .moversAcrossProvinces: value(parameter) != nil
        default: true
        }
    }

    /// What no figure pins: how it is taken, and the range over which it is drawn.
    var notCalibrated: [Remark] {
        [
            (StudyParameter.provinceTradeStep, Remark("the step of trade at province borders", "省界贸易成本")),
            (.provinceMovingStep, Remark("the step of moving at province borders", "跨省迁移成本")),
        ].filter { isUsed($0.0) }.map { parameter, what in
            let taken = machineNumber(self[parameter])
            guard fixed[parameter] == nil, let range = parameter.description.range else {
                return Remark(
                    "Not calibrated, since the atlas gives no figure: \(what.english), taken as × \(taken).",
                    "图集没有数据，未校准：\(what.chinese)，取 × \(taken)。")
            }
            let (low, high) = (machineNumber(range.lowerBound), machineNumber(range.upperBound))
            return Remark(
                """
                Not calibrated, since the atlas gives no figure: \(what.english), taken as × \(taken) and drawn from \
                \(low) to \(high).
                """, "图集没有数据，未校准：\(what.chinese)，取 × \(taken)，抽样范围 \(low) 至 \(high)。")
        }
    }

    /// A drawn value: it does not count as named by the scenario.
    mutating func replace(_ parameter: StudyParameter, with value: Double) { drawnValues[parameter] = value }

    private var drawnValues: [StudyParameter: Double] = [:]

    /// - Throws: `ScenarioError` for a value outside what is allowed.
    public mutating func set(_ parameter: StudyParameter, to value: Double) throws(ScenarioError) {
        let allowed = parameter.description.allowed
        guard value.isFinite, allowed.contains(value) else {
            throw ScenarioError(
                "parameter \(parameter.rawValue) is \(value): expected \(allowed.lowerBound) to \(allowed.upperBound)",
                "参数 \(parameter.rawValue) 为 \(value)：应在 \(allowed.lowerBound) 至 \(allowed.upperBound) 之间")
        }
        fixed[parameter] = value
    }
}
