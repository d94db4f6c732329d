import ArgumentParser
import Asking
import Formats
import Foundation
import Workbench

/// How an answer is written, and where.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("\(Format.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format"))
    var format: Format = .table

    @Option(help: ArgumentHelp("Write to this file instead of the screen; written whole or not at all.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("en or zh.", valueName: "language"))
    var language: Language = .english

    func write(_ record: Record) throws { try write(record.text(format, language)) }

    func write(_ text: String) throws {
        if let out { try writeFile(text, to: out) } else { writeOut(text) }
    }
}

/// Writes to the screen.
func writeOut(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
