import Atlas

/// A source with what a study took from it.
public struct SourceUse: Sendable, Encodable {
    public let id: String
    public let title: String
    public let url: String
    public let note: String
    /// What was taken, with the number of figures.
    public let uses: [String]
}

extension Study {
    /// Every source whose figures entered the model, in the order of the atlas.
    public func sourcesUsed() -> [SourceUse] {
        var uses: [String: [String: Int]] = [:]
        func use(_ sources: String, _ what: String) {
            for id in sources.split(separator: ";") { uses[String(id), default: [:]][what, default: 0] += 1 }
        }
        for place in places {
            use(place.output.source, "GDP")
            use(place.residents.source, "resident population")
            use(place.region.source, "seats and codes")
            if let figure = atlas.figure("registered_population", of: place.code, nearest: 2019, within: 2) {
                use(figure.source, "registered population")
                if let earlier = atlas.figure("resident_population", of: place.code, year: figure.year + 1) {
                    use(earlier.source, "residents of \(earlier.year)")
                }
            }
            if let area = atlas.figure("area", of: place.code, nearest: year, within: 200) { use(area.source, "area") }
        }
        if let whole {
            for sector in whole.problem.sectors.records { use(sector.source, "costs and inputs of a sector") }
            for place in places {
                for sector in atlas.sectors {
                    let found =
                        atlas.figure(sector.shareIndicator, of: place.code, nearest: year, within: 10)
                        ?? atlas.figure(
                            sector.shareIndicator, of: place.region.province, nearest: year, within: 10,
                            level: .province)
                    if let found { use(found.source, "shares of sectors") }
                }
            }
            if whole.problem.world != nil {
                for port in atlas.ports { use(port.source, "ports") }
                for row in atlas.provinceTrade where row.producer == nil { use(row.source, "purchases abroad") }
            }
        }
        for link in atlas.railLinks { use(link.source, "rail links") }
        for cluster in atlas.clusters {
            use(cluster.source, "clusters")
            for member in cluster.members { use(member.source, "cluster members") }
        }
        return atlas.sources.compactMap { source in
            guard let counts = uses[source.id] else { return nil }
            return SourceUse(
                id: source.id, title: source.title, url: source.url, note: source.note,
                uses: counts.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" })
        }
    }

    /// Figures that the calibration was not given, beside what the model says.
    public func heldOutChecks() -> [HeldOutCheck] {
        atlas.flows.filter { $0.flow == "residents from other provinces" && $0.to.count == 1 }.compactMap { flow in
            guard let code = flow.to.first, let model = calibration.arrivalsByProvince[code],
                let region = atlas.region(code)
            else {
                return nil
            }
            return HeldOutCheck(
                code: code, name: region.shortName, nameEnglish: region.nameEnglish, year: flow.year,
                figureMillions: flow.value / 100,
                modelMillions: model, source: flow.source)
        }
    }
}

/// Residents who came from other provinces: a published figure and the model's.
public struct HeldOutCheck: Sendable, Encodable {
    public let code: String
    public let name: String
    public let nameEnglish: String
    public let year: Int
    public let figureMillions: Double
    public let modelMillions: Double
    public let source: String
}
