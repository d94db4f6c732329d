import Asking
import Atlases
public import LinearAlgebra
import Panels

/// A number for each region and sector.
public struct CrossTable: Sendable {
    /// Codes or names of the rows, each once.
    public let regions: [String]
    /// What people call the rows, in both languages.
    public let names: [Remark]
    /// What people call the columns, in both languages.
    public let sectors: [Remark]
    /// Regions by sectors.
    public let values: Matrix

    init(_ panel: SectorPanel, _ values: Matrix) {
        (regions, names, sectors, self.values) = (panel.regions, panel.names, panel.sectors, values)
    }
}

extension Layout where Result == CrossTable {
    /// Regions, sectors and the numbers under a key of their own; a table with a column a sector.
    static func crossTable(_ key: String, _ title: Remark) -> Self {
        .parts(
            .value("regions") { .texts($0.regions) },
            .worded("sectors") { result, language in .texts(result.sectors.map { language($0) }) },
            .value(key) { $0.values.value },
            .sheet { cross in
                var sheet = Sheet(
                    title: title,
                    heads: [Sheet.Head("region", Remark("region", "地区"))] + cross.sectors.map { Sheet.Head(nil, $0) },
                    rows: cross.names.indices.map { row in
                        [.words(cross.names[row])]
                            + (0..<cross.values.columns).map { .number(cross.values[row, $0], .significant(3)) }
                    })
                sheet.places = cross.regions
                return sheet
            })
    }
}
