import ArgumentParser
import Asking
import Formats
import Foundation
import Workbenches

extension Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// How an answer is written, and where.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("table, csv, latex, html or json.", valueName: "format"))
    var format: Format = .table

    @Option(
        help: ArgumentHelp("Write to this file instead of the screen; written whole or not at all.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("en or zh.", valueName: "language"))
    var language: Language = .english

    func write(_ record: Record) throws { try write(record.text(format, language)) }

    func write(_ text: String) throws {
        if let out { try writeFile(text, to: out) } else { writeOut(text) }
    }

    /// Writes what comes in pieces: to the screen as they come, to a file whole or not at all.
    func writePieces(_ body: ((String) throws(Problem) -> Void) throws(Problem) -> Void) throws {
        guard let out else { return try body { writeOut($0) } }
        try checkWritable(out)
        var text = ""
        try body { text += $0 }
        try writeFile(text, to: out)
    }
}

/// Writes to the screen.
func writeOut(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
