public import Asking
import CReadStat
public import Formats
import Foundation

/// A table for Stata (release 14 and later): names of columns that Stata takes, their heads as labels.
///
///     try writeStata(table, to: "wages.dta")
///
/// - Parameter path: a file that does not exist yet.
/// - Returns: names that had to be changed, with the head of the column.
/// - Throws: a problem of use for a table wider than Stata's, or where the file cannot be written.
public func writeStata(_ table: DataTable, to path: String) throws(Problem) -> [(name: String, short: String)] {
    guard table.columns.count <= 32_767 else {
        throw Problem(
            .use, "\(path): Stata takes 32,767 columns, the table has \(table.columns.count): write it as csv",
            "\(path)：Stata 至多 32,767 列，此表有 \(table.columns.count) 列：请写成 csv")
    }
    let shorts = stataNames(table.columns.map { $0.id.isEmpty ? $0.name : $0.id })
    guard let writer = readstat_writer_init(), let file = fopen(path, "wb") else { throw Problem.unwritten(path) }
    defer {
        readstat_writer_free(writer)
        fclose(file)
    }
    readstat_set_data_writer(writer) { bytes, count, context in
        // The library compares what was written without its sign: less than asked for, never below zero.
        guard let context else { return 0 }
        return fwrite(bytes, 1, count, context.assumingMemoryBound(to: FILE.self))
    }
    readstat_writer_set_file_format_version(writer, 118)
    // The day is a constant, so that the same answer is the same bytes.
    readstat_writer_set_file_timestamp(writer, 0)
    readstat_writer_set_file_label(writer, leading(table.title, bytes: 80))
    let variables = zip(table.columns, shorts).map { column, short in
        let (type, width) = column.values.stataType
        let variable = readstat_add_variable(writer, short, type, width)
        readstat_variable_set_label(variable, leading(column.name, bytes: 80))
        return variable
    }
    var isWritten = readstat_begin_writing_dta(writer, file, table.rowCount) == READSTAT_OK
    for row in 0..<table.rowCount where isWritten {
        isWritten = readstat_begin_row(writer) == READSTAT_OK
        for (variable, column) in zip(variables, table.columns) where isWritten {
            isWritten = column.values.insert(row, variable, writer) == READSTAT_OK
        }
        isWritten = isWritten && readstat_end_row(writer) == READSTAT_OK
    }
    // What is still held back is written now, so that a full disk is seen.
    guard isWritten, readstat_end_writing(writer) == READSTAT_OK, fflush(file) == 0, ferror(file) == 0 else {
        throw Problem.unwritten(path)
    }
    return zip(table.columns, shorts).filter { $0.name != $1 }.map { ($0.name, $1) }
}

/// Bytes of text that a Stata column holds.
private let widestText = 2_045

extension DataTable.Values {
    fileprivate var stataType: (readstat_type_t, width: Int) {
        switch self {
        case .numbers: (READSTAT_TYPE_DOUBLE, 0)
        case .texts(let texts):
            (READSTAT_TYPE_STRING, max(1, min(widestText, texts.map(\.utf8.count).max() ?? 1)))
        }
    }

    fileprivate func insert(
        _ row: Int, _ variable: UnsafeMutablePointer<readstat_variable_t>?,
        _ writer: UnsafeMutablePointer<readstat_writer_t>
    ) -> readstat_error_t {
        switch self {
        case .numbers(let numbers):
            guard let number = numbers[row] else { return readstat_insert_missing_value(writer, variable) }
            return readstat_insert_double_value(writer, variable, number)
        case .texts(let texts):
            return readstat_insert_string_value(writer, variable, leading(texts[row], bytes: widestText))
        }
    }
}

/// Names that Stata takes: letters, digits and underlines, 32 at most, none at the front a digit, none twice, none a
/// word of its own.
func stataNames(_ heads: [String]) -> [String] {
    let reserved: Set<String> = [
        "if", "in", "using", "with", "byte", "int", "long", "float", "double", "strl", "_all", "_b", "_coef", "_cons",
        "_n", "_pi", "_pred", "_rc", "_skip",
    ]
    let names = heads.map { head in
        let name = String(head.map { $0.isLetter || $0.isNumber ? $0 : "_" }.prefix(28))
        return name.isEmpty || name.first?.isNumber == true || reserved.contains(name.lowercased()) ? "_" + name : name
    }
    return uniqueNames(names, gap: "_", taken: reserved)
}
