import ArgumentParser
import Asking
import AtlasQuestions
import Foundation
import Workbenches

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "The laboratory as a page: draw a line on the map and watch every city answer.")

    @Option(help: "Port; 0 takes a free one.") var port = 8420
    @Option(help: "Address to listen on; only this machine can reach 127.0.0.1.") var host = "127.0.0.1"
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir")) var atlas =
        bundledAtlas

    func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port is \(port): expected 0 to 65535") }
    }

    /// Becomes the server, a program of its own, so that the command line builds without it.
    func run() throws {
        let server = try findServer()
        let arguments = [server, "--port", "\(port)", "--host", host, "--atlas", atlas]
        var pointers = arguments.map { strdup($0) } + [nil]
        execv(server, &pointers)
        throw Problem(.data, "\(server) cannot be started: \(String(cString: strerror(errno)))")
    }
}

/// HINTERLAND_SERVER, then beside this program, then in the build folder of web/ up the tree.
private func findServer() throws -> String {
    let program = URL(fileURLWithPath: programPath())
    if let named = ProcessInfo.processInfo.environment["HINTERLAND_SERVER"], !named.isEmpty {
        if FileManager.default.isExecutableFile(atPath: named) { return named }
        throw Problem(.data, "HINTERLAND_SERVER is \(named): no program that can be run")
    }
    var folder = program.deletingLastPathComponent()
    var candidates = [folder.appendingPathComponent("hinterland-server").path]
    while folder.path != "/" {
        candidates.append(folder.appendingPathComponent("web/.build/release/hinterland-server").path)
        folder.deleteLastPathComponent()
    }
    if let found = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) { return found }
    throw Problem(
        .data,
        """
        the server is not built: ./demo --serve builds and starts it (or: web/libraries && swift build -c \
        release --package-path web)
        """
    )
}
