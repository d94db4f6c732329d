import Atlas
import AtlasFiles
import Formats
import Foundation
import IndexFiles
import Indices
import Panels
import Reports

/// Figures of a recipe as they were found, with what is known of each.
struct IndexPanel: Sendable {
    /// A figure, and what to tell of it.
    struct Cell: Sendable {
        let value: Double
        var year: String = ""
        var notes: [Remark] = []
        var sources: [String] = []
    }

    /// Codes, or names where the table has no others.
    let places: [String]
    let names: [String]
    let periods: [String]
    let rows: [IndexFigures.Row]
    /// By indicator and row.
    let cells: [[Cell?]]
    /// What errors and headings call the figures.
    let source: Remark
    var notes: [Remark] = []
    /// Identifiers of sources, or the file.
    var sources: [String] = []
    /// How places are ranked apart; nil where all stand in one ranking.
    var groups: Remark?
    /// Ranks that somebody else published, by place; nil where there are none to compare with.
    var published: (edition: Int, ranks: [Int: Int])?

    func figures() throws(IndexError) -> IndexFigures {
        try IndexFigures(places: places, periods: periods, rows: rows, columns: cells.map { $0.map { $0?.value } })
    }
}

extension IndexQuestion {
    /// Figures out of a table: a row a place, or a place and year; a column an indicator.
    func tablePanel(folder: String?) throws(WorkbenchError) -> IndexPanel {
        let path = table ?? document.table.flatMap { name in folder.map { $0 + "/" + name } }
        do {
            let csv: CSVTable
            if let text {
                csv = try CSVTable(text: [UInt8](text.utf8), file: table ?? "table")
            } else {
                guard let path else {
                    throw WorkbenchError(.use, "the index needs a table: give it with --table FILE.csv")
                }
                csv = try CSVTable(path: path)
            }
            return try IndexTableReader(try ValueTable(csv), self).panel()
        } catch { throw WorkbenchError(error) }
    }
}

private struct IndexTableReader {
    let table: ValueTable
    let question: IndexQuestion
    let year: String?
    let group: String?
    let id: String

    init(_ table: ValueTable, _ question: IndexQuestion) throws {
        self.table = table
        self.question = question
        let header = table.table.header.filter { !$0.isEmpty }
        func column(_ asked: String?, _ recipe: String?, _ usual: [String]) -> String? {
            if let asked { return asked }
            if let recipe, header.contains(recipe) { return recipe }
            return header.first { usual.contains($0.lowercased()) }
        }
        year = column(question.year, question.document.year, ["year", "年份", "年"])
        group = column(question.group, question.document.group, ["group", "tier"])
        let used = Set(question.document.figures.map(\.id) + [year, group, question.document.stage].compactMap { $0 })
        guard let id = question.id ?? placeColumn(table, besides: used) else {
            throw AtlasProblem(file: table.table.file, row: 1, expected: "a column of places: name it with --id")
        }
        self.id = id
    }

    func panel() throws -> IndexPanel {
        let (placeTexts, yearTexts) = (try table.texts(id), try year.map { try table.texts($0) })
        let groupTexts = try group.map { try table.texts($0) }
        var number: [String: Int] = [:]
        var places: [String] = []
        var seen: Set<String> = []
        for (row, text) in placeTexts.enumerated() {
            if text.isEmpty { throw table.problem(row: row, column: id, expected: "a name or code of the place") }
            if number[text] == nil {
                number[text] = places.count
                places.append(text)
            }
            let period = yearTexts?[row] ?? ""
            if year != nil && period.isEmpty { throw table.problem(row: row, column: year ?? "", expected: "a year") }
            if !seen.insert("\(period)\u{1}\(text)").inserted {
                throw table.problem(
                    row: row, column: id,
                    expected: year == nil
                        ? "each place once; name the column of years with --year" : "each place once a year")
            }
        }
        let periods = Set(yearTexts ?? [""]).sorted { a, b in
            if let x = Double(a), let y = Double(b) { return x < y }
            return a < b
        }
        let periodNumber = Dictionary(uniqueKeysWithValues: periods.enumerated().map { ($1, $0) })
        let stages = try question.document.stage.map { try table.numbers($0) }
        if let stages, !question.document.recipe.stageBounds.isEmpty, let row = stages.firstIndex(of: nil) {
            throw table.problem(
                row: row, column: question.document.stage ?? "",
                expected: "a number, which tells the stage of development")
        }
        let rows = placeTexts.indices.map { row in
            IndexFigures.Row(
                place: number[placeTexts[row]] ?? 0, period: yearTexts.map { periodNumber[$0[row]] ?? 0 } ?? 0,
                group: groupTexts?[row] ?? "",
                stage: stages?[row])
        }
        var cells: [[IndexPanel.Cell?]] = []
        var missing: [String] = []
        for figure in question.document.figures {
            if let values = try values(figure, rows) {
                cells.append(
                    values.enumerated().map { row, value in
                        value.map { IndexPanel.Cell(value: $0, year: yearTexts?[row] ?? "") }
                    })
            } else {
                missing.append(figure.id == figure.name ? figure.id : "\(figure.id) (\(figure.name))")
            }
        }
        if !missing.isEmpty {
            throw AtlasProblem(
                file: table.table.file, row: 1,
                expected:
                    """
                    a column for each indicator of the recipe; missing: \(missing.joined(separator: ", ")). The \
                    table has \(table.table.header.prefix(30).joined(separator: ", "))
                    """
            )
        }
        let file = URL(fileURLWithPath: table.table.file).lastPathComponent
        return IndexPanel(
            places: places, names: places, periods: periods, rows: rows, cells: cells, source: Remark(file, file),
            sources: [file],
            groups: group.map { Remark("by \($0)", "按 \($0) 分组") })
    }

    /// A column of the indicator's own name, else what its recipe makes it of; nil where the table has neither.
    private func values(_ figure: RecipeFigure, _ rows: [IndexFigures.Row]) throws -> [Double?]? {
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
            let numbers = try table.numbers(name)
            let texts = try table.texts(year)
            var at: [String: Double] = [:]
            for row in rows.indices {
                if let value = numbers[row], let time = Int(texts[row]) { at["\(time) \(rows[row].place)"] = value }
            }
            return rows.indices.map { row in
                guard let time = Int(texts[row]), let now = numbers[row],
                    let then = at["\(time - years) \(rows[row].place)"], then > 0,
                    now > 0
                else { return nil }
                return meanGrowth(from: then, to: now, years: years)
            }
        }
    }
}
