import Atlases

/// A source with what a study took from it.
public struct SourceUse: Sendable, Encodable {
    /// As figures and records name the source.
    public let id: String
    /// Publication, table and edition.
    public let title: String
    /// Where it was read; empty for what is not on the web.
    public let url: String
    /// What is to be known of it; empty if nothing.
    public let note: String
    /// What was taken, with the number of figures.
    public let uses: [String]
}

extension Study {
    /// Gathered once, since every answer names them.
    func gatheredSources() -> [SourceUse] {
        var uses: [String: [String: Int]] = [:]
        func use(_ what: String, _ used: some Sequence<some Sourced>) {
            for id in used.flatMap(\.sources) { uses[id, default: [:]][what, default: 0] += 1 }
        }
        use("GDP", places.map(\.output))
        use("resident population", places.map(\.residents))
        use("seats and codes", places.map(\.region))
        for place in places {
            for figure in place.registered.figures where figure != place.residents {
                use(
                    figure.indicator == atlas.meaning.roles[.residents]
                        ? "residents of \(figure.year)" : "registered population", [figure])
            }
            for figure in place.area.figures where figure != place.residents {
                use(
                    figure.indicator == atlas.meaning.roles[.area] ? "area" : "residents by whom an area is shared",
                    [figure])
            }
        }
        if let problem = whole?.problem {
            use("costs and inputs of a sector", problem.sectors.records)
            use("shares of sectors", problem.sectors.figures)
            if let world = problem.world {
                use("ports", atlas.ports.filter { index(of: $0.region) != nil })
                use("purchases abroad", world.purchases)
            }
        }
        use("rail links", network.rails)
        use("clusters", atlas.clusters)
        use("cluster members", atlas.clusters.flatMap(\.members))
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
    /// Of the province.
    public let code: String
    /// Short, in Chinese.
    public let name: String
    /// In English.
    public let nameEnglish: String
    /// Of the published figure.
    public let year: Int
    /// Published, in millions of persons.
    public let figureMillions: Double
    /// The model's in its base year, in millions of persons; nothing was fitted to the figure.
    public let modelMillions: Double
    /// Identifier of the atlas's source of the figure.
    public let source: String
}
