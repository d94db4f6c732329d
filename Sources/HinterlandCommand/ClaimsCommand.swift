import ArgumentParser
import Asking
import AtlasAnswers
import ChinaDocuments

extension ClaimVerdict: ExpressibleByArgument {}

struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "The figures of the source documents: what the atlas computes, and whether each holds.")
    @Option(help: ArgumentHelp("Only holds, differs or cannotBeChecked.", valueName: "verdict"))
    var verdict: ClaimVerdict?
    @OptionGroup var common: CommonOptions

    func run() throws { try common.ask(ClaimList(verdict)) }
}
