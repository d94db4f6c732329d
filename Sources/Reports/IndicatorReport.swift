import Asking
public import AtlasFiles
import Wording

extension IndicatorCharts {
    /// A self-contained page: the map, the charts that the values allow, every value with its warnings, the places
    /// without one and why, and the sources.
    ///
    /// - Parameter command: how the page can be made again.
    public func report(boundaries: Boundaries?, provinces: Boundaries?, command: String) -> String {
        var page = Page()
        page.heading(title, level: 1)
        page.paragraph(language(picture.column.indicator.note))
        page.raw(map(boundaries: boundaries, provinces: provinces))
        for chart in [distributionChart(), rankSizeChart(), seriesChart()].compactMap({ $0 }) { page.raw(chart) }
        values(&page)
        missing(&page)
        page.heading(language("Sources", "来源"))
        let used = Set(picture.column.observations.flatMap(\.sources))
        page.list(picture.atlas.sources.filter { used.contains($0.id) }.map { "\($0.id): \($0.title) \($0.url)" })
        page.paragraph(citation)
        page.paragraph(language("Made by: ", "生成命令：") + command)
        return page.html(title: title, language: language)
    }

    private func values(_ page: inout Page) {
        let ordered = picture.column.observations.sorted { ($0.value, $1.region) > ($1.value, $0.region) }
        page.heading(language("Values", "数值"))
        page.table(
            [
                language("Place", "地区"), "#" + unit.name, language("Class", "分级"), language("Status", "性质"),
                language("Vintage", "版本"),
                language("Warnings", "提示"), language("Source", "来源"),
            ],
            ordered.map { seen in
                [
                    language.name(picture.atlas.region(seen.region)), unit.number(seen.value),
                    picture.classification?.classOf(seen.value).map(classText) ?? "", language(seen.status.remark),
                    language(seen.vintage),
                    language.joined(seen.flags),
                    seen.sources.joined(separator: ", "),
                ]
            })
    }

    private func missing(_ page: inout Page) {
        if picture.column.missing.isEmpty { return }
        page.heading(language("Without a figure", "无数据"))
        page.table(
            [language("Place", "地区"), language("Why", "原因")],
            picture.column.missing.map { [language.name(picture.atlas.region($0.region)), language($0.reason)] })
    }
}
