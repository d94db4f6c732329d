import AtlasFiles
import Foundation

/// How every answer is written as JSON.
public struct Envelope<Inputs: Encodable, Result: Encodable, Sources: Encodable>: Encodable {
    public let inputs: Inputs
    public let result: Result
    public let sources: Sources
}

/// A table for people, with a title and remarks.
public struct Section: Sendable {
    public var title: String
    public var columns: [String]
    public var rows: [[String]]
    public var notes: [String]

    public init(title: String = "", columns: [String] = [], rows: [[String]] = [], notes: [String] = []) {
        self.title = title
        self.columns = columns
        self.rows = rows
        self.notes = notes
    }
}

/// An answer in every format.
public struct Output {
    private enum Answer {
        case encodable(any Encodable)
        case value(JSONValue)
    }

    private let answer: Answer
    public let sections: [Section]
    /// What CSV writes; one file, one table.
    public let main: Section?

    /// - Parameter main: the table for CSV; nil takes the first section with rows.
    public init(json: any Encodable, sections: [Section], main: Section? = nil) {
        self.init(.encodable(json), sections, main)
    }

    init(_ value: JSONValue, sections: [Section], main: Section? = nil) {
        self.init(.value(value), sections, main)
    }

    private init(_ answer: Answer, _ sections: [Section], _ main: Section?) {
        self.answer = answer
        self.sections = sections
        self.main = main ?? sections.first { !$0.rows.isEmpty }
    }

    public enum Format: String, CaseIterable, Sendable {
        case table, csv, latex, html, json
    }

    public func text(_ format: Format) throws(WorkbenchError) -> String {
        switch format {
        case .json:
            switch answer {
            case .encodable(let json): return try encoded(json)
            case .value(let value): return value.indented
            }
        case .csv: return main.map(csv) ?? ""
        case .latex: return sections.filter { !$0.columns.isEmpty }.map(\.latex).joined(separator: "\n")
        case .html: return threeLinePage(sections)
        case .table: return sections.map(aligned).joined(separator: "\n")
        }
    }

    private func encoded(_ json: any Encodable) throws(WorkbenchError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(json), as: UTF8.self) + "\n"
        } catch {
            throw WorkbenchError(.data, "the answer holds a number that JSON cannot write (not finite)")
        }
    }

    private func csv(_ section: Section) -> String {
        return ([section.columns] + section.rows).map { $0.map(csvField).joined(separator: ",") + "\n" }.joined()
    }

    private func aligned(_ section: Section) -> String {
        var lines: [String] = []
        if !section.title.isEmpty { lines.append(section.title) }
        let all = section.columns.isEmpty ? section.rows : [section.columns] + section.rows
        let count = all.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            all.map { $0.indices.contains(column) ? displayWidth($0[column]) : 0 }.max() ?? 0
        }
        let numeric = (0..<count).map { column in
            !section.rows.isEmpty
                && section.rows.allSatisfy { !$0.indices.contains(column) || looksNumeric($0[column]) }
        }
        for (index, row) in all.enumerated() {
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: max(0, widths[column] - displayWidth(cell)))
                return numeric[column] ? padding + cell : column == row.count - 1 ? cell : cell + padding
            }
            lines.append("  " + cells.joined(separator: "  "))
            if index == 0 && !section.columns.isEmpty {
                lines.append("  " + widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
            }
        }
        lines += section.notes
        return lines.map { $0 + "\n" }.joined()
    }

}

/// Whether a cell stands to the right of its column.
func looksNumeric(_ text: String) -> Bool {
    text.isEmpty || text == "–"
        || (text.first.map { "+−-0123456789.".contains($0) } ?? false) && text.contains { $0.isNumber }
            && text.count < 16
}

/// Columns that text takes in a terminal: Chinese characters take two.
func displayWidth(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) {
        $0
            + (($1.value >= 0x1100 && $1.value <= 0x115F)
                || ($1.value >= 0x2E80 && $1.value <= 0xFFE6 && $1.value != 0x303F) ? 2 : 1)
    }
}

/// Refuses a place where no file can be written, before any work is done for it.
public func checkWritable(_ path: String) throws(WorkbenchError) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        throw WorkbenchError(.use, "\(path) is a folder: give the name of a file with --out")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        throw WorkbenchError(.use, "\(path) cannot be written: the folder \(folder) does not exist")
    }
}

/// Writes a file whole or not at all.
public func writeFile(_ text: String, to path: String) throws(WorkbenchError) {
    try checkWritable(path)
    do {
        // A device or pipe cannot be replaced by renaming.
        let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        let regular = type == nil || type == .typeRegular
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: regular ? .atomic : [])
    } catch {
        throw WorkbenchError(.use, "\(path) cannot be written: check its folder, permissions and free space")
    }
}
