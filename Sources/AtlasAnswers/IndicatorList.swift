public import Asking
public import AtlasQuestions
public import Atlases
public import Indicators
import Wording

extension IndicatorDescription {
    /// Its name in both languages.
    var called: Remark { Remark(nameEnglish, name) }
}

/// A unit as it is stored, in both languages.
private func unitRemark(_ unit: String) -> Remark { Remark(unit, UnitText(unit, .chinese).name) }

/// Every indicator that can be shown, or those of a group or name, with the years it has at each level.
public struct IndicatorList: AtlasQuestion {
    /// Part of an id or name; nil for all.
    public var matching: String?
    /// What they are about; nil for all.
    public var group: IndicatorGroup?

    /// As it is asked.
    public init(matching: String? = nil, group: IndicatorGroup? = nil) {
        (self.matching, self.group) = (matching, group)
    }

    /// Answers it, group by group.
    public func answer(on opened: OpenAtlas) -> Answered<[ListedIndicator]> {
        let atlas = opened.atlas
        let order = Dictionary(
            IndicatorGroup.allCases.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let found = atlas.shownIndicators.filter { indicator in
            let names = [indicator.id, indicator.nameEnglish.lowercased(), indicator.name]
            return (matching.map { text in names.contains { $0.contains(text.lowercased()) } } ?? true)
                && (group.map { indicator.group == $0 } ?? true)
        }
        // What is computed, which maps show first, stays in front of its group.
        let sorted = found.enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            return (x.group.flatMap { order[$0] } ?? order.count, a.offset)
                < (y.group.flatMap { order[$0] } ?? order.count, b.offset)
        }
        let listed = sorted.map { _, indicator in
            ListedIndicator(
                indicator: indicator,
                years: FigureLevel.allCases.map { ($0, atlas.years(of: indicator, level: $0)) })
        }
        return Answered(
            inputs: opened.inputs(("matching", .optional(matching)), ("group", .optional(group?.rawValue))), listed)
    }

    /// How the answer is written.
    public static let layout: Layout<[ListedIndicator]> = .rows(
        nil,
        [
            .plain("id") { $0.indicator.id }, .value("name") { .remark($0.indicator.called) },
            .text(nil, "indicator", "指标") { $0.indicator.id }, .words(nil, "name", "名称") { $0.indicator.called },
            .plain("unit") { $0.indicator.unit }, .value("note") { .remark($0.indicator.note) },
            .words(nil, "unit", "单位") { unitRemark($0.indicator.unit) },
            .plain("group") { $0.indicator.group?.rawValue ?? "" },
            .words(nil, "about", "类别") { $0.indicator.group?.name ?? Remark("", "") },
            .value("computed") { .flag($0.indicator.formula != nil) }, .value("size") { .flag($0.indicator.isSize) },
            .value("years") { listed in
                .fields(listed.years.map { Value.Field($0.0.rawValue, .numbers($0.1.map(Double.init))) })
            },
            .text(nil, "prefectures", "地级") { $0.span(.prefecture) },
            .text(nil, "provinces", "省级") { $0.span(.province) },
            .words(nil, "note", "说明") { $0.indicator.note },
        ]
    ) { $0 }
}

/// An indicator and its years by level.
public struct ListedIndicator: Sendable {
    /// What is measured.
    public let indicator: IndicatorDescription
    /// Years that have figures.
    public let years: [(FigureLevel, [Int])]

    /// Its years of a level in runs.
    fileprivate func span(_ level: FigureLevel) -> String {
        yearRuns(years.first { $0.0 == level }?.1 ?? [])
    }
}
