public import Asking
public import Atlases
public import Formats

/// A table whose rows lie on the map.
public struct PlacedTable: Sendable {
    /// The rows.
    public let table: DataTable
    /// What each row's place is called by, as shapes are; empty where rows are no places.
    public let codes: [String]
    /// One a row; nil where none is known.
    public let shapes: [PlaceShape?]

    /// Joins the rows of a table to shapes: by the codes that its rows speak of, else by the first column that names
    /// most places.
    ///
    /// - Throws: a problem of use where no column names places that have shapes.
    public init(_ table: DataTable, shapes: [String: PlaceShape]) throws(Problem) {
        let candidates =
            [table.places] + table.columns.compactMap { if case .texts(let texts) = $0.values { texts } else { nil } }
        let known = { (codes: [String]) in codes.reduce(0) { $0 + (shapes[$1] == nil ? 0 : 1) } }
        guard let codes = candidates.first(where: { !$0.isEmpty && 2 * known($0) >= $0.count && known($0) > 0 }) else {
            throw Problem(
                .use,
                """
                this answer has no rows that are places with outlines or positions: expected a table with codes of \
                the atlas; write it as csv, xlsx or dta
                """, "此结果的各行不是有边界或坐标的地区：应有图集代码；请写成 csv、xlsx 或 dta")
        }
        (self.table, self.codes, self.shapes) = (table, codes, codes.map { shapes[$0] })
    }

    /// Rows that have a shape each and are no places of an atlas.
    public init(_ table: DataTable, shapes: [PlaceShape]) {
        (self.table, self.codes, self.shapes) = (table, [], shapes)
    }

    /// The columns of a map's table: the code first, unless a column is it.
    var columns: [DataTable.Column] {
        if codes.isEmpty { return table.columns }
        let isThere = table.columns.contains { $0.values == .texts(codes) }
        return (isThere ? [] : [DataTable.Column(id: "code", name: "code", .texts(codes))]) + table.columns
    }

    /// As GeoJSON. Cost: points of the shapes.
    ///
    /// - Parameter citation: who is to be named; empty for nobody.
    public func geoJSON(citation: String = "") -> Value {
        let (columns, names) = (columns, uniqueNames(columns.map(\.name)))
        let features = shapes.indices.map { row in
            let properties = columns.indices.map { Value.Field(names[$0], columns[$0].values.value(row)) }
            return Value.feature(.fields(properties), .geometry(shapes[row]), id: codes.isEmpty ? nil : codes[row])
        }
        return citation.isEmpty
            ? .featureCollection(features) : .featureCollection(features, ("citation", .text(citation)))
    }
}

extension DataTable.Values {
    fileprivate func value(_ row: Int) -> Value {
        switch self {
        case .numbers(let numbers): .optional(numbers[row])
        case .texts(let texts): .text(texts[row])
        }
    }
}
