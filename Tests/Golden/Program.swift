import Foundation

/// The built program, run as a person would run it.
enum Program {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static var path: String {
        ProcessInfo.processInfo.environment["HINTERLAND_PROGRAM"]
            ?? root.appendingPathComponent(".build/release/hinterland").path
    }

    struct Run {
        let status: Int32
        let output: String
        let error: String
    }

    /// Runs the program in a folder; its output goes through files, so that no pipe can fill up.
    static func run(
        _ arguments: [String], in folder: String? = nil, program: String? = nil, environment: [String: String] = [:]
    ) throws
        -> Run
    {
        let scratch = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        for name in ["out", "err"] { _ = FileManager.default.createFile(atPath: "\(scratch)/\(name)", contents: nil) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program ?? path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder ?? "/")
        var settings = ProcessInfo.processInfo.environment
        for (key, value) in environment { settings[key] = value }
        process.environment = settings
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: "\(scratch)/out")
        process.standardError = FileHandle(forWritingAtPath: "\(scratch)/err")
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, output: try String(contentsOfFile: "\(scratch)/out", encoding: .utf8),
            error: try String(contentsOfFile: "\(scratch)/err", encoding: .utf8))
    }

    /// A folder of its own, gone when the tests end.
    static func temporaryFolder() throws -> String {
        _ = cleanedUp
        let folder = scratchRoot.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    private static let scratchRoot = FileManager.default.temporaryDirectory.appendingPathComponent(
        "hinterland-tests-\(ProcessInfo.processInfo.processIdentifier)")
    private static let cleanedUp: Void = {
        _ = atexit { try? FileManager.default.removeItem(at: Program.scratchRoot) }
    }()

    static func json(_ run: Run) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any] ?? [:]
    }
}
