import Foundation
import Testing

/// Calls that are ended half way: what stands under the final name is whole, or there is nothing.
@Suite struct InterruptionTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let columns = (0..<2_000).map { "c\($0)" }
        var text = "place," + columns.joined(separator: ",") + "\n"
        for place in ["成都", "绵阳", "德阳", "乐山"] {
            text += place + "," + columns.indices.map { "\($0 + 1)" }.joined(separator: ",") + "\n"
        }
        try text.write(to: folder.appendingPathComponent("t.csv"), atomically: true, encoding: .utf8)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "t.csv" }.sorted()
    }

    private func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        return process
    }

    @Test(
        "an atlas that was being made is whole or not there, and the next call takes away what was left",
        arguments: [SIGINT, SIGTERM, SIGKILL])
    func newAtlas(signal: Int32) throws {
        let make = ["atlas", "new", "a", "--table", "t.csv", "--year", "2020"]
        let begun = ContinuousClock.now
        let whole = try start(make)
        whole.waitUntilExit()
        let time = ContinuousClock.now - begun
        #expect(whole.terminationStatus == 0)
        for step in 1...8 {
            try? FileManager.default.removeItem(at: folder.appendingPathComponent("a"))
            let process = try start(make)
            usleep(UInt32(max(1_000, time / .milliseconds(1) * 125 * Double(step))))
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            let left = try names()
            // Killed, it cannot say that the atlas stands.
            if signal != SIGKILL { #expect(left.contains("a") == (process.terminationStatus == 0)) }
            if signal != SIGKILL { #expect(left.allSatisfy { $0 == "a" || $0.hasPrefix(".a.making-") }) }
            if left.contains("a") {
                let check = try start(["atlas", "check", "--atlas", "a"])
                check.waitUntilExit()
                #expect(check.terminationStatus == 0, "killed after \(step) of 8")
            }
        }
        try? FileManager.default.removeItem(at: folder.appendingPathComponent("a"))
        let last = try start(make)
        last.waitUntilExit()
        #expect(last.terminationStatus == 0)
        #expect(try names() == ["a"])
    }

    @Test("a file that others may not read stays so when it is written again")
    func mode() throws {
        let path = folder.appendingPathComponent("out.csv").path
        _ = FileManager.default.createFile(atPath: path, contents: Data(), attributes: [.posixPermissions: 0o600])
        let process = try start(["atlas", "regions", "--format", "csv", "--out", "out.csv"])
        process.waitUntilExit()
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(process.terminationStatus == 0 && (attributes[.size] as? Int ?? 0) > 1_000)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("a pipe is a table")
    func pipe() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        let program = Program.path
        process.arguments = [
            "-c", "\(program) measure gini --table <(printf 'id,v\\na,1\\nb,2\\nc,4\\n') --value v --replications 0",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(text.contains("0.2857"))
    }
}
