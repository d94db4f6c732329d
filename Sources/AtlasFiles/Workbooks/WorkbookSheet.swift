import Asking

/// A sheet of a workbook as a grid of cells.
struct WorkbookSheet {
    /// Two corners, both within, from 0.
    struct Merged {
        let rows: ClosedRange<Int>
        let columns: ClosedRange<Int>
    }

    /// What stands in a cell.
    enum Cell: Equatable {
        case text(String)
        case number(Double)
        case date(String)
        /// A formula without a value, such as #N/A.
        case missing

        /// As a table holds it.
        var text: String {
            switch self {
            case .text(let text), .date(let text): text
            case .number(let number): machineNumber(number)
            case .missing: ""
            }
        }
    }

    /// By row, then by column, both from 0; what is empty is not there.
    var rows: [Int: [Int: Cell]] = [:]
    var merged: [Merged] = []
    private(set) var count = 0

    /// The first cell that stands twice with different contents; nil for none.
    private(set) var twice: (row: Int, column: Int)?
    /// Formulas without the result that a program saves beside them, such as B2.
    var unsaved: [String] = []

    static let mostCells = 20_000_000

    /// Adds a cell that says something.
    mutating func add(_ cell: Cell, row: Int, column: Int) {
        if case .text(let text) = cell, text.allSatisfy(\.isWhitespace) { return }
        if let before = rows[row, default: [:]].updateValue(cell, forKey: column), before != cell, twice == nil {
            twice = (row, column)
        }
        count += 1
    }
}

/// Column and row of a cell such as "AB12", from 0; nil for anything else.
func cellPlace(_ reference: some StringProtocol) -> (column: Int, row: Int)? {
    var (column, row) = (0, 0)
    for byte in reference.utf8 where byte != UInt8(ascii: "$") {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0: column = column * 26 + Int(byte) - 64
        case UInt8(ascii: "0")...UInt8(ascii: "9"): row = row * 10 + Int(byte) - 48
        default: return nil
        }
        if column > 1 << 14 || row > 1 << 20 { return nil }
    }
    return column > 0 && row > 0 ? (column - 1, row - 1) : nil
}

/// A column as a spreadsheet calls it: 0 is A, 27 is AB.
func columnLetters(_ column: Int) -> String {
    var (rest, letters) = (column + 1, "")
    while rest > 0 {
        letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
        rest = (rest - 1) / 26
    }
    return letters
}
