import Asking
import Atlas
import Indicators
import LinearAlgebra
import Measures
import Reports
import Scenarios
import Wording

/// Sectors and links of an atlas for measures.
extension Workbench {
    /// Value added by province and sector: published amounts, else shares times the product of the same year where both
    /// are first-published.
    func sectors(_ question: MeasureQuestion, _ language: Language) throws(WorkbenchError) -> SectorPanel {
        let years = try sectorYears(question)
        let provinces = atlas.regions(of: .province)
        var panels: [(label: String, rows: [[Double]?])] = []
        for year in years { panels.append(("\(year)", provinces.map { amounts($0.code, year) })) }
        let kept = provinces.indices.filter { place in panels.allSatisfy { $0.rows[place] != nil } }
        let names =
            published(years[0])
            ? [language("secondary", "第二产业"), language("tertiary", "第三产业")]
            : [language("primary", "第一产业"), language("secondary", "第二产业"), language("tertiary", "第三产业")]
        if kept.count < 2 {
            throw WorkbenchError(
                .data,
                """
                value added by province: fewer than two provinces have sectors in \
                \(years.map(String.init).joined(separator: ", "))
                """
            )
        }
        let periods = panels.map { panel in
            (panel.label, Matrix(rows: kept.count, columns: names.count) { panel.rows[kept[$0]]?[$1] ?? 0 })
        }
        return SectorPanel(
            regions: kept.map { provinces[$0].code }, names: kept.map { language.name(provinces[$0]) }, sectors: names,
            periods: periods,
            source: "value added by province",
            notes: [
                Remark(
                    """
                    \(kept.count) provinces, broad sectors, first-published \
                    figures\(published(years[0]) ? "; no primary sector" : ": shares times GDP")\(years.count > 1 ? "; nominal" : "").
                    """,
                    """
                    \(kept.count) 个省份，三次产业，初次公布数据\
                    \(published(years[0]) ? "；缺第一产业" : "（占比 × GDP）")\(years.count > 1 ? "；名义值" : "")。
                    """
                )
            ], sources: sectorSources(kept.map { provinces[$0].code }, years))
    }

    private static let amountsIndicators = ["secondary_output", "tertiary_output"]

    private func published(_ year: Int) -> Bool {
        atlas.shownIndicator("secondary_output").map { atlas.years(of: $0, level: .province).contains(year) } ?? false
    }

    private func amounts(_ code: String, _ year: Int) -> [Double]? {
        func value(_ id: String) -> Double? { atlas.figure(id, of: code, year: year, level: .province)?.value }
        if published(year) {
            let amounts = Self.amountsIndicators.compactMap(value)
            return amounts.count == Self.amountsIndicators.count ? amounts : nil
        }
        let shares = ["primary_share", "secondary_share", "tertiary_share"].compactMap(value)
        guard shares.count == 3, let product = value("gdp") else { return nil }
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

    private func sectorSources(_ codes: [String], _ years: [Int]) -> [String] {
        var sources: Set<String> = []
        for code in codes {
            for year in years {
                for id in published(year)
                    ? Self.amountsIndicators : ["primary_share", "secondary_share", "tertiary_share", "gdp"]
                {
                    sources.formUnion(
                        atlas.figure(id, of: code, year: year, level: .province)?.sources ?? [])
                }
            }
        }
        return sources.sorted()
    }

    private func sectorYears(_ question: MeasureQuestion) throws(WorkbenchError) -> [Int] {
        let amounts = atlas.shownIndicator("secondary_output").map { atlas.years(of: $0, level: .province) } ?? []
        // Shares of an edition of GDP that the atlas does not hold would be multiplied with a revised one.
        let shares = (atlas.shownIndicator("tertiary_share").map { atlas.years(of: $0, level: .province) } ?? [])
            .filter(ofOneEdition)
        let known = (amounts + shares).sorted()
        if question.measure == .shiftShare {
            guard amounts.count > 1 else {
                throw WorkbenchError(
                    .data, "the atlas has no sectors by province in two years: give a table with --table")
            }
            return [amounts[0], amounts[amounts.count - 1]]
        }
        guard let last = known.last else {
            throw WorkbenchError(.data, "the atlas has no sectors by province: give a table with --table")
        }
        guard let text = question.year else { return [last] }
        guard let year = Int(text), known.contains(year) else {
            throw WorkbenchError(
                .use,
                """
                --year is \(text.prefix(40)): sectors by province are known in \
                \(known.map(String.init).joined(separator: ", "))
                """
            )
        }
        return [year]
    }

    /// Cities with product and residents, apart by passengers' hours.
    func links(_ question: MeasureQuestion, _ language: Language) throws(WorkbenchError) -> CityLinks {
        let year: Int
        if let text = question.year {
            guard let found = Int(text) else {
                throw WorkbenchError(.use, "--year is \(text.prefix(40)): expected one year")
            }
            year = found
        } else {
            year = atlas.year
        }
        let travel: CityTravel
        do { travel = try CityTravel(atlas, year: year, figures: figuresYear(year)) } catch {
            throw WorkbenchError(.data, "\(error)")
        }
        let places = travel.places
        return CityLinks(
            places: places.map(\.code), names: places.map { language.name(atlas.region($0.code)) },
            cities: places.map { CityMass(population: $0.residents.value, product: $0.output.value) },
            apart: { travel.hours[$0, $1] },
            unit: Remark("passengers' hours, modelled", "旅客出行小时（模型值）"), source: "cities of \(year)",
            notes: travel.notes,
            sources: places.flatMap { [$0.residents, $0.output] }.sources.sorted())
    }
}
