import ArgumentParser
import Foundation
import Workbench

@main
struct Program {
    /// Runs the command: one line for every error, exit status 2 for a wrong call and 1 for wrong data.
    static func main() {
        do {
            var command = try Hinterland.parseAsRoot()
            try command.run()
        } catch let error as WorkbenchError {
            fail("\(error)", status: error.kind == .use ? 2 : 1)
        } catch {
            let message = Hinterland.message(for: error)
            if Hinterland.exitCode(for: error) == .success {
                print(message.isEmpty ? Hinterland.helpMessage() : message)
                return
            }
            let line = message.split(separator: "\n").first.map(String.init) ?? "the call is not understood"
            fail("\(line) (`hinterland --help` shows every call)", status: 2)
        }
    }

    private static func fail(_ line: String, status: Int32) -> Never {
        let oneLine = line.split(whereSeparator: \.isNewline).joined(separator: " ")
        FileHandle.standardError.write(Data("hinterland: \(oneLine)\n".utf8))
        exit(status)
    }
}

struct Hinterland: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hinterland",
        abstract: "An open laboratory for city clusters: what would this railway, zone, relocation or transfer do to every city?",
        discussion: """
            Figures with their sources go in, a calibrated spatial equilibrium of cities comes out, and a scenario asks it a question.

            Look at the figures
              hinterland atlas describe                          what is there and what is missing
              hinterland atlas sources --indicator gdp --region Ankang
              hinterland cluster list                            the clusters side by side
              hinterland cluster compare                         are the younger clusters' smaller cities further behind?
              hinterland network times --from Ankang             hours to every city

            Ask a question
              hinterland scenario examples                       questions that come with the atlas
              hinterland scenario run xian-ankang-chongqing      an example, or a file of your own
              hinterland scenario run mine.yaml --reading peopleStay --format json
              hinterland report mine.yaml --out report.html      one page with maps, losers, assumptions and sources

            A scenario is a YAML file
              name: Fast rail to Ankang
              changes:
                - link: {from: 610100, to: 610900, mode: rail, speedKmh: 350, lengthKm: 171}
              Further changes: removeLink, jobs, housing, tradeCost, migrationCost, productivity; Guides/scenarios.md shows each.

            Every call takes --atlas NAME|DIR, --year, --format table|csv|json, --out FILE, --seed and --language en|zh.
            JSON is {"inputs": …, "result": …, "sources": […]}. Errors are one line; the exit status is 2 for a wrong call, 1 for wrong data.
            """,
        version: "0.1.0",
        subcommands: [
            AtlasCommand.self, ClusterCommand.self, NetworkCommand.self, ModelCommand.self, ScenarioCommand.self, ReportCommand.self,
        ])
}
