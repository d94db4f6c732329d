import Computation
import Foundation

/// Reads one mutated file after the other; each is on disk before it is read.
struct Child {
    let readers: [Reader]
    let scratch: String
    let seed: UInt64

    func run(from first: Int) -> Never {
        let current = URL(fileURLWithPath: "\(scratch)/current")
        var index = first
        while true {
            let reader = readers[index % readers.count]
            var mutations = Mutations(stream: RandomStream(seed: seed, piece: index))
            let bytes = mutations.mutated(reader.seeds)
            try? Data(bytes).write(to: current)
            try? "\(index)\n\(reader.name)\n\(reader.ending)".write(
                toFile: "\(scratch)/progress", atomically: true, encoding: .utf8)
            reader.read(bytes, "fuzzed.\(reader.ending)")
            index += 1
        }
    }
}

/// Starts a child again whenever it ends, and keeps what ended it.
struct Watch {
    let scratch: String
    let seed: UInt64
    let seconds: Double
    let keep: String
    private static let longest = 10.0

    /// - Returns: the exit status: 0 where nothing was found.
    func run() -> Int32 {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var (found, next) = ([String](), 0)
        print("seed \(seed), \(Int(seconds)) s")
        while clock.now < end, found.count < 20 {
            let child = started(from: next)
            var (last, since) = (-1, clock.now)
            while child.isRunning && clock.now < end {
                usleep(100_000)
                let now = progress()?.index ?? next
                if now != last { (last, since) = (now, clock.now) }
                if clock.now - since > .seconds(Self.longest) { break }
            }
            let isOver = clock.now >= end
            let ended = !child.isRunning
            child.terminate()
            kill(child.processIdentifier, SIGKILL)
            child.waitUntilExit()
            guard let one = progress() else {
                found.append("the child ended before its first file")
                break
            }
            if ended || !isOver {
                found.append(kept(one, ended ? "ended by signal \(child.terminationStatus)" : "stood still"))
            }
            next = one.index + 1
        }
        print("\(next) files read, \(found.count) faults")
        for line in found { print(line) }
        try? FileManager.default.removeItem(atPath: scratch)
        return found.isEmpty && next > 0 ? 0 : 1
    }

    private func started(from first: Int) -> Process {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        child.arguments = ["--from", "\(first)", "--seed", "\(seed)", "--scratch", scratch]
        // Else the runtime spends seconds on a backtrace of each trap.
        child.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        (child.standardOutput, child.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try? child.run()
        return child
    }

    private func progress() -> (index: Int, reader: String, ending: String)? {
        guard let text = try? String(contentsOfFile: "\(scratch)/progress", encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n").map(String.init)
        guard lines.count == 3, let index = Int(lines[0]) else { return nil }
        return (index, lines[1], lines[2])
    }

    private func kept(_ one: (index: Int, reader: String, ending: String), _ how: String) -> String {
        let files = FileManager.default
        try? files.createDirectory(atPath: keep, withIntermediateDirectories: true)
        let name = one.reader.map { $0.isLetter || $0.isNumber ? $0 : "-" }
        let path = "\(keep)/\(String(name))-\(seed)-\(one.index).\(one.ending)"
        try? files.removeItem(atPath: path)
        try? files.copyItem(atPath: "\(scratch)/current", toPath: path)
        return "\(one.reader): \(how): fuzz-readers --read \(path) --as '\(one.reader)'"
    }
}
