import Asking
public import AtlasFiles
import AtlasQuestions
public import Atlases
import Wording

/// An atlas made from a table: what was understood and what was not.
public struct MadeAtlas: Sendable {
    /// Where it lies.
    public let folder: String
    /// What was understood of each table.
    public let readings: [TableReading]
    /// How many regions there are.
    public let regions: Int
    /// Of regions, by code.
    public let names: [String: Remark]
    /// What became of the user's borders; nil for the borders of an atlas.
    public let borders: WrittenBorders?
    /// Which columns play which role; nil beside an atlas that says so itself.
    public let meaning: ColumnMeaning?
    /// How many links were read, and how many lead to no region; nil where none were given.
    public let links: (read: Int, leftOut: Int, unknown: [String])?

    /// How the answer is written.
    public static let layout = Layout<MadeAtlas>(
        value: { made, language in
            .fields(
                ("tables", .list(made.readings.map { Layout.record(nil, MadeAtlas.columns).value($0, language) })),
                (
                    "roles",
                    .fields((made.meaning?.found ?? []).map { Value.Field($0.role.rawValue, .text($0.indicator)) })
                ),
                ("currency", .optional(made.meaning.map(\.currency.code))),
                ("links", made.links.map { .count($0.read) } ?? .none),
                ("linksLeftOut", made.links.map { .count($0.leftOut) } ?? .none))
        },
        sheets: { made in
            made.readings.flatMap { reading in
                [made.understood(reading)]
                    + (reading.unmatched.isEmpty
                        ? []
                        : [
                            Sheet(
                                title: Remark("Not matched: these rows are left out", "未匹配：以下行未采用"),
                                reading.unmatched.map { row in
                                    (row, row.suggestions.prefix(4).map { ($0, made.names[$0]) })
                                }, left)
                        ])
            } + [made.next]
        })

    private static let columns: [Column<TableReading>] = [
        .plain("encoding") { $0.encoding }, .plain("placeColumn") { $0.placeColumn },
        .plain("yearColumn") { $0.yearColumn }, .value("rows") { .count($0.rows) },
        .value("matchedRegions") { .count($0.matchedRegions) },
        .value("indicators") { reading in
            .list(
                reading.indicators.map {
                    .fields(
                        ("id", .text($0.indicator.id)), ("unit", .text($0.indicator.unit)),
                        ("columns", .texts($0.columns)), ("years", .numbers($0.years.map(Double.init))),
                        ("values", .count($0.values)))
                })
        },
        .value("ignored") { .list($0.ignored.map { .texts([$0.column, $0.why]) }) },
        .list("unmatched", left.map { $0.of { ($0, []) } }) { $0.unmatched },
    ]

    private static let left: [Column<(TableReading.Unmatched, [(code: String, name: Remark?)])>] = [
        .digits("row", "row", "行") { $0.0.row }, .text("text", "text", "文字") { $0.0.text },
        .value("perhaps") { .texts($0.0.suggestions) },
        .words(nil, "perhaps", "或为") { row in
            func list(_ language: Language) -> String {
                row.1.map { "\($0.name.map { language($0) } ?? "") \($0.code)" }.joined(separator: language(", ", "、"))
            }
            return Remark(list(.english), list(.chinese))
        },
    ]

    /// A row of the table of what was understood.
    private struct ReadColumn {
        let column: String
        var meaning: Remark
        var unit = "", years = ""
        var values: Int?

        static let columns: [Column<ReadColumn>] = [
            .text(nil, "column", "列") { $0.column }, .words(nil, "read as", "理解为") { $0.meaning },
            .text(nil, "unit", "单位") { $0.unit }, .text(nil, "years", "年份") { $0.years },
            .digits(nil, "values", "数值数") { $0.values },
        ]
    }

    private func understood(_ reading: TableReading) -> Sheet {
        var rows = [
            ReadColumn(column: reading.placeColumn, meaning: Remark("place", "地区"), values: reading.matchedRegions)
        ]
        if let column = reading.yearColumn { rows.append(ReadColumn(column: column, meaning: Remark("year", "年份"))) }
        rows += reading.indicators.map { read in
            let (id, years) = (read.indicator.id, read.years)
            let role = meaning?.found.first { $0.indicator == id }
            return ReadColumn(
                column: Self.span(read.columns, most: 3, " … "),
                meaning: role.map { Remark("\(id): \($0.role.name.english)", "\(id)：\($0.role.name.chinese)") }
                    ?? Remark(id, id),
                unit: role?.unit ?? read.indicator.unit,
                years: Self.span(years.map(String.init), most: 2, "–"), values: read.values)
        }
        rows += reading.ignored.map {
            ReadColumn(column: $0.column, meaning: Remark("left out: \($0.why)", "未采用：\($0.why)"))
        }
        var notes = [
            Remark(
                "  \(reading.matchedRegions) of \(regions) regions have a value.",
                "  \(regions) 个地区中 \(reading.matchedRegions) 个有数值。")
        ]
        if let borders, borders.kept < borders.of {
            notes.insert(
                Remark(
                    "  Borders are simplified for the screen: \(borders.kept) of \(borders.of) points are kept.",
                    "  边界已为显示而简化：\(borders.of) 个点中保留 \(borders.kept) 个。"), at: 0)
        }
        notes += reading.remarks.map { Remark("  " + $0.english, "  " + $0.chinese) }
        return Sheet(
            title: Remark(
                "Read from \(reading.file): \(reading.rows) rows, \(reading.encoding)",
                "读取 \(reading.file)：\(reading.rows) 行，\(reading.encoding)"), rows, ReadColumn.columns, notes: notes)
    }

    /// All, or the first and last of many.
    private static func span(_ all: [String], most: Int, _ between: String) -> String {
        guard all.count > most, let first = all.first, let last = all.last else { return all.joined(separator: ", ") }
        return first + between + last
    }

    /// The first few.
    private static func some(_ all: [String]) -> String {
        all.prefix(8).joined(separator: ", ") + (all.count > 8 ? ", …" : "")
    }

    /// What the model would need and the atlas does not have.
    private var lacking: [Remark] {
        guard let meaning else { return [] }
        let found = Set(meaning.found.map(\.role))
        let roles = [Role.product, .residents].filter { !found.contains($0) }
        let missing = roles.map(\.name)
        let taken = meaning.found.filter(\.isTaken).map {
            Remark("\($0.indicator) names no unit: taken as \($0.unit).", "\($0.indicator) 未注明单位：按 \($0.unit) 计。")
        }
        if missing.isEmpty { return meaning.notes + taken }
        return meaning.notes + taken + [
            Remark(
                """
                No \(missing.map(\.english).joined(separator: " and no ")) was found: measures, indices and charts \
                answer, \
                the model does not. Rename the column, or map it: --map \(roles[0].rawValue)=COLUMN.
                """,
                """
                没有找到\(missing.map(\.chinese).joined(separator: "、"))：测度、指数与图表可用，模型不可用。请改列名，或用 --map \
                \(roles[0].rawValue)=列名 指定。
                """)
        ]
    }

    private var next: Sheet {
        let first = readings.first?.indicators.first?.indicator.id ?? ""
        let picture = "hinterland map \(first) --atlas \(folder) --out map.svg"
        let linked = links.map {
            [
                Remark(
                    """
                    \($0.read) links with their hours\
                    \($0.leftOut > 0 ? "; \($0.leftOut) rows lead to no region (\(Self.some($0.unknown)))" : "").
                    """,
                    "\($0.read) 条连接及其小时数\($0.leftOut > 0 ? "；\($0.leftOut) 行不通往任何地区（\(Self.some($0.unknown))）" : "")。")
            ]
        }
        return Sheet(
            notes: lacking + (linked ?? []) + [
                Remark("Look at it:  hinterland serve --atlas \(folder)", "查看：hinterland serve --atlas \(folder)"),
                Remark("A picture:   \(picture)", "出图：\(picture)"),
            ])
    }
}
