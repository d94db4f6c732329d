import Asking
import Atlases

/// Turns checked cells into an atlas.
struct AtlasTables {
    let tables: [String: CSVTable]
    /// Tables of figures by theme, as bytes, in the order of the descriptor.
    let themes: [(name: String, file: String, bytes: [UInt8])]
    /// Trains between places; nil where the atlas has none.
    let trains: LateFile?
    let meaning: MeaningFile?
    let problems: ProblemList

    func atlas(_ package: DataPackage, hash: String) -> Atlas? {
        let sources = readSources()
        let sourceIDs = Set(sources.map(\.id))
        let regions = readRegions(sourceIDs)
        let codes = Set(regions.map(\.code))
        for region in regions {
            for (column, code) in [("parent", region.parent), ("part_of", region.partOf)] {
                if let code, !codes.contains(code) {
                    problems.add(
                        AtlasProblem(
                            file: "regions.csv", column: column, value: code,
                            expected: "the code of a region in regions.csv"))
                }
            }
        }
        if let year = package.year, !(1900...2100).contains(year) {
            problems.add(
                AtlasProblem(
                    file: "datapackage.json", column: "year", value: "\(year)",
                    expected: "a whole number from 1900 to 2100"))
        }
        let indicators = readIndicators()
        let units = Dictionary(indicators.map { ($0.id, $0.unit) }, uniquingKeysWith: { first, _ in first })
        let known = Known(codes: codes, sources: sourceIDs)
        let byID = Dictionary(indicators.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        let figures = readFigures(known, byID)
        let figureTables = readFigureTables(known, byID)
        let atlas = Atlas(
            name: package.name, title: package.title ?? package.name,
            titleChinese: package.titleChinese ?? package.title ?? package.name, version: package.version ?? "",
            year: package.year ?? figures.map(\.year).max() ?? 0,
            hash: hash, map: hints(package.map), regions: regions, indicators: indicators, figures: figures,
            figureTables: figureTables,
            clusters: readClusters(known),
            groups: readGroups(known),
            railLinks: readRailLinks(known),
            plannedLines: readPlannedLines(known), zones: readZones(known), flows: readFlows(known),
            documentFigures: readDocumentFigures(known),
            cityRanks: readCityRanks(known), adjacencies: readAdjacencies(known),
            provinceTrade: readProvinceTrade(known),
            sectors: readSectors(known, Set(indicators.map(\.id))), ports: readPorts(known),
            formerNames: readFormerNames(known), countyNames: readCountyNames(known),
            phrases: readPhrases(), travelLinks: readTravelLinks(known), timetable: timetable(known, package.timetable),
            railLines: readRailLines(known), drives: readDrives(known),
            meaning: meaning?.meaning(units, problems) ?? AtlasMeaning(), sources: sources)
        return problems.problems.isEmpty ? atlas : nil
    }

    private func hints(_ map: DataPackage.Map?) -> MapHints {
        for frame in [map?.frame, map?.inset].compactMap({ $0 }) {
            let ordered = frame.count == 4 && frame[0] < frame[2] && frame[1] < frame[3]
            if !ordered || !frame.allSatisfy({ abs($0) <= 360 }) {
                problems.add(
                    AtlasProblem(
                        file: "datapackage.json", column: "map", value: "\(frame)",
                        expected: "[west, south, east, north] in degrees"))
            }
        }
        return MapHints(frame: map?.frame, inset: map?.inset, note: map?.note ?? "")
    }

    struct Known {
        let codes: Set<String>
        let sources: Set<String>

        /// The code of a column, checked.
        func code(_ row: TypedRows.Row, _ column: String) -> String? {
            let value = row.text(column)
            if codes.contains(value) { return value }
            row.reject(column, "the code of a region in regions.csv")
            return nil
        }

        func checkCodes(_ row: TypedRows.Row, _ column: String) -> [String] {
            let values = row.codes(column)
            if !values.allSatisfy(codes.contains) { row.reject(column, "codes of regions in regions.csv, joined by ;") }
            return values
        }

        func sources(_ row: TypedRows.Row) -> [String] {
            let ids = row.codes("source")
            if ids.isEmpty { row.reject("source", "the id of a source in sources.csv") }
            if !ids.allSatisfy(sources.contains) { row.reject("source", "ids of sources in sources.csv, joined by ;") }
            return ids
        }
    }

    /// The rows of a table; a required one that is missing is a problem.
    func rows(_ table: String, _ columns: [String], required: Bool = false) -> TypedRows? {
        guard let found = tables[table] else {
            if required { problems.add(AtlasProblem(file: "datapackage.json", expected: "a resource named \(table)")) }
            return nil
        }
        return TypedRows(found, columns: columns, problems: problems)
    }

    func unique(_ seen: inout Set<String>, _ key: String, _ row: TypedRows.Row, _ column: String) {
        if !seen.insert(key).inserted { row.reject(column, "each key once; this row repeats an earlier one") }
    }

    private func readSources() -> [Source] {
        var seen = Set<String>()
        return rows("sources", ["id", "title", "url", "note"], required: true)?.map { row in
            guard let id = row.required("id") else { return nil }
            unique(&seen, id, row, "id")
            return Source(id: id, title: row.text("title"), url: row.text("url"), note: row.text("note"))
        } ?? []
    }

    private func readRegions(_ sources: Set<String>) -> [Region] {
        let columns = [
            "code", "name", "short_name", "name_en", "level", "parent", "part_of", "longitude", "latitude",
            "label_longitude",
            "label_latitude",
            "note", "source",
        ]
        var seen = Set<String>()
        let known = Known(codes: [], sources: sources)
        return rows("regions", columns, required: true)?.map { row in
            func point(_ prefix: String) -> Coordinate? {
                let longitude = row.number(prefix + "longitude", in: -180...180)
                let latitude = row.number(prefix + "latitude", in: -90...90)
                if (longitude == nil) != (latitude == nil) {
                    row.reject(prefix + "longitude", "both coordinates or neither")
                }
                guard let longitude, let latitude else { return nil }
                return Coordinate(longitude: longitude, latitude: latitude)
            }
            guard let code = row.required("code"), let level = row.choice("level", RegionLevel.self) else { return nil }
            unique(&seen, code, row, "code")
            return Region(
                code: code, name: row.text("name"), shortName: row.text("short_name"), nameEnglish: row.text("name_en"),
                level: level,
                parent: row.optionalText("parent"), partOf: row.optionalText("part_of"), seat: point(""),
                label: point("label_"),
                note: row.text("note"),
                sources: known.sources(row))
        } ?? []
    }

    private func readIndicators() -> [Indicator] {
        var seen = Set<String>()
        return rows("indicators", ["id", "name_en", "name", "unit", "minimum", "maximum", "note"], required: true)?.map
        { row in
            guard let id = row.required("id"), let unit = row.required("unit") else { return nil }
            unique(&seen, id, row, "id")
            let (low, high) = (row.number("minimum") ?? -1e15, row.number("maximum") ?? 1e15)
            if low > high { row.reject("minimum", "at most the maximum") }
            return Indicator(
                id: id, nameEnglish: row.text("name_en"), name: row.text("name"), unit: unit,
                plausible: min(low, high)...max(low, high),
                note: Remark(row.text("note"), row.optionalText("note_zh") ?? row.text("note")),
                group: row.optionalText("group") == nil ? nil : row.choice("group", IndicatorGroup.self))
        } ?? []
    }

    private func readClusters(_ known: Known) -> [Cluster] {
        var members: [String: [ClusterMember]] = [:]
        var seen = Set<String>()
        let memberColumns = ["cluster", "region", "role", "extent", "verification", "flag", "source"]
        _ = rows("cluster_members", memberColumns)?.map { row -> Void? in
            guard let region = known.code(row, "region"), let role = row.choice("role", ClusterRole.self) else {
                return nil
            }
            unique(&seen, "\(row.text("cluster"))|\(region)", row, "region")
            members[row.text("cluster"), default: []].append(
                ClusterMember(
                    region: region, role: role, extent: row.text("extent"), verification: row.text("verification"),
                    flag: row.text("flag"),
                    sources: known.sources(row)))
            return ()
        }
        var ids = Set<String>()
        let clusters: [Cluster] =
            rows("clusters", ["id", "name", "name_en", "tier", "tier_text", "source"])?.map { row in
                guard let id = row.required("id"), let tier = row.integer("tier", in: 0...9) else { return nil }
                unique(&ids, id, row, "id")
                return Cluster(
                    id: id, name: row.text("name"), nameEnglish: row.text("name_en"), tier: tier,
                    tierText: row.text("tier_text"),
                    sources: known.sources(row), members: members[id] ?? [])
            } ?? []
        for id in members.keys.sorted() where !ids.contains(id) {
            problems.add(
                AtlasProblem(
                    file: "cluster_members.csv", column: "cluster", value: id,
                    expected: "the id of a cluster in clusters.csv"))
        }
        return clusters
    }

    private func readGroups(_ known: Known) -> [RegionGroup] {
        var seen = Set<String>()
        return rows("region_groups", ["id", "name", "name_en", "regions", "note", "source"])?.map { row in
            guard let id = row.required("id") else { return nil }
            unique(&seen, id, row, "id")
            return RegionGroup(
                id: id, name: row.text("name"), nameEnglish: row.text("name_en"),
                regions: known.checkCodes(row, "regions"),
                note: row.text("note"),
                sources: known.sources(row))
        } ?? []
    }

    private func readZones(_ known: Known) -> [Zone] {
        rows("zones", ["region", "place", "zone_type", "name", "batch", "year", "area_km2", "note", "source"])?.map {
            row in
            let region = row.optionalText("region")
            if region != nil, known.code(row, "region") == nil { return nil }
            return Zone(
                region: region, place: row.text("place"), type: row.text("zone_type"), name: row.text("name"),
                batch: row.text("batch"),
                year: row.integer("year", in: 1900...2100), areaKm2: row.number("area_km2", in: 0...1e6),
                note: row.text("note"),
                sources: known.sources(row))
        } ?? []
    }

    private func readFlows(_ known: Known) -> [Flow] {
        let columns = [
            "flow", "from_place", "from", "to_place", "to", "year", "period", "value", "unit", "note", "source",
        ]
        return rows("flows", columns)?.map { row in
            guard let year = row.integer("year", in: 1900...2100), row.required("value") != nil,
                let value = row.number("value"),
                let unit = row.required("unit")
            else { return nil }
            return Flow(
                flow: row.text("flow"), fromPlace: row.text("from_place"), from: known.checkCodes(row, "from"),
                toPlace: row.text("to_place"),
                to: known.checkCodes(row, "to"), year: year, period: row.text("period"), value: value, unit: unit,
                note: row.text("note"),
                sources: known.sources(row))
        } ?? []
    }

    private func readDocumentFigures(_ known: Known) -> [DocumentFigure] {
        let columns = [
            "document", "indicator", "value", "unit", "year", "place", "regions", "context", "note", "source",
        ]
        return rows("document_figures", columns)?.map { row in
            DocumentFigure(
                document: row.text("document"), indicator: row.text("indicator"), value: row.text("value"),
                unit: row.text("unit"),
                year: row.text("year"), place: row.text("place"), regions: known.checkCodes(row, "regions"),
                context: row.text("context"),
                note: row.text("note"),
                sources: known.sources(row))
        } ?? []
    }

    private func readCityRanks(_ known: Known) -> [CityRank] {
        rows("city_ranks", ["edition", "tier", "rank", "city", "region", "flag", "source"])?.map { row in
            guard let edition = row.integer("edition", in: 1900...2100), let rank = row.integer("rank", in: 1...10_000),
                let region = known.code(row, "region")
            else { return nil }
            return CityRank(
                edition: edition, tier: row.text("tier"), rank: rank, city: row.text("city"), region: region,
                flag: row.text("flag"),
                sources: known.sources(row))
        } ?? []
    }

    private func readProvinceTrade(_ known: Known) -> [ProvinceTrade] {
        rows("province_trade", ["consumer", "producer", "year", "share", "source"])?.map { row in
            guard let year = row.integer("year", in: 1900...2100), row.required("share") != nil,
                let share = row.number("share", in: 0...1)
            else { return nil }
            let (consumer, producer) = (row.optionalText("consumer"), row.optionalText("producer"))
            for (code, column) in [(consumer, "consumer"), (producer, "producer")]
            where code != nil && known.code(row, column) == nil {
                return nil
            }
            return ProvinceTrade(
                consumer: consumer, producer: producer, year: year, share: share, sources: known.sources(row))
        } ?? []
    }

    private func readSectors(_ known: Known, _ indicators: Set<String>) -> [SectorRecord] {
        let columns = [
            "id", "name", "name_en", "share_indicator", "trade_elasticity", "labour_share", "land_share", "inputs",
            "consumption_share",
            "agglomeration", "passenger_weight", "note", "source",
        ]
        guard let table = rows("sectors", columns) else { return [] }
        var seen = Set<String>()
        let count = table.table.rows.count
        let sectors = table.map { readSector($0, known, indicators, of: count, &seen) }
        let consumed = sectors.reduce(0) { $0 + $1.consumptionShare }
        if sectors.count == count, !sectors.isEmpty, abs(consumed - 1) > 1e-6 {
            problems.add(
                AtlasProblem(
                    file: table.table.file, column: "consumption_share", value: "\(consumed)",
                    expected: "shares that sum to 1"))
        }
        return sectors
    }

    /// One of so many sectors, each of which gives an input to every other; nil with a problem listed.
    private func readSector(
        _ row: TypedRows.Row, _ known: Known, _ indicators: Set<String>, of count: Int, _ seen: inout Set<String>
    ) -> SectorRecord? {
        func share(_ column: String) -> Double? {
            row.required(column) == nil ? nil : row.number(column, in: 0...1)
        }
        guard let id = row.required("id"), let indicator = row.required("share_indicator"),
            let labour = share("labour_share"), let land = share("land_share"),
            let consumption = share("consumption_share"), let agglomeration = share("agglomeration"),
            let passengers = share("passenger_weight")
        else { return nil }
        if !seen.insert(id).inserted {
            row.reject("id", "each sector once")
            return nil
        }
        if !indicators.contains(indicator) {
            row.reject("share_indicator", "an indicator of the atlas")
            return nil
        }
        if !(labour > 0 && labour + land <= 1) {
            row.reject("labour_share", "above 0, and with the land share at most 1")
            return nil
        }
        let inputs = row.codes("inputs").compactMap(Double.init)
        let sound =
            inputs.count == count && inputs.allSatisfy { $0 >= 0 } && abs(inputs.reduce(0, +) - 1) < 1e-6
        if !sound {
            row.reject(
                "inputs",
                """
                \(count) shares of inputs, one for each sector in the order of the table, joined by ; and summing to 1
                """
            )
            return nil
        }
        return SectorRecord(
            id: id, name: row.text("name"), nameEnglish: row.text("name_en"), shareIndicator: indicator,
            tradeElasticity: row.number("trade_elasticity", in: 1...20), labourShare: labour, landShare: land,
            inputs: inputs, consumptionShare: consumption, agglomeration: agglomeration,
            passengerWeight: passengers, note: row.text("note"), sources: known.sources(row))
    }

    private func readPorts(_ known: Known) -> [Port] {
        rows("ports", ["region", "note", "source"])?.map { row in
            known.code(row, "region").map { Port(region: $0, note: row.text("note"), sources: known.sources(row)) }
        } ?? []
    }

    private func readFormerNames(_ known: Known) -> [FormerName] {
        rows("former_names", ["region", "name", "name_en", "until", "source"])?.map { row in
            guard let region = known.code(row, "region"), let name = row.required("name") else { return nil }
            return FormerName(
                region: region, name: name, nameEnglish: row.text("name_en"),
                until: row.integer("until", in: 1000...2100),
                sources: known.sources(row))
        } ?? []
    }

    private func readCountyNames(_ known: Known) -> [CountyName] {
        rows("counties", ["code", "name", "region", "source"])?.map { row in
            guard let code = row.required("code"), let name = row.required("name"),
                let region = known.code(row, "region")
            else { return nil }
            return CountyName(code: code, name: name, region: region, sources: known.sources(row))
        } ?? []
    }

    private func readPhrases() -> Phrases {
        let pairs: [(String, String)]? = rows("phrases", ["english", "chinese"])?.map { row in
            guard let english = row.required("english"), let chinese = row.required("chinese") else { return nil }
            return (english, chinese)
        }
        return Phrases(Dictionary(pairs ?? [], uniquingKeysWith: { first, _ in first }))
    }

    private func readAdjacencies(_ known: Known) -> [Adjacency] {
        rows("contiguity", ["region_a", "region_b"])?.map { row in
            guard let first = known.code(row, "region_a"), let second = known.code(row, "region_b") else { return nil }
            return Adjacency(first: first, second: second)
        } ?? []
    }
}
