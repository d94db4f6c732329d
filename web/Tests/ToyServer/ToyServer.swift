import ArgumentParser
import HinterlandServer
import MeasureAnswers
import Scenarios
import Toys

@main
struct ToyServer: AsyncParsableCommand {
    @OptionGroup var options: ServerOptions

    func run() async {
        await options.serve(measures: measures + [ToyRange.self], changes: changeKinds + [Festival.self])
    }
}
