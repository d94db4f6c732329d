import AtlasFiles
import Clusters
import Foundation
import Testing

@Suite struct ClusterTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("Atlases/china").path
    static let atlas = Result { try readAtlas(in: folder) }

    /// The data's own check table (check_clusters_2023.csv): GDP in 100 million yuan, residents in 10,000, members
    /// without GDP.
    @Test(arguments: [
        ("CL01", 94920.9, 8675.7, 0), ("CL02", 254194.7, 16778.1, 0), ("CL03", 110214.3, 7869.5, 0),
        ("CL04", 84196.6, 10266.1, 0),
        ("CL05", 113914.4, 12415.3, 3), ("CL09", 26252.1, 4306.9, 4), ("CL13", 86881.4, 9414.6, 0),
        ("CL19", 9329.3, 751.1, 2),
    ])
    func sumsAgreeWithTheDataCheck(_ id: String, _ gdp: Double, _ residents: Double, _ missing: Int) throws {
        let profile = try #require(try Self.atlas.get().profile(ofCluster: id, year: 2023))
        #expect(abs(profile.gdp - gdp) < 0.06)
        #expect(abs(profile.residents - residents) < 0.06)
        #expect(profile.withoutFigures.count == missing)
    }

    @Test func inequalityAddsUp() throws {
        let all = try Self.atlas.get().clusterInequality(year: 2023)
        #expect(abs(all.theil.total - all.theil.within - all.theil.between) < 1e-14)
        #expect(abs(all.dagum.gini - all.dagum.within - all.dagum.netBetween - all.dagum.transvariation) < 1e-14)
        #expect(all.theil.within > 0 && all.theil.between > 0)
        #expect(!all.countedTwice.isEmpty)
    }

    /// By hand from the table: Chongqing and Chengdu against the other fourteen.
    @Test func gapIsAnchorsOverTheRest() throws {
        let profile = try #require(try Self.atlas.get().profile(ofCluster: "CL04", year: 2023))
        #expect(Set(profile.anchors.map(\.code)) == ["500000", "510100"])
        let anchors = profile.anchors.map(\.gdp).reduce(0, +) / profile.anchors.map(\.residents).reduce(0, +)
        let rest = profile.others.map(\.gdp).reduce(0, +) / profile.others.map(\.residents).reduce(0, +)
        #expect(abs(try #require(profile.gap) - anchors / rest) < 1e-12)
        #expect(abs(try #require(profile.anchorShare) - profile.anchors.map(\.gdp).reduce(0, +) / profile.gdp) < 1e-12)
    }

    @Test func anUnknownClusterIsNone() throws {
        #expect(try Self.atlas.get().profile(ofCluster: "CL99", year: 2023) == nil)
        #expect(try Self.atlas.get().profile(ofCluster: "CL01", year: 1950)?.gap == nil)
    }
}
