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

/// Writes to the screen; a full disk or a closed output ends the call in one line, a reader who has seen enough in
/// none.
func writeOut(_ text: String) {
    guard let error = write(text, to: 1), error != EPIPE else { return }
    let reason = String(cString: strerror(error))
    _ = write("hinterland: the output cannot be written: \(reason)\n", to: 2)
    exit(2)
}

/// Writes all of a text.
///
/// - Returns: the number of the error; nil where all was written.
@discardableResult
func write(_ text: String, to file: Int32) -> Int32? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let written = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        if written < 0 && errno == EINTR { continue }
        if written < 0 { return errno }
        bytes = bytes.dropFirst(written)
    }
    return nil
}
