// Reads broken files with every reader, for so long: one process reads, another watches it. A file at which the reader
// ends or stands still for ten seconds is kept, with the call that reads it again.
//
//     swift run -c release fuzz-readers --seconds 60 --seed 1 --keep fuzzed
//     swift run -c release fuzz-readers --read fuzzed/recipe-1-417.yaml --as recipe
import Computation
import Foundation

private func value(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    guard let at = arguments.firstIndex(of: "--" + name), at + 1 < arguments.count else { return nil }
    return arguments[at + 1]
}

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
private let seed = UInt64(value("seed") ?? "") ?? 1
private let seconds = Double(value("seconds") ?? "") ?? 60
private let scratch =
    value("scratch")
    ?? FileManager.default.temporaryDirectory.appendingPathComponent("fuzz-\(getpid())").path
try? FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)

if let path = value("read") {
    guard let reader = readers(root: root, scratch: scratch).first(where: { $0.name == value("as") }),
        let data = FileManager.default.contents(atPath: path)
    else {
        print("--read FILE --as READER: one of \(readers(root: root, scratch: scratch).map(\.name))")
        exit(2)
    }
    reader.read([UInt8](data), path)
    exit(0)
}
if let first = value("from").flatMap({ Int($0) }) {
    Child(readers: readers(root: root, scratch: scratch), scratch: scratch, seed: seed).run(from: first)
} else {
    exit(Watch(scratch: scratch, seed: seed, seconds: seconds, keep: value("keep") ?? "fuzzed").run())
}
