import ArgumentParser
import Asking
import Formats
import Workbench

extension Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

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
        if let out { try writeFile(text, to: out) } else { try writeOut(text) }
    }
}
