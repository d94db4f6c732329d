import AtlasFiles
import ChinaDocuments
import Clusters
import Foundation
import Testing

@Suite struct YoungerClusterTests {
    static let atlas = Result {
        try readAtlas(
            in: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("Atlases/china").path)
    }

    /// Level and gap order the clusters differently, which is why both are shown.
    @Test func theYoungerClustersAreLowerInLevelButNotAlwaysWiderInGap() throws {
        let question = try #require(try Self.atlas.get().milkenQuestion(year: 2023))
        #expect(question.readings.map(\.profile.id) == ["CL04", "CL01", "CL03", "CL02", "YREB−CL04"])
        #expect(question.comparisons.count == 6)
        for comparison in question.comparisons {
            let young = try #require(question.readings.first { $0.profile.id == comparison.younger }?.profile.level)
            let old = try #require(question.readings.first { $0.profile.id == comparison.older }?.profile.level)
            #expect(abs(comparison.levelRatio - young / old) < 1e-12)
        }
        #expect(question.lower == 6)
        #expect(question.wider == 4)
        let belt = try #require(question.readings.last?.profile)
        let chengduChongqing = Set(try #require(try Self.atlas.get().cluster("CL04")).members.map(\.region))
        #expect(belt.cities.allSatisfy { !chengduChongqing.contains($0.code) })
    }
}
