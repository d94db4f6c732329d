import ArgumentParser
import Asking
import AtlasFiles
import ChinaDocuments
import Formats
import Foundation
import LinearAlgebra
import MeasureAnswers
import Scenarios
import Workbenches

@main
struct Program {
    /// Runs the command: one line for every error, exit status 2 for a wrong call and 1 for wrong data.
    static func main() {
        // Draws free and take the same matrices again and again.
        keepFreedMemory(upTo: 256 << 20)
        do {
            let (arguments, encoding) = try encodingAsked(Array(CommandLine.arguments.dropFirst()))
            try checkOut(arguments)
            try TextEncoding.$asked.withValue(encoding) {
                var command = try Hinterland.parseAsRoot(MeasureCommand.named(arguments))
                try command.run()
            }
        } catch let error where error is Problem || error is any Worded {
            let problem = Problem(error)
            fail(language(problem.remark(naming: Problem.option)), status: problem.kind == .use ? 2 : 1)
        } catch {
            let message = Hinterland.message(for: error)
            if Hinterland.exitCode(for: error) == .success {
                writeOut((message.isEmpty ? Hinterland.helpMessage() : message) + "\n")
                return
            }
            let line = message.split(separator: "\n").first.map(String.init) ?? "the call is not understood"
            fail("\(line) (`hinterland --help` shows every call)", status: 2)
        }
    }

    /// Every call takes --encoding, since any may read a file of words.
    ///
    /// - Returns: the other arguments, and what files are in that are not UTF-8.
    private static func encodingAsked(_ arguments: [String]) throws(Problem) -> ([String], TextEncoding?) {
        var (rest, found) = (arguments, TextEncoding?.none)
        while let at = rest.firstIndex(where: { $0 == "--encoding" || $0.hasPrefix("--encoding=") }) {
            let isApart = rest[at] == "--encoding"
            let name = isApart ? (at + 1 < rest.count ? rest[at + 1] : "") : String(rest[at].dropFirst(11))
            guard let encoding = TextEncoding(named: name) else {
                let names = TextEncoding.names.joined(separator: ", ")
                throw Problem(
                    .use, "{encoding} \(name.prefix(40)): expected one of \(names)",
                    "{encoding} \(name.prefix(40))：应为 \(names) 之一")
            }
            found = encoding
            rest.removeSubrange(at..<min(rest.count, at + (isApart ? 2 : 1)))
        }
        return (rest, found)
    }

    /// Refuses to write over a file that the same call reads.
    private static func checkOut(_ arguments: [String]) throws(Problem) {
        guard let at = arguments.lastIndex(where: { $0 == "--out" || $0.hasPrefix("--out=") }) else { return }
        let isApart = arguments[at] == "--out"
        let out = isApart ? (at + 1 < arguments.count ? arguments[at + 1] : "") : String(arguments[at].dropFirst(6))
        guard let written = fileNumber(out) else { return }
        for (index, argument) in arguments.enumerated() where index != at && !(isApart && index == at + 1) {
            // --table=FILE, and a sheet of a workbook: FILE#SHEET.
            let value = argument.hasPrefix("--") ? String(argument.drop { $0 != "=" }.dropFirst()) : argument
            let names = [value, String(value.prefix { $0 != "#" })]
            if names.contains(where: { fileNumber($0) == written }) {
                throw Problem(
                    .use, "{out} \(out) is read by this call: name another file", "{out} \(out) 是本次读取的文件：请另取文件名")
            }
        }
    }

    /// Which regular file a name means, whatever the name; nil for none.
    private static func fileNumber(_ path: String) -> [UInt64]? {
        var found = stat()
        guard !path.isEmpty, stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
        return [UInt64(found.st_dev), UInt64(found.st_ino)]
    }

    /// The language that the call names; English if it names none, or cannot be read.
    private static var language: Language {
        let arguments = CommandLine.arguments
        let named = arguments.lastIndex { $0 == "--language" }.map { arguments[($0 + 1)...].first ?? "" }
        let joined = arguments.last { $0.hasPrefix("--language=") }?.dropFirst("--language=".count)
        return Language(rawValue: named ?? joined.map(String.init) ?? "") ?? .english
    }

    private static func fail(_ line: String, status: Int32) -> Never {
        let oneLine = line.split(whereSeparator: \.isNewline).joined(separator: " ")
        write("hinterland: \(oneLine)\n", to: 2)
        exit(status)
    }
}

struct Hinterland: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hinterland",
        abstract:
            """
            An open laboratory for city clusters: what would this railway, zone, relocation or transfer do to \
            every city?
            """,
        discussion: """
            Figures with their sources go in, a calibrated spatial equilibrium of cities
            comes out, and a scenario asks it a question.

            Look at the figures
              atlas describe                      what is there and what is missing
              atlas sources --indicator gdp --region Ankang    one figure, its source
              atlas new mine --table T.csv        your own figures on the map
              claims                              what the documents say, checked
              cluster list                        the clusters side by side
              cluster compare                     younger against older clusters
              network times --from Ankang         hours to every city
              map \(ChinaExamples.indicator) --out map.svg  an indicator on the map; or .csv, .geojson
              chart rankSize gdp --out chart.svg  rank and size, distribution, scatter, series
              measure list                        \(measures.count) measures of any table, or of the atlas

            Ask a question
              scenario examples                   questions that come with the atlas
              scenario run xian-ankang-chongqing  an example, or a file of your own
              scenario run mine.yaml --draws 1000 --format json
              report mine.yaml --out report.html  a page with maps, losers, sources

              model links --objective level --cluster \(ChinaExamples.cluster)     which railway helps its smaller \
            cities

            Explore by hand
              serve                               the same on a map, in the browser

            Doubt the answer
              model calibrate                     every parameter, range and source
              model diagnose                      what the model was not fitted to

            A scenario is a YAML file; Guides/scenarios.md shows each kind of change.
              name: Fast rail to Ankang
              changes:
                - link: {from: 610100, to: 610900, mode: rail, speedKmh: 350}
                - jobs: {from: 110000, to: 610900, number: 5000}
            \(furtherChanges)

            Every call takes --atlas NAME|DIR, --encoding NAME for files not in UTF-8, --year, --format \(formats),
            --out FILE, --seed and --language en|zh. JSON has the keys inputs, result,
            notes and sources. Errors are one line; the exit status is 2 for a wrong call and
            1 for wrong data.
            """,
        version: programVersion,
        subcommands: [
            AtlasCommand.self, ClusterCommand.self, NetworkCommand.self, ModelCommand.self, ScenarioCommand.self,
            ReportCommand.self,
            MapCommand.self, ChartCommand.self, MeasureCommand.self, IndexCommand.self, ClaimsCommand.self,
            ServeCommand.self,
        ])
}

private var formats: String { Format.allCases.map(\.rawValue).joined(separator: "|") }

/// Every kind of change but those of the example above it, as lines of the help.
private var furtherChanges: String {
    let names = changeKinds.map { $0.about.id }.filter { $0 != "link" && $0 != "jobs" }
    var lines = ["  Further:"]
    for (index, name) in names.enumerated() {
        let piece = name + (index == names.count - 1 ? "." : ",")
        if lines[lines.count - 1].count + piece.count > 74 { lines.append("   ") }
        lines[lines.count - 1] += " " + piece
    }
    return lines.joined(separator: "\n")
}
