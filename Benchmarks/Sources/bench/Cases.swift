import Computation
import Equilibrium
import Foundation
import LinearAlgebra
import Transport

/// Invented cases, written once so that every peer reads the same numbers.
struct Case {
    let folder: String
    let places: Int

    static let parameters = ModelParameters(
        tradeElasticity: 4, migrationElasticity: 1.5, agglomeration: 0.1, goodsShare: 0.87)

    func path(_ name: String) -> String { "\(folder)/\(name).\(places).f64" }

    func write(_ values: [Double], _ name: String) throws {
        try values.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path(name)))
    }

    func read(_ name: String) throws -> [Double] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path(name)))
        return data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    }

    func matrix(_ name: String) throws -> Matrix {
        let values = try read(name)
        return Matrix(rows: places, columns: places) { values[$0 * places + $1] }
    }

    func economy() throws -> Economy {
        try Economy(
            output: read("output"), residents: read("residents"), registered: read("registered"),
            tradeCost: matrix("tradeCost"),
            migrationCost: matrix("migrationCost"))
    }

    /// Places at random in a square, trade and moving costs from their distances, sizes spread over two orders of
    /// magnitude, and a shock: one line of towns gets closer.
    func generate(seed: UInt64) throws {
        var stream = RandomStream(seed: seed)
        let n = places
        let spots = (0..<n).map { _ in SIMD2(stream.uniform() * 3_000, stream.uniform() * 3_000) }
        func distance(_ a: Int, _ b: Int) -> Double {
            let gap = spots[a] - spots[b]
            return 20 + (gap.x * gap.x + gap.y * gap.y).squareRoot()
        }
        let size = (0..<n).map { _ in exponentialsOf([4 * stream.uniform()])[0] }
        let residents = size.map { 10 * $0 * (0.7 + 0.6 * stream.uniform()) }
        let registered = residents.map { $0 * (0.7 + 0.6 * stream.uniform()) }
        let scale = residents.reduce(0, +) / registered.reduce(0, +)
        try write(zip(size, residents).map { $0 * 0.3 * $1 * 0.1 + $1 * (0.5 + stream.uniform()) }, "output")
        try write(residents, "residents")
        try write(registered.map { $0 * scale }, "registered")
        let flat = (0..<(n * n)).map { distance($0 / n, $0 % n) }
        try write(exponentialsOf(logarithmsOf(flat), factor: 0.25), "tradeCost")
        try write((0..<(n * n)).map { $0 / n == $0 % n ? 1 : 3 + 2 * flat[$0] / 3_000 }, "migrationCost")
        let line = Set((0..<12).map { _ in Int(stream.next() % UInt64(n)) })
        try write(
            (0..<(n * n)).map { line.contains($0 / n) && line.contains($0 % n) && $0 / n != $0 % n ? 0.85 : 1 }, "shock"
        )
        try write(
            (0..<(n * n)).map { line.contains($0 / n) && line.contains($0 % n) && $0 / n != $0 % n ? 0.87 : 1 },
            "nearShock")
        // Links: each place to its four nearest by road, some by rail.
        var links: [Double] = []
        for a in 0..<n {
            let near = (0..<n).filter { $0 != a }.map { (distance(a, $0), $0) }.sorted { $0.0 < $1.0 }.prefix(4)
            for (km, b) in near { links += [Double(a), Double(b), 0, km / 60, Double(b), Double(a), 0, km / 60] }
        }
        for _ in 0..<(n / 2) {
            let (a, b) = (Int(stream.next() % UInt64(n)), Int(stream.next() % UInt64(n)))
            if a == b || distance(a, b) > 700 { continue }
            let hours = distance(a, b) / 175
            links += [Double(a), Double(b), 1, hours, Double(b), Double(a), 1, hours]
        }
        try write(links, "links")
    }

    func links() throws -> [Link] {
        let flat = try read("links")
        return (0..<(flat.count / 4)).map { k in
            Link(
                from: Int(flat[4 * k]), to: Int(flat[4 * k + 1]), mode: flat[4 * k + 2] == 1 ? .rail : .road,
                lengthKm: 1,
                hours: flat[4 * k + 3])
        }
    }
}

/// Median seconds of a piece of work repeated, after one run that is not counted.
func seconds(_ times: Int, _ work: () throws -> Void) rethrows -> Double {
    try work()
    var measured: [Double] = []
    for _ in 0..<times {
        let begun = DispatchTime.now().uptimeNanoseconds
        try work()
        measured.append(Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9)
    }
    return measured.sorted()[measured.count / 2]
}

func report(_ name: String, _ value: Double) {
    print("{\"name\": \"\(name)\", \"value\": \(value)}")
}

/// Peak memory of this process in MB.
func peakMemory() -> Double {
    // Not getrusage, which remembers the parent's memory from before the program was started.
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? .nan) / 1024
}
