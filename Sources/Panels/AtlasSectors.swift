public import Asking
import AtlasFiles
import Atlases
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
        var panel = try BroadSectors(figures.atlas).panel(selection, needs)
        panel.neighbours = try reading { () throws(AtlasProblem) in
            try selection.weights.map { (path) throws(AtlasProblem) in
                try readNeighbours(in: path, places: panel.regions)
            }
        }
        panel.asked = try selection.places.map { (text) throws(Problem) in
            try figures.atlas.region(called: text, among: panel.regions).code
        }
        self = panel
    }
}

/// Value added by province and broad sector: published amounts, else shares times the product of the same year where
/// both are first-published.
private struct BroadSectors {
    let atlas: Atlas

    private let amounts: [(sector: Remark, id: String)]
    private let shares: [(sector: Remark, id: String)]
    private let product: String

    /// - Throws: `Problem` where the atlas names no broad sectors.
    init(_ atlas: Atlas) throws(Problem) {
        self.atlas = atlas
        let sectors = atlas.meaning.broadSectors
        amounts = sectors.compactMap { sector in sector.output.map { (sector.name, $0) } }
        shares = sectors.compactMap { sector in sector.share.map { (sector.name, $0) } }
        product = atlas.meaning.roles[.product] ?? ""
        if amounts.isEmpty && shares.isEmpty {
            throw Problem(
                .data, "the atlas has no sectors by province: give a table with {table}", "图集没有分省部门数据：请用 {table} 给出表格")
        }
    }

    func panel(_ selection: Selection, _ needs: Needs) throws(Problem) -> SectorPanel {
        let years = try years(selection, needs)
        let provinces = atlas.regions(of: .province)
        let rows = years.map { year in provinces.map { amounts($0.code, year) } }
        let kept = provinces.indices.filter { place in rows.allSatisfy { $0[place] != nil } }
        if kept.count < 2 {
            let list = yearRuns(years)
            throw Problem(
                .data, "value added by province: fewer than two provinces have sectors in \(list)",
                "分省增加值：\(list) 具有部门数据的省份不足两个")
        }
        let published = published(years[0])
        let sectors = (published ? amounts : shares).map(\.sector)
        return SectorPanel(
            regions: kept.map { provinces[$0].code }, names: kept.map { provinces[$0].called }, sectors: sectors,
            periods: zip(years, rows).map { year, rows in
                SectorPanel.Period(
                    label: "\(year)",
                    table: Matrix(rows: kept.count, columns: sectors.count) { rows[kept[$0]]?[$1] ?? 0 })
            },
            source: "value added by province",
            notes: [note(kept.count, missing: published ? missing : [], nominal: years.count > 1, published)],
            sources: sources(kept.map { provinces[$0].code }, years))
    }

    /// Sectors whose value added nobody published.
    private var missing: [Remark] {
        shares.map(\.sector).filter { sector in !amounts.contains { $0.sector == sector } }
    }

    private func note(_ count: Int, missing: [Remark], nominal: Bool, _ published: Bool) -> Remark {
        let left = missing.map { Remark("; no \($0.english) sector", "；缺\($0.chinese)") }
        let how = published ? left : [Remark(": shares times GDP", "（占比 × GDP）")]
        let prices = nominal ? Remark("; nominal", "；名义值") : Remark("", "")
        return Remark(
            """
            \(count) provinces, broad sectors, first-published figures\(how.map(\.english).joined())\(prices.english).
            """,
            "\(count) 个省份，\(shares.count) 个产业，初次公布数据\(how.map(\.chinese).joined())\(prices.chinese)。")
    }

    private func published(_ year: Int) -> Bool {
        amounts.first.map { years(of: $0.id).contains(year) } ?? false
    }

    private func amounts(_ code: String, _ year: Int) -> [Double]? {
        func value(_ id: String) -> Double? { atlas.figure(id, of: code, year: year, level: .province)?.value }
        if published(year) {
            let found = amounts.map(\.id).compactMap(value)
            return found.count == amounts.count ? found : nil
        }
        let found = shares.map(\.id).compactMap(value)
        guard found.count == shares.count, let product = value(product) else { return nil }
        return found.map { $0 / 100 * product }
    }

    /// Whether the shares of a year are of the edition of that year's product, as far as both say.
    private func ofOneEdition(_ year: Int) -> Bool {
        atlas.regions(of: .province).allSatisfy { province in
            guard let last = shares.last,
                let share = atlas.figure(last.id, of: province.code, year: year, level: .province),
                let product = atlas.figure(product, of: province.code, year: year, level: .province)
            else { return true }
            return product.vintage.hasPrefix(share.vintage)
        }
    }

    private func sources(_ codes: [String], _ years: [Int]) -> [String] {
        var sources: Set<String> = []
        for code in codes {
            for year in years {
                for id in published(year) ? amounts.map(\.id) : shares.map(\.id) + [product] {
                    let figure = atlas.figure(id, of: code, year: year, level: .province)
                    sources.formUnion(figure?.sources ?? [])
                }
            }
        }
        return sources.sorted()
    }

    private func years(of id: String) -> [Int] {
        atlas.shownIndicator(id).map { atlas.years(of: $0, level: .province) } ?? []
    }

    private func years(_ selection: Selection, _ needs: Needs) throws(Problem) -> [Int] {
        let amounts = amounts.first.map { self.years(of: $0.id) } ?? []
        // Shares of an edition of GDP that the atlas does not hold would be multiplied with a revised one.
        let known = (amounts + (shares.last.map { self.years(of: $0.id) } ?? []).filter(ofOneEdition)).sorted()
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
