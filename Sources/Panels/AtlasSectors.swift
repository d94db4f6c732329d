public import Asking
import Atlas
import AtlasFiles
import Indicators
import LinearAlgebra

extension SectorPanel {
    /// Value added by province and broad sector, a period a year.
    ///
    /// - Throws: `Problem` where more sectors are needed than the atlas has, or a year lacks figures.
    public init(of figures: AtlasFigures, _ selection: Selection, _ needs: Needs) throws(Problem) {
        if needs.contains(.manySectors) {
            throw Problem(
                .use,
                """
                the atlas knows three broad sectors by province, too few for this measure; give a table with \
                {table}
                """,
                "图集仅有分省三次产业，不足以计算该指标；请用 {table} 给出表格")
        }
        var panel = try BroadSectors(atlas: figures.atlas).panel(selection, needs)
        panel.neighbours = try reading { () throws(AtlasProblem) in
            try selection.weights.map { (path) throws(AtlasProblem) in
                try readNeighbours(in: path, places: panel.regions)
            }
        }
        panel.asked = selection.places
        self = panel
    }
}

/// Value added by province and broad sector: published amounts, else shares times the product of the same year where
/// both are first-published.
private struct BroadSectors {
    let atlas: Atlas

    private static let amounts = ["secondary_output", "tertiary_output"]
    private static let shares = ["primary_share", "secondary_share", "tertiary_share"]

    func panel(_ selection: Selection, _ needs: Needs) throws(Problem) -> SectorPanel {
        let years = try years(selection, needs)
        let provinces = atlas.regions(of: .province)
        let rows = years.map { year in provinces.map { amounts($0.code, year) } }
        let kept = provinces.indices.filter { place in rows.allSatisfy { $0[place] != nil } }
        if kept.count < 2 {
            let list = years.map(String.init).joined(separator: ", ")
            throw Problem(
                .data, "value added by province: fewer than two provinces have sectors in \(list)",
                "分省增加值：\(list) 具有部门数据的省份不足两个")
        }
        let broad = [Remark("primary", "第一产业"), Remark("secondary", "第二产业"), Remark("tertiary", "第三产业")]
        let published = published(years[0])
        let sectors = published ? Array(broad.dropFirst()) : broad
        return SectorPanel(
            regions: kept.map { provinces[$0].code }, names: kept.map { provinces[$0].called }, sectors: sectors,
            periods: zip(years, rows).map { year, rows in
                SectorPanel.Period(
                    label: "\(year)",
                    table: Matrix(rows: kept.count, columns: sectors.count) { rows[kept[$0]]?[$1] ?? 0 })
            },
            source: "value added by province",
            notes: [note(kept.count, published: published, nominal: years.count > 1)],
            sources: sources(kept.map { provinces[$0].code }, years))
    }

    private func note(_ count: Int, published: Bool, nominal: Bool) -> Remark {
        let how = published ? Remark("; no primary sector", "；缺第一产业") : Remark(": shares times GDP", "（占比 × GDP）")
        let prices = nominal ? Remark("; nominal", "；名义值") : Remark("", "")
        return Remark(
            "\(count) provinces, broad sectors, first-published figures\(how.english)\(prices.english).",
            "\(count) 个省份，三次产业，初次公布数据\(how.chinese)\(prices.chinese)。")
    }

    private func published(_ year: Int) -> Bool {
        atlas.shownIndicator(Self.amounts[0]).map { atlas.years(of: $0, level: .province).contains(year) } ?? false
    }

    private func amounts(_ code: String, _ year: Int) -> [Double]? {
        func value(_ id: String) -> Double? { atlas.figure(id, of: code, year: year, level: .province)?.value }
        if published(year) {
            let amounts = Self.amounts.compactMap(value)
            return amounts.count == Self.amounts.count ? amounts : nil
        }
        let shares = Self.shares.compactMap(value)
        guard shares.count == Self.shares.count, let product = value("gdp") else { return nil }
        return shares.map { $0 / 100 * product }
    }

    /// Whether the shares of a year are of the edition of that year's product, as far as both say.
    private func ofOneEdition(_ year: Int) -> Bool {
        atlas.regions(of: .province).allSatisfy { province in
            guard let share = atlas.figure("tertiary_share", of: province.code, year: year, level: .province),
                let product = atlas.figure("gdp", of: province.code, year: year, level: .province)
            else { return true }
            return product.vintage.hasPrefix(share.vintage)
        }
    }

    private func sources(_ codes: [String], _ years: [Int]) -> [String] {
        var sources: Set<String> = []
        for code in codes {
            for year in years {
                for id in published(year) ? Self.amounts : Self.shares + ["gdp"] {
                    let figure = atlas.figure(id, of: code, year: year, level: .province)
                    sources.formUnion(figure?.sources ?? [])
                }
            }
        }
        return sources.sorted()
    }

    private func years(_ selection: Selection, _ needs: Needs) throws(Problem) -> [Int] {
        func years(of id: String) -> [Int] {
            atlas.shownIndicator(id).map { atlas.years(of: $0, level: .province) } ?? []
        }
        let amounts = years(of: Self.amounts[0])
        // Shares of an edition of GDP that the atlas does not hold would be multiplied with a revised one.
        let known = (amounts + years(of: "tertiary_share").filter(ofOneEdition)).sorted()
        if needs.contains(.twoYears) {
            guard amounts.count > 1 else {
                throw Problem(
                    .data, "the atlas has no sectors by province in two years: give a table with {table}",
                    "图集没有两个年份的分省部门数据：请用 {table} 给出表格")
            }
            return [amounts[0], amounts[amounts.count - 1]]
        }
        guard let last = known.last else {
            throw Problem(
                .data, "the atlas has no sectors by province: give a table with {table}", "图集没有分省部门数据：请用 {table} 给出表格")
        }
        guard let text = selection.year else { return [last] }
        guard let year = Int(text), known.contains(year) else {
            let list = known.map(String.init).joined(separator: ", ")
            throw Problem(
                .use, "{year} is \(text.prefix(40)): sectors by province are known in \(list)",
                "{year} 为 \(text.prefix(40))：分省部门数据的年份有 \(list)")
        }
        return [year]
    }
}
