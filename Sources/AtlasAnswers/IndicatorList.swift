public import Asking
public import AtlasQuestions
public import Atlases
public import Indicators

extension IndicatorDescription {
    /// Its name in both languages.
    var called: Remark { Remark(nameEnglish, name) }
}

/// Every indicator that can be shown, with the years it has at each level.
public struct IndicatorList: AtlasQuestion {
    /// As it is asked.
    public init() {}

    /// Answers it.
    public func answer(on opened: OpenAtlas) -> Answered<[ListedIndicator]> {
        let atlas = opened.atlas
        let listed = atlas.shownIndicators.map { indicator in
            ListedIndicator(
                indicator: indicator,
                years: FigureLevel.allCases.map { ($0, atlas.years(of: indicator, level: $0)) })
        }
        return Answered(inputs: opened.inputs(), listed)
    }

    /// How the answer is written.
    public static let layout: Layout<[ListedIndicator]> = .rows(
        nil,
        [
            .plain("id") { $0.indicator.id }, .value("name") { .remark($0.indicator.called) },
            .plain("unit") { $0.indicator.unit }, .value("note") { .remark($0.indicator.note) },
            .value("computed") { .flag($0.indicator.formula != nil) }, .value("size") { .flag($0.indicator.isSize) },
            .value("years") { listed in
                .fields(listed.years.map { Value.Field($0.0.rawValue, .numbers($0.1.map(Double.init))) })
            },
        ]
    ) { $0 }
}

/// An indicator and its years by level.
public struct ListedIndicator: Sendable {
    /// What is measured.
    public let indicator: IndicatorDescription
    /// Years that have figures.
    public let years: [(FigureLevel, [Int])]
}
