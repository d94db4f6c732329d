import Asking
import AtlasFiles
import Atlases
import IndexFiles
import Indices
import Panels

/// Figures out of a table: a row a place, or a place and year; a column an indicator.
struct IndexTableReader {
    let table: ValueTable
    let document: RecipeDocument
    let year: String?
    /// Of the column of years, those to rank; nil for all.
    let span: YearSpan?
    let group: String?
    let id: String
    private let remarks: [Remark]

    init(_ table: ValueTable, _ question: IndexQuestion, _ document: RecipeDocument) throws(AtlasProblem) {
        (self.table, self.document) = (table, document)
        let header = table.table.header.filter { !$0.isEmpty }
        func column(_ asked: String?, _ recipe: String?, _ usual: Set<String>) -> String? {
            if let asked { return asked }
            if let recipe, header.contains(recipe) { return recipe }
            return header.first { usual.contains($0.lowercased()) }
        }
        // A year that is no column's name is a year of the column of years.
        let asked = question.year ?? document.year
        span = asked.flatMap { header.contains($0) ? nil : try? YearSpan($0) }
        year = column(span == nil ? question.year : nil, document.year, ValueTable.yearNames)
        group = column(question.group, document.group, ["group", "tier"])
        let used = Set(document.figures.map(\.id) + [year, group, document.stage].compactMap { $0 })
        let found = PlaceColumn(table, besides: used, within: [year].compactMap { $0 })
        guard let id = question.id ?? found?.name else {
            throw AtlasProblem(file: table.table.file, row: 1, expected: "a column of places: name it with {id}")
        }
        self.id = id
        var remarks = question.id == nil ? found?.remarks ?? [] : []
        if question.group == nil, let asked = document.group, asked != group {
            let instead =
                group.map { Remark("are ranked by \($0)", "按 \($0) 分组排名") }
                ?? Remark("are ranked together", "合并排名")
            remarks.append(
                Remark(
                    "The recipe ranks by \(asked), which is no column of the table: places \(instead.english).",
                    "方案按 \(asked) 分组，而表中没有该列：各地\(instead.chinese)。"))
        }
        self.remarks = remarks
    }

    func panel() throws(AtlasProblem) -> IndexPanel {
        let (placeTexts, yearTexts) = (try table.texts(id), try texts(year))
        let groupTexts = try texts(group)
        let places = try places(placeTexts, yearTexts)
        let number = Dictionary(places.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let kept = try rowsOfSpan(yearTexts)
        let periods = Set(yearTexts.map { texts in kept.map { texts[$0] } } ?? [""]).sorted { a, b in
            if let x = Double(a), let y = Double(b) { return x < y }
            return a < b
        }
        let periodNumber = Dictionary(uniqueKeysWithValues: periods.enumerated().map { ($1, $0) })
        let stages = try stages()
        let rows = placeTexts.indices.map { row in
            IndexFigures.Row(
                place: number[placeTexts[row]] ?? 0, period: yearTexts.map { periodNumber[$0[row]] ?? 0 } ?? 0,
                group: groupTexts?[row] ?? "", stage: stages?[row])
        }
        let file = table.table.file.split(separator: "/").last.map(String.init) ?? ""
        return IndexPanel(
            places: places, names: places.map { Remark($0, $0) }, periods: periods, rows: kept.map { rows[$0] },
            // Growth of a year asks the years before it.
            cells: try cells(rows, yearTexts).map { column in kept.map { column[$0] } }, source: Remark(file, file),
            notes: remarks, sources: [file],
            groups: group.map { Remark("by \($0)", "按 \($0) 分组") },
            origin: [Value.Field("table", .text(file)), Value.Field("sha256", .text(table.table.digest))])
    }

    /// Rows of the years asked for.
    private func rowsOfSpan(_ years: [String]?) throws(AtlasProblem) -> [Int] {
        guard let span else { return Array(0..<table.rows) }
        guard let year, let years else {
            throw AtlasProblem(
                file: table.table.file, row: 1,
                expected: "a column of years (year, 年份) for {year}: name it, or leave {year} out",
                "年份列（year、年份）：请以 {year} 指明该列，或不用 {year}")
        }
        let kept = years.indices.filter { Int(years[$0]).map(span.contains) ?? false }
        if kept.isEmpty {
            let known = Set(years).sorted().prefix(40)
            throw AtlasProblem(
                file: table.table.file, column: year,
                expected: "a row of the years asked for; there are \(known.joined(separator: ", "))",
                "所需年份的行；表中有 \(known.joined(separator: "、"))")
        }
        return kept
    }

    private func texts(_ column: String?) throws(AtlasProblem) -> [String]? {
        guard let column else { return nil }
        return try table.texts(column)
    }

    /// Each place once, in the order of the table.
    private func places(_ texts: [String], _ years: [String]?) throws(AtlasProblem) -> [String] {
        var (places, known, seen) = ([String](), Set<String>(), Set<String>())
        for (row, text) in texts.enumerated() {
            if text.isEmpty { throw table.problem(row: row, column: id, expected: "a name or code of the place") }
            if known.insert(text).inserted { places.append(text) }
            let period = years?[row] ?? ""
            if let year, period.isEmpty { throw table.problem(row: row, column: year, expected: "a year") }
            if !seen.insert("\(period)\u{1}\(text)").inserted {
                let cure: Template = year == nil ? "; name the column of years with {year}" : " a year"
                throw table.problem(row: row, column: id, expected: "each place once\(words: cure)")
            }
        }
        return places
    }

    private func stages() throws(AtlasProblem) -> [Double?]? {
        guard let stage = document.stage else { return nil }
        let stages = try table.numbers(stage)
        if !document.recipe.stageBounds.isEmpty, let row = stages.firstIndex(of: nil) {
            throw table.problem(row: row, column: stage, expected: "a number, which tells the stage of development")
        }
        return stages
    }

    private func cells(_ rows: [IndexFigures.Row], _ years: [String]?) throws(AtlasProblem) -> [[IndexPanel.Cell?]] {
        var cells: [[IndexPanel.Cell?]] = []
        var missing: [String] = []
        for figure in document.figures {
            guard let values = try values(figure, rows) else {
                missing.append(figure.id == figure.name ? figure.id : "\(figure.id) (\(figure.name))")
                continue
            }
            cells.append(
                values.enumerated().map { row, value in
                    value.map { IndexPanel.Cell(value: $0, year: years?[row] ?? "") }
                })
        }
        if missing.isEmpty { return cells }
        throw AtlasProblem(
            file: table.table.file, row: 1,
            expected:
                """
                a column for each indicator of the recipe; missing: \(missing.joined(separator: ", ")). The \
                table has \(table.table.header.prefix(30).joined(separator: ", "))
                """,
            """
            方案各指标各有一列；缺少：\(missing.joined(separator: "、"))。表格有 \
            \(table.table.header.prefix(30).joined(separator: "、"))
            """)
    }

    /// A column of the indicator's own name, else what its recipe makes it of; nil where the table has neither.
    private func values(_ figure: RecipeFigure, _ rows: [IndexFigures.Row]) throws(AtlasProblem) -> [Double?]? {
        let header = Set(table.table.header)
        if header.contains(figure.id) { return try table.numbers(figure.id) }
        switch figure.origin {
        case .named(let name): return header.contains(name) ? try table.numbers(name) : nil
        case .zones: return nil
        case .ratio(let above, let below, let factor):
            guard header.contains(above), header.contains(below) else { return nil }
            return zip(try table.numbers(above), try table.numbers(below)).map { a, b in
                guard let a, let b, b != 0 else { return nil }
                return factor * a / b
            }
        case .growth(let name, let years):
            guard header.contains(name), let year else { return nil }
            let (numbers, texts) = (try table.numbers(name), try table.texts(year))
            var at: [String: Double] = [:]
            for row in rows.indices {
                if let value = numbers[row], let time = Int(texts[row]) { at["\(time) \(rows[row].place)"] = value }
            }
            return rows.indices.map { row in
                guard let time = Int(texts[row]), let now = numbers[row], now > 0,
                    let then = at["\(time - years) \(rows[row].place)"], then > 0
                else { return nil }
                return meanGrowth(from: then, to: now, years: years)
            }
        }
    }
}
