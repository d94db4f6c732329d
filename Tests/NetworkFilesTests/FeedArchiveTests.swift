import AtlasFiles
import Atlases
import CZip
import Foundation
import NetworkFiles
import Testing
import Transport

@Suite("Archives")
struct FeedArchiveTests {
    /// Writes an archive of texts and gives its path.
    private func zip(_ files: [String: String]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("archive-\(UUID().uuidString).zip")
            .path
        let archive = try #require(zip_open(path, ZIP_CREATE, nil))
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(text.utf8)
            // The archive frees what it is given.
            let copy = malloc(max(1, bytes.count))
            bytes.withUnsafeBytes { from in
                if let base = from.baseAddress { copy?.copyMemory(from: base, byteCount: from.count) }
            }
            let source = try #require(zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1))
            #expect(zip_file_add(archive, name, source, 0) >= 0)
        }
        #expect(zip_close(archive) == 0)
        return path
    }

    private func message(_ path: String) -> String {
        do {
            _ = try TransitFeed(gtfs: path)
            return "read"
        } catch { return "\(error)" }
    }

    @Test("a feed whose files lie in a folder, a damaged archive and no archive are refused with a cure")
    func misplaced() throws {
        let inner = try zip(["feed/stops.txt": "stop_id\n"])
        #expect(message(inner).contains("feed/stops.txt lies in a folder"))
        let none = FileManager.default.temporaryDirectory.appendingPathComponent("none-\(UUID().uuidString).zip").path
        #expect(message(none).contains("there is none"))
        try Data("no archive".utf8).write(to: URL(fileURLWithPath: none))
        #expect(message(none).contains("zip archive"))
        let rows = (0..<20_000).map { "s\($0 * 7_919 % 20_000),,\($0 % 90),0\n" }.joined()
        let path = try zip([
            "routes.txt": "", "trips.txt": "", "stop_times.txt": "",
            "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\n" + rows,
        ])
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for index in 10_000..<10_100 { bytes[index] ^= 0xFF }
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(message(path) != "read" && message(path).contains("stops.txt"))
        for path in [inner, none, path] { try FileManager.default.removeItem(atPath: path) }
    }

    @Test("an archive that unpacks to far more than it holds is refused while it is read")
    func bomb() throws {
        let path = try zip([
            "routes.txt": "a", "trips.txt": "a", "stop_times.txt": "a",
            "stops.txt": "stop_id\n" + String(repeating: "\n", count: 100_000_000),
        ])
        #expect(message(path).contains("times its packed size"))
        try FileManager.default.removeItem(atPath: path)
    }
}
