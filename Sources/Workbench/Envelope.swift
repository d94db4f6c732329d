public import Asking
public import Formats
import Foundation

/// How every answer is written as JSON.
public struct Envelope<Inputs: Encodable, Result: Encodable, Sources: Encodable>: Encodable {
    public let inputs: Inputs
    public let result: Result
    public let sources: Sources
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

    /// A record in one language.
    public init(_ record: Record, _ language: Language) {
        self.init(
            .value(record.value(in: language)), record.sections(language), record.main.map { Section($0, language) })
    }

    private init(_ answer: Answer, _ sections: [Section], _ main: Section?) {
        self.answer = answer
        self.sections = sections
        self.main = main ?? sections.first { !$0.rows.isEmpty }
    }

    public func text(_ format: Format) throws(WorkbenchError) -> String {
        switch format {
        case .json:
            switch answer {
            case .encodable(let json): return try encoded(json)
            case .value(let value): return value.indentedJSON
            }
        case .csv: return main?.csv ?? ""
        case .latex: return sections.filter { !$0.columns.isEmpty }.map(\.latex).joined(separator: "\n")
        case .html: return threeLinePage(sections)
        case .table: return sections.map(\.aligned).joined(separator: "\n")
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
