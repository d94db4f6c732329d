public import Documents
import Indices
import Yams

/// Reads the recipe of an index from YAML text.
///
/// Keys are checked, so that a misspelt one is an error and not silently nothing. Anchors and aliases are refused.
///
/// - Throws: `DocumentError` with the line and what was expected.
public func readRecipe(_ yaml: String, file: String) throws(DocumentError) -> RecipeDocument {
    let reader = NodeReader(file: file)
    return try reader.recipe(try reader.document(yaml, "a recipe"))
}

extension NodeReader {
    fileprivate func recipe(_ root: Node?) throws(DocumentError) -> RecipeDocument {
        let f = try fields(
            root, of: "a recipe", required: ["name", "indicators"],
            optional: [
                "nameChinese", "note", "noteChinese", "source", "sourceChinese", "level", "year", "group", "stage",
                "table", "published",
                "dimensions",
                "gaps", "outliers",
                "normalisation", "weights", "aggregation", "shift", "tiers", "ownFigures", "doubt",
            ])
        var figures: [RecipeFigure] = []
        var indicators: [IndexIndicator] = []
        for node in try sequence(f["indicators"], "indicators") {
            let (figure, indicator) = try self.indicator(node)
            if figures.contains(where: { $0.id == figure.id }) {
                throw wrong(
                    node,
                    "indicators: \(figure.id) stands twice",
                    "indicators：\(figure.id) 出现两次")
            }
            figures.append(figure)
            indicators.append(indicator)
        }
        if figures.isEmpty {
            throw wrong(
                f["indicators"],
                "indicators: expected at least one",
                "indicators：至少一个")
        }
        if figures.count > 1_000 {
            throw wrong(
                f["indicators"],
                "indicators: expected at most 1000",
                "indicators：最多 1000 个")
        }
        var dimensions: [IndexDimension] = []
        var names: [(name: String, nameChinese: String?)] = []
        for node in isNull(f["dimensions"]) ? [] : try sequence(f["dimensions"], "dimensions") {
            let (dimension, name, chinese) = try self.dimension(node)
            dimensions.append(dimension)
            names.append((name, chinese))
        }
        let stage = try self.stage(f["stage"])
        let given =
            indicators.contains { $0.weight != nil }
            || dimensions.contains { $0.weight != nil || $0.stageWeights != nil }
        let choice = try indexChoice(f, given: given)
        if let table = try optionalText(f["table"], "table"),
            table.contains("/") || table.contains("\\") || table.hasPrefix(".")
        {
            throw wrong(
                f["table"],
                "table is \"\(table.prefix(40))\": expected the name of a file in the folder of the recipe",
                "table 为“\(table.prefix(40))”：应为方案所在文件夹中的文件名")
        }
        var recipe = IndexRecipe(
            indicators: indicators, dimensions: dimensions, choice: choice,
            tiers: try whole(f["tiers"], "tiers", standard: 5, 1...20), stageBounds: stage?.bounds ?? [])
        if let share = try optionalNumber(f["ownFigures"], "ownFigures") { recipe.leastOwnFigures = share }
        return RecipeDocument(
            file: file, name: try text(f["name"], "name"),
            nameChinese: try optionalText(f["nameChinese"], "nameChinese"),
            note: try optionalText(f["note"], "note"), noteChinese: try optionalText(f["noteChinese"], "noteChinese"),
            source: try optionalText(f["source"], "source"),
            sourceChinese: try optionalText(f["sourceChinese"], "sourceChinese"),
            level: try optionalText(f["level"], "level"),
            year: try optionalText(f["year"], "year"), group: try optionalText(f["group"], "group"), stage: stage?.by,
            table: try optionalText(f["table"], "table"), published: try flag(f["published"], "published"),
            figures: figures,
            dimensions: names,
            recipe: recipe, doubt: try doubt(f["doubt"], choice))
    }

    /// - Parameter given: whether anything in the recipe has a weight, which then counts where `weights` says nothing.
    private func indexChoice(_ f: [String: Node], given: Bool) throws(DocumentError) -> IndexChoice {
        IndexChoice(
            gaps: try choice(f["gaps"], "gaps", standard: .drop),
            outliers: try choice(f["outliers"], "outliers", standard: OutlierTreatment.none),
            normalisation: try choice(f["normalisation"], "normalisation", standard: .minMax),
            weighting: try choice(f["weights"], "weights", standard: given ? .given : .equal),
            aggregation: try choice(f["aggregation"], "aggregation", standard: .arithmetic),
            shift: try optionalNumber(f["shift"], "shift") ?? 0.001)
    }

    private func indicator(_ node: Node) throws(DocumentError) -> (RecipeFigure, IndexIndicator) {
        let f = try fields(
            node, of: "an indicator", required: ["id"],
            optional: [
                "name", "nameChinese", "unit", "unitChinese", "figure", "direction", "dimension", "weight", "logarithm",
                "target", "error",
            ])
        let id = try text(f["id"], "id")
        let figure = RecipeFigure(
            id: id, name: try optionalText(f["name"], "name") ?? id,
            nameChinese: try optionalText(f["nameChinese"], "nameChinese"),
            unit: try optionalText(f["unit"], "unit") ?? "",
            unitChinese: try optionalText(f["unitChinese"], "unitChinese"),
            origin: try origin(f["figure"], id))
        let indicator = IndexIndicator(
            id, direction: try direction(f["direction"], id), dimension: try optionalText(f["dimension"], "dimension"),
            weight: try optionalNumber(f["weight"], "weight"), logarithm: try flag(f["logarithm"], "logarithm"),
            target: try optionalNumber(f["target"], "target"), error: try optionalNumber(f["error"], "error") ?? 0)
        return (figure, indicator)
    }

    private func origin(_ node: Node?, _ id: String) throws(DocumentError) -> RecipeFigure.Origin {
        if isNull(node) { return .named(id) }
        guard node?.mapping != nil else { return .named(try text(node, "figure")) }
        let f = try fields(node, of: "figure", required: [], optional: ["ratio", "factor", "growth", "years", "zones"])
        if let ratio = f["ratio"] {
            let parts = try sequence(ratio, "ratio")
            if parts.count != 2 {
                throw wrong(
                    ratio,
                    "ratio: expected [above, below]",
                    "ratio：应为 [分子, 分母]")
            }
            return .ratio(
                try text(parts[0], "ratio"), try text(parts[1], "ratio"),
                factor: try optionalNumber(f["factor"], "factor") ?? 1)
        }
        if let growth = f["growth"] {
            return .growth(try text(growth, "growth"), years: try whole(f["years"], "years", standard: 1, 1...100))
        }
        guard let zones = f["zones"] else {
            throw wrong(
                node,
                "figure of \(id): expected a name, {ratio: [a, b]}, {growth: a, years: 5} or {zones: type}",
                "\(id) 的数据：应为名称、{ratio: [a, b]}、{growth: a, years: 5} 或 {zones: 类型}")
        }
        return .zones(try text(zones, "zones"))
    }

    private func direction(_ node: Node?, _ id: String) throws(DocumentError) -> IndicatorDirection {
        if isNull(node) { return .higher }
        if node?.mapping != nil {
            let f = try fields(node, of: "direction", required: ["near"])
            return .near(try number(f["near"], "near"))
        }
        switch try text(node, "direction") {
        case "higher": return .higher
        case "lower": return .lower
        case let other:
            throw wrong(
                node,
                "direction of \(id) is \"\(other.prefix(40))\": expected higher, lower or {near: number}",
                "\(id) 的方向为“\(other.prefix(40))”：应为 higher、lower 或 {near: 数值}")
        }
    }

    private func dimension(_ node: Node) throws(DocumentError) -> (IndexDimension, String, String?) {
        let f = try fields(
            node, of: "a dimension", required: ["id"],
            optional: ["name", "nameChinese", "parent", "weight", "weights", "aggregation"])
        let id = try text(f["id"], "id")
        var weights: [Double]?
        if !isNull(f["weights"]) {
            var found: [Double] = []
            for item in try sequence(f["weights"], "weights") { found.append(try number(item, "weights")) }
            weights = found
        }
        var way: Aggregation?
        if !isNull(f["aggregation"]) {
            let found: Aggregation = try choice(f["aggregation"], "aggregation", standard: nil)
            if found != .arithmetic && found != .geometric {
                throw wrong(
                    f["aggregation"],
                    "aggregation of a dimension: expected arithmetic or geometric",
                    "维度的合成方式：应为 arithmetic 或 geometric")
            }
            way = found
        }
        let dimension = IndexDimension(
            id, parent: try optionalText(f["parent"], "parent"), weight: try optionalNumber(f["weight"], "weight"),
            stageWeights: weights,
            aggregation: way)
        return (dimension, try optionalText(f["name"], "name") ?? id, try optionalText(f["nameChinese"], "nameChinese"))
    }

    private func stage(_ node: Node?) throws(DocumentError) -> (by: String, bounds: [Double])? {
        if isNull(node) { return nil }
        let f = try fields(node, of: "stage", required: ["by", "bounds"])
        var bounds: [Double] = []
        for item in try sequence(f["bounds"], "bounds") { bounds.append(try number(item, "bounds")) }
        if bounds.isEmpty {
            throw wrong(
                f["bounds"],
                "bounds: expected at least one",
                "bounds：至少一个")
        }
        return (try text(f["by"], "by"), bounds)
    }

    private func doubt(_ node: Node?, _ own: IndexChoice) throws(DocumentError) -> RankDoubt {
        if isNull(node) {
            // What is doubted of any index unless its recipe says otherwise.
            var doubt = RankDoubt()
            if own.weighting == .benefitOfTheDoubt {
                (doubt.weightSpread, doubt.normalisations, doubt.omission) = (nil, [.rank], true)
            }
            return doubt
        }
        let f = try fields(
            node, of: "doubt", required: [],
            optional: [
                "weights", "gaps", "outliers", "normalisations", "weightings", "aggregations", "figures", "omission",
                "samples", "seed",
                "level",
            ])
        var doubt = RankDoubt(weightSpread: try optionalNumber(f["weights"], "weights"))
        doubt.gaps = try choices(f["gaps"], "gaps")
        doubt.outliers = try choices(f["outliers"], "outliers")
        doubt.normalisations = try choices(f["normalisations"], "normalisations")
        doubt.weightings = try choices(f["weightings"], "weightings")
        doubt.aggregations = try choices(f["aggregations"], "aggregations")
        (doubt.figures, doubt.omission) = (try flag(f["figures"], "figures"), try flag(f["omission"], "omission"))
        doubt.samples = try whole(f["samples"], "samples", standard: 1_000, 50...1_000_000)
        doubt.seed = UInt64(try whole(f["seed"], "seed", standard: 1, 0...Int.max))
        doubt.level = try optionalNumber(f["level"], "level") ?? 0.9
        return doubt
    }

    private func choices<T: RawRepresentable & CaseIterable>(_ node: Node?, _ name: String) throws(DocumentError) -> [T]
    where T.RawValue == String {
        if isNull(node) { return [] }
        var found: [T] = []
        for item in try sequence(node, name) { found.append(try choice(item, name, standard: nil)) }
        return found
    }

    private func flag(_ node: Node?, _ name: String) throws(DocumentError) -> Bool {
        if isNull(node) { return false }
        switch try text(node, name) {
        case "true": return true
        case "false": return false
        default:
            throw wrong(
                node,
                "\(name): expected true or false",
                "\(name)：应为 true 或 false")
        }
    }

    private func whole(_ node: Node?, _ name: String, standard: Int, _ range: ClosedRange<Int>) throws(DocumentError)
        -> Int
    {
        if isNull(node) { return standard }
        let text = try text(node, name)
        guard let value = Int(text), range.contains(value) else {
            throw wrong(
                node,

                """
                \(name) is \(text.prefix(40)): expected a whole number from \(range.lowerBound) to \(range.upperBound)
                """,
                "\(name) 为 \(text.prefix(40))：应为 \(range.lowerBound) 至 \(range.upperBound) 的整数")
        }
        return value
    }
}
