import Atlases

/// The tables of an atlas that hold figures, row by row or by theme.
extension AtlasTables {
    private typealias EditionRow = (indicator: String, edition: FigureTable.Edition, row: TypedRows.Row)

    /// Tables by theme, with their editions and flags.
    func readFigureTables(_ known: Known, _ indicators: [String: Indicator]) -> [FigureTable] {
        let (editions, flags) = (readEditions(known), readFlags())
        for (table, rows) in editions where !themes.contains(where: { $0.name == table }) {
            rows.first?.row.reject("table", "a table by theme, a resource figures-NAME of the descriptor")
        }
        for (table, rows) in flags where !themes.contains(where: { $0.name == table }) {
            rows.values.first?.row.reject("table", "a table by theme, a resource figures-NAME of the descriptor")
        }
        return themes.compactMap { theme in
            let own = Dictionary(grouping: editions[theme.name] ?? [], by: \.indicator).mapValues { $0.map(\.edition) }
            return FigureTableReader(
                file: theme.file, bytes: theme.bytes, regions: known.codes, indicators: indicators, editions: own,
                problems: problems
            ).table(theme.name, flags: flags[theme.name] ?? [:])
        }
    }

    private func readEditions(_ known: Known) -> [String: [EditionRow]] {
        let columns = ["table", "indicator", "first_year", "last_year", "vintage", "status", "flag", "source"]
        var found: [String: [EditionRow]] = [:]
        _ = rows("editions", columns)?.map { row -> Void? in
            guard let table = row.required("table"), let indicator = row.required("indicator"),
                let first = row.integer("first_year", in: 1900...2100),
                let last = row.integer("last_year", in: 1900...2100),
                let status = row.choice("status", FigureStatus.self)
            else { return nil }
            if last < first { row.reject("last_year", "no year before first_year") }
            let years = first...max(first, last)
            if found[table]?.contains(where: { $0.indicator == indicator && $0.edition.years.overlaps(years) }) == true
            {
                row.reject("first_year", "each year of a column in one edition")
            }
            let edition = FigureTable.Edition(
                years: years, vintage: row.text("vintage"), status: status, flag: row.text("flag"),
                sources: known.sources(row))
            found[table, default: []].append((indicator, edition, row))
            return ()
        }
        return found
    }

    private func readFlags() -> [String: [FlagKey: FlagRow]] {
        var found: [String: [FlagKey: FlagRow]] = [:]
        _ = rows("flags", ["table", "indicator", "region", "level", "year", "flag"])?.map { row -> Void? in
            guard let table = row.required("table"), let flag = row.required("flag"),
                let level = row.choice("level", FigureLevel.self), let year = row.integer("year", in: 1900...2100)
            else { return nil }
            let key = FlagKey(
                indicator: row.text("indicator"), region: row.text("region"), level: level, year: year)
            if found[table, default: [:]].updateValue(FlagRow(text: flag, row: row), forKey: key) != nil {
                row.reject("indicator", "one flag a figure, parts joined by \"; \"")
            }
            return ()
        }
        return found
    }

    func readFigures(_ known: Known, _ indicators: [String: Indicator]) -> [Figure] {
        var seen = Set<String>()
        let columns = ["indicator", "region", "level", "year", "vintage", "value", "status", "flag", "source"]
        return rows("figures", columns, required: true)?.map { row in
            guard let indicator = indicators[row.text("indicator")] else {
                row.reject("indicator", "the id of an indicator in indicators.csv")
                return nil
            }
            guard row.required("year") != nil, row.required("value") != nil else { return nil }
            guard let region = known.code(row, "region"), let level = row.choice("level", FigureLevel.self),
                let year = row.integer("year", in: 1900...2100),
                let value = row.number("value", in: indicator.plausible),
                let status = row.choice("status", FigureStatus.self)
            else { return nil }
            unique(&seen, "\(indicator.id)|\(region)|\(level)|\(year)|\(row.text("vintage"))", row, "region")
            return Figure(
                indicator: indicator.id, region: region, level: level, year: year, vintage: row.text("vintage"),
                value: value,
                status: status,
                flag: row.text("flag"), sources: known.sources(row))
        } ?? []
    }
}
