import ArgumentParser
import HinterlandServer
import MeasureAnswers
import Scenarios

@main
struct Server: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hinterland-server",
        abstract: "The laboratory as a page, and its HTTP interface. `hinterland serve` starts it.")

    @OptionGroup var options: ServerOptions

    func run() async { await options.serve(measures: measures, changes: changeKinds) }
}
