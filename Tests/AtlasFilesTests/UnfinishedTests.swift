import AtlasFiles
import Foundation
import Testing

@Suite struct UnfinishedTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    private var path: String { folder.appendingPathComponent("o.pdf").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test("what killed calls left is cleared, also of one that had our number; a living call and other files stay")
    func cleared() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let ours = URL(fileURLWithPath: Unfinished.place(beside: path)).lastPathComponent
        let kept = [".o.pdf.making-1", ".o.pdf.making-x", ".other.making-2147483647", "o.pdf"]
        for name in kept + [ours, ".o.pdf.making-2147483647", ".o.pdf.making-2147483647-ended"] {
            try Data().write(to: folder.appendingPathComponent(name))
        }
        Unfinished.clear(beside: path)
        #expect(try names() == kept.sorted())
    }

    @Test("what is abandoned is gone at once, and where nothing is begun that is said")
    func abandoned() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(!Unfinished.abandon(beside: path))
        try FileManager.default.createDirectory(
            atPath: Unfinished.place(beside: path) + "/boundaries", withIntermediateDirectories: true)
        #expect(Unfinished.abandon(beside: path))
        #expect(try names().isEmpty)
    }
}
