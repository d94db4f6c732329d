import ArgumentParser
import Asking
import AtlasQuestions
import Foundation
import Hummingbird
import LinearAlgebra
import Logging
import MeasureAnswers
import Scenarios
import ServiceLifecycle
import Workbenches

/// Where the server listens and what it shows.
package struct ServerOptions: ParsableArguments {
    @Option(help: "Port; 0 takes a free one.") package var port = 8420
    @Option(help: "Address to listen on; only this machine can reach 127.0.0.1.") package var host = "127.0.0.1"
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir"))
    package var atlas = bundledAtlas
    @Option(help: ArgumentHelp("Folder of the page; looked for beside the program if left out.", valueName: "dir"))
    package var page: String?

    package init() {}

    package func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port is \(port): expected 0 to 65535") }
    }

    /// Serves until the process ends, with the measures and kinds of change that it is given.
    package func serve(measures: [any Measure.Type], changes: [any Change.Type]) async {
        keepFreedMemory(upTo: 256 << 20)
        do {
            let laboratory = try Laboratory(atlas: atlas, MeasureCatalogue(measures), changes: changes)
            let questions = questionRoutes(laboratory)
            let files = try PageFiles(folder: page) { description throws(Problem) in
                try filledInterface(description, questions, laboratory.changes)
            }
            var logger = Logger(label: "hinterland-server")
            logger.logLevel = .error
            let shownHost = host
            let application = Application(
                router: routes(laboratory, questions, files, onlyLoopback: isLoopback(host)),
                server: .http1(configuration: .init(idleTimeout: ServerLimits.idle)),
                configuration: .init(
                    address: .hostname(host, port: port), serverName: nil,
                    availableConnectionsDelegate: ServerLimits.connections()),
                onServerRunning: { channel in
                    let port = channel.localAddress?.port ?? 0
                    print(
                        """
                        Hinterland is at \
                        http://\(shownHost.contains(":") ? "[\(shownHost)]" : shownHost):\(port)/ (Ctrl-C ends \
                        it)
                        """
                    )
                    fflush(nil)
                }, logger: logger)
            // Told in reverse order: the clock starts before the server waits for its requests.
            let services = ServiceGroup(
                services: [application, EndsInTime()], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            try await services.run()
        } catch let problem as Problem {
            fail("\(problem)", status: problem.kind == .use ? 2 : 1)
        } catch {
            fail(
                """
                cannot listen on \(host) port \(port): \
                \("\(error)".split(whereSeparator: \.isNewline).first ?? ""); choose another with --port
                """,
                status: 2)
        }
    }

    private func fail(_ line: String, status: Int32) -> Never {
        FileHandle.standardError.write(Data("hinterland-server: \(line)\n".utf8))
        Foundation.exit(status)
    }
}
