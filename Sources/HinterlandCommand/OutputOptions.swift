import ArgumentParser
import Asking
import Atlases
import Formats
import Foundation
import MapFiles
import Workbenches

extension Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// How an answer is written, and where.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            table, csv, latex, html or json; with --out also xlsx, dta, geojson, gpkg, shp, docx or pdf. The ending of \
            --out if left out.
            """, valueName: "format"))
    var format: Format?

    @Option(
        help: ArgumentHelp(
            "Write to this file instead of the screen, as its ending says; whole or not at all.", valueName: "file"))
    var out: String?

    @Flag(help: "A byte-order mark before CSV, by which Excel knows Chinese.")
    var bom = false

    @Option(help: ArgumentHelp("en or zh.", valueName: "language"))
    var language: Language = .english

    func validate() throws {
        if let out { try checkWritable(out) }
        // Before any work: a name without a format is refused at once.
        _ = try chosen()
        if bom, try chosen() != .csv { throw ValidationError("--bom is for CSV: expected --format csv or --out T.csv") }
    }

    /// What the answer is written as.
    func chosen(among allowed: [Format] = Format.answers) throws -> Format {
        try Format.chosen(format, for: out, among: allowed)
    }

    /// - Parameter shapes: outlines or seats of places, where the answer has any.
    func write(_ record: Record, shapes: PlaceShapes = .known([:])) throws {
        let file = AnswerFile(record, try chosen(), language, byteOrderMark: bom, shapes: shapes)
        guard let out else { return try writeOut(file.text()) }
        try report(file.write(to: out), language)
    }

    /// A table that is a map, as GeoJSON or in a file of maps.
    func write(_ placed: PlacedTable) throws {
        if let out { return try report(writeMap(placed, chosen(), to: out), language) }
        guard try chosen() == .geojson else { throw try AnswerFile.noText(chosen()) }
        writeOut(placed.geoJSON().json + "\n")
    }

    func write(_ text: String) throws {
        if let out { try writeFile(text, to: out) } else { writeOut(text) }
    }

    /// Writes what comes in pieces: to the screen as they come, to a file whole or not at all.
    func writePieces(_ body: ((String) throws(Problem) -> Void) throws(Problem) -> Void) throws {
        let mark = bom ? byteOrderMark : ""
        guard let out else {
            writeOut(mark)
            return try body { writeOut($0) }
        }
        try checkWritable(out)
        var text = mark
        try body { text += $0 }
        try writeFile(text, to: out)
    }
}

/// Says beside a file what is to be said of it.
func report(_ remarks: [Remark], _ language: Language) {
    for remark in remarks { HinterlandCommand.write("hinterland: \(language(remark))\n", to: 2) }
}

/// Refuses a picture's name that says another format.
func checkPicture(_ path: String?) throws {
    guard let path else { return }
    _ = try Format.chosen(nil, for: path, among: [.svg])
    try checkWritable(path)
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
