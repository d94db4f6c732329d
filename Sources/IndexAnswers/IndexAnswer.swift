public import Asking
public import AtlasFiles
public import AtlasQuestions
public import Atlases
public import IndexFiles
import Indices
import Panels

/// An index's answer: what was asked and of what, the ranking with its doubt, the place that was asked about, what is
/// said of it and where its figures come from.
public struct IndexAnswer: Sendable {
    /// As it was asked.
    public let asked: IndexQuestion
    /// The ranking.
    public let result: IndexResult
    /// Why the place that was asked about stands where it stands; nil where none was.
    public let explanation: IndexExplanation?
    /// Said beside the result.
    public let remarks: [Remark]
    /// Identifiers of the atlas's sources, or the file.
    public let sources: [String]
    /// What the answer rests on besides settings: the atlas, and the table with its digest.
    let origin: [Value.Field]

    /// The answer in the form that every format is made from: the explanation of the place asked about, else the
    /// ranking.
    public var record: Record {
        guard let explanation else {
            return Record(
                inputs: inputs, result, .ranking, remarks: remarks + result.sourceRemarks, sources: .texts(sources),
                main: result.table)
        }
        return Record(
            inputs: inputs, explanation, .explanation, remarks: remarks, sources: .texts(sources),
            main: Layout.explanation.sheets(explanation)[1])
    }

    /// What the answer depends on: settings that were given, and what the recipe said instead of the others.
    public var inputs: [Value.Field] {
        let samples = result.intervals == nil ? 0 : result.doubt.samples
        let fields =
            [Value.Field("recipe", .text(result.document.name))] + origin + [
                Value.Field("figures", .text(result.panel.source.english)), Value.Field("samples", .count(samples)),
                Value.Field("seed", .number(Double(result.doubt.seed))),
                Value.Field("level", .number(result.doubt.level)),
            ] + (explanation.map { [Value.Field("place", .text($0.place.id))] } ?? [])
        let known = Set(fields.map(\.name) + ["table", "charts"])
        return fields + asked.inputs.filter { !known.contains($0.name) }
    }
}

extension IndexQuestion {
    /// Computes the index: of a table where one is given or stands beside the recipe, else of the atlas.
    ///
    /// - Parameter table: one that did not come from the file named.
    /// - Throws: a problem that names file, row and column, what the recipe contradicts, or what the atlas lacks.
    /// - Complexity: samples times an index; `sensitivity` times the choices doubted, twice.
    public func answer(on atlas: OpenAtlas, table: ValueTable? = nil) throws(Problem) -> IndexAnswer {
        try answer(on: atlas, recipe: try atlas.recipe(recipe), table: table)
    }

    /// The same by a recipe that was read.
    public func answer(on atlas: OpenAtlas, recipe document: RecipeDocument, table: ValueTable? = nil) throws(Problem)
        -> IndexAnswer
    {
        if id != nil, self.table == nil, table == nil {
            throw Problem(.use, "{id} goes with {table}", "{id} 须与 {table} 同用")
        }
        _ = try drawn()
        let panel: IndexPanel
        var read = document.remarks
        do {
            if let given = try table ?? tableFile(document).map({ path in try ValueTable(CSVTable(path: path)) }) {
                let table = try given.withoutTotals(id: id)
                read += table.table.remarks
                panel = try IndexTableReader(table, self, document).panel().named(by: atlas.atlas, document)
            } else {
                panel = try AtlasIndexReader(atlas.atlas, document).panel(self)
            }
        } catch { throw Problem(error) }
        let result = try IndexResult(self, document, panel)
        let explanation = try place.map { (place) throws(Problem) in
            try result.explanation(of: place, against: against, atlas.atlas)
        }
        return IndexAnswer(
            asked: self, result: result, explanation: explanation,
            remarks: read + result.remarks + (explanation.flatMap { result.otherGroups(of: $0) } ?? []),
            sources: panel.sources, origin: [Value.Field("atlas", atlas.identity)] + panel.origin)
    }

    /// The table asked for, else the one beside the recipe.
    private func tableFile(_ document: RecipeDocument) -> String? {
        table
            ?? document.table.map { name in
                let folder = document.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
                return (folder + [name[...]]).joined(separator: "/")
            }
    }
}

extension IndexResult {
    /// Says where else a place is ranked.
    fileprivate func otherGroups(of told: IndexExplanation) -> [Remark]? {
        let others = latestRows.filter { places[$0].id == told.place.id && $0 != told.row }.map { places[$0] }
        if others.isEmpty || isTimeSeries { return nil }
        let (own, name) = (told.place.group, told.place.name)
        return others.map { other in
            Remark(
                """
                Told of \(name.english) in \(own.english); in \(other.group.english) its rank is \(other.rank) of \
                \(other.among).
                """,
                """
                以上为\(name.chinese)在\(own.chinese)的情况；其在\(other.group.chinese)居第 \(other.rank) 位\
                （共 \(other.among) 个）。
                """)
        }
    }
}
