import Asking
import AtlasFiles
import Atlases
import IndexFiles
import Indices
import RealModule

/// Figures of a recipe as they were found, with what is known of each.
struct IndexPanel: Sendable {
    /// A figure, and what to tell of it.
    struct Cell: Sendable {
        let value: Double
        var year: String = ""
        var notes: [Remark] = []
        var sources: [String] = []
    }

    /// Codes, or names where the table has no others; of an atlas a code stands once for each group that its place
    /// stands in.
    let places: [String]
    var names: [Remark]
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
    /// What people call the groups of the rows, where that is another word.
    var groupNames: [String: Remark] = [:]
    /// Ranks that somebody else published, by place; nil where there are none to compare with.
    var published: (edition: Int, ranks: [Int: Int])?
    /// What the answer rests on: the table with its digest; nothing of an atlas.
    var origin: [Value.Field] = []

    func figures() throws(IndexError) -> IndexFigures {
        try IndexFigures(places: places, periods: periods, rows: rows, columns: cells.map { $0.map { $0?.value } })
    }

    func group(_ name: String) -> Remark { groupNames[name] ?? Remark(name, name) }

    /// Codes of a table as the atlas knows them by name, with ranks published of its places.
    func named(by atlas: Atlas, _ document: RecipeDocument) -> IndexPanel {
        var named = self
        if places.allSatisfy({ atlas.region($0) != nil }) {
            named.names = places.map { atlas.region($0)?.called ?? Remark($0, $0) }
        }
        guard document.published else { return named }
        let editions = Set(atlas.cityRanks.map(\.edition))
        // The edition of the table's own year, else the last one.
        let own = periods.last.flatMap { Int($0) }.flatMap { editions.contains($0) ? $0 : nil }
        guard let edition = own ?? editions.max() else { return named }
        let ranks = Dictionary(
            atlas.cityRanks.filter { $0.edition == edition }.map { ($0.region, $0.rank) },
            uniquingKeysWith: { first, _ in first })
        var known: [Int: Int] = [:]
        let regions = PlaceNames(atlas)
        for (place, text) in places.enumerated() {
            if case .region(let code) = regions.match(text), let rank = ranks[code] { known[place] = rank }
        }
        if !known.isEmpty { named.published = (edition, known) }
        return named
    }
}

/// Percent a year.
func meanGrowth(from then: Double, to now: Double, years: Int) -> Double {
    100 * (Double.exp(Double.log(now / then) / Double(years)) - 1)
}
