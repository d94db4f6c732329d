import AtlasFiles
import Atlases
import Foundation
import Testing

/// The bundled atlas, and copies of it that a test may spoil.
enum BundledAtlas {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("Atlases/china").path

    static let atlas = Result { try readAtlas(in: folder) }

    /// Runs the body on a copy without hashes, in which one table was changed.
    static func spoiled(_ file: String, _ change: (String) -> String, _ body: (String) throws -> Void) throws {
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("atlas-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.copyItem(atPath: "\(folder)/figures", toPath: "\(copy)/figures")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasSuffix(".csv") || name.hasSuffix(".json") {
            var text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            if name == "datapackage.json" {
                text = text.replacingOccurrences(
                    of: ",\\s*\"hash\": \"sha256:[0-9a-f]*\"", with: "", options: .regularExpression)
                // Boundaries are not copied.
                text = text.replacingOccurrences(
                    of: "boundaries/(prefectures|provinces).topojson", with: "sources.csv", options: .regularExpression)
            }
            if name == file { text = change(text) }
            try text.write(toFile: "\(copy)/\(name)", atomically: true, encoding: .utf8)
        }
        try body(copy)
    }
}

@Suite struct BundledAtlasTests {
    @Test func everyTableIsSoundAndHoldsWhatTheSourcesHold() throws {
        let atlas = try BundledAtlas.atlas.get()
        #expect(atlas.clusters.count == 19)
        #expect(atlas.clusters.map(\.members.count).reduce(0, +) == 244)
        #expect(atlas.documentFigures.count == 88)
        #expect(atlas.railLinks.count == 583)
        #expect(atlas.plannedLines.count == 7)
        #expect(atlas.zones.count == 444)
        #expect(atlas.flows.count == 69)
        #expect(
            atlas.regions.filter { $0.level.isPrefectural }.allSatisfy { !$0.nameEnglish.isEmpty && !$0.name.isEmpty })
        #expect(atlas.hash.count == 64)
    }

    @Test func everyFigureHasAUnitAndASource() throws {
        let atlas = try BundledAtlas.atlas.get()
        for figure in atlas.figures {
            let unit = try #require(atlas.indicator(figure.indicator)?.unit)
            #expect(!unit.isEmpty && !atlas.sources(figure.sources).isEmpty && !figure.vintage.isEmpty)
        }
    }

    /// Sums of the data's own check: prefectures of a province against the province, without double counting.
    @Test func prefecturesSumToTheNation() throws {
        let atlas = try BundledAtlas.atlas.get()
        let units = atlas.regions.filter {
            ($0.level.isPrefectural || $0.level == .aggregate) && $0.partOf == nil && $0.code != "659000"
        }
        let sum = units.compactMap { atlas.figure("gdp", of: $0.code, year: 2023)?.value }.reduce(0, +)
        #expect(abs(sum / 1_250_807 - 1) < 0.004)
        let ankang = try #require(atlas.figure("gdp", of: "610900", year: 2023))
        #expect(ankang.value == 1217 && ankang.flag == "rounded by yearbook" && ankang.status == .published)
    }

    @Test func missingStaysMissing() throws {
        let atlas = try BundledAtlas.atlas.get()
        #expect(atlas.figure("resident_population", of: "460300", nearest: 2023, within: 50) == nil)
        #expect(atlas.figure("gdp", of: "469001", year: 2023) == nil)
        #expect(atlas.figure("resident_population", of: "433100", year: 2023)?.status == .residual)
    }

    @Test func boundariesCoverEveryUnitAndAreaFollows() throws {
        let boundaries = try readBoundaries(BundledAtlas.folder + "/boundaries/prefectures.topojson")
        #expect(boundaries.rings.count == 375)
        #expect(boundaries.rings.values.allSatisfy { rings in rings.allSatisfy { $0.first == $0.last } })
    }
}

@Suite struct OutlineTests {
    @Test func theOutlineOfTwoNeighboursLeavesOutTheBorderBetweenThem() throws {
        let boundaries = try readBoundaries(BundledAtlas.folder + "/boundaries/prefectures.topojson")
        func length(_ codes: [String]) -> Int { boundaries.outline(of: codes).map(\.count).reduce(0, +) }
        // Xi'an and Xianyang touch; Xi'an and Sanya do not.
        #expect(length(["610100", "610400"]) < length(["610100"]) + length(["610400"]))
        #expect(length(["610100", "460200"]) == length(["610100"]) + length(["460200"]))
        #expect(length([]) == 0 && length(["none"]) == 0)
        // All together: no border between two regions is left, so fewer points than arcs in all.
        #expect(boundaries.outline(of: boundaries.polygons.keys).count < boundaries.arcs.count / 2)
    }

    @Test func polygonsHoldTheRingsOneBehindTheOther() throws {
        let boundaries = try readBoundaries(BundledAtlas.folder + "/boundaries/prefectures.topojson")
        for (code, polygons) in boundaries.polygons { #expect(polygons.flatMap { $0 } == boundaries.rings[code]) }
        #expect(boundaries.polygons.values.contains { $0.count > 1 })
    }

    @Test("every warning and vintage of a figure has Chinese words, numbers in place")
    func phrases() throws {
        let atlas = try BundledAtlas.atlas.get()
        for figure in atlas.figures {
            for text in [figure.flag, figure.vintage] where !text.isEmpty {
                let chinese = atlas.phrases.remark(text).chinese
                #expect(chinese.unicodeScalars.contains { $0.value > 0x2E80 } && !chinese.contains("#"), "\(text)")
                #expect(!chinese.contains("; "), "\(text)")
            }
        }
        #expect(
            atlas.phrases.remark("2000/1990 = 1.5: boundary change or strong migration; provisional").chinese
                == "2000/1990 = 1.5：区划调整或大量人口流动；初步数")
        #expect(atlas.phrases.remark("words not listed 7").chinese == "words not listed 7")
    }
}
