import Measures
import RealModule
import Testing

/// Phillips & Sul (2009, doi:10.1002/jae.1080): clubs of 152 economies, as the R package ConvergenceClubs and its port
/// print them (slope, error, t).
@Suite struct ClubsOfEconomies {
    static func paths() throws -> [[Double]] {
        let table = try PublishedTable("penn-world/product_per_head.csv")
        let columns = try (1970...2003).map { try table.numbers("\($0)") }
        return try table.table.rows.indices.map { economy in
            try hodrickPrescottTrend(columns.map { Double.log($0[economy]) }, smoothing: 400)
        }
    }

    @Test func sevenClubsBeforeMerging() throws {
        var options = ClubOptions()
        options.merge = false
        let found = try convergenceClubs(try Self.paths(), options)
        #expect(found.clubs.map(\.members.count) == [50, 30, 21, 24, 14, 11, 2] && found.divergent.isEmpty)
        let printed = [
            (0.382, 0.041, 9.282), (0.240, 0.035, 6.904), (0.110, 0.032, 3.402), (0.131, 0.064, 2.055),
            (0.190, 0.111, 1.701),
            (1.003, 0.166, 6.024),
            (-0.470, 0.842, -0.559),
        ]
        for (club, expected) in zip(found.clubs, printed) {
            #expect(abs(club.test.slope - expected.0) < 5.1e-4 && abs(club.test.standardError - expected.1) < 5.1e-4)
            #expect(abs(club.test.tStatistic - expected.2) < 5.1e-4)
        }
        #expect(
            abs(found.all.slope + 0.8748) < 5e-5 && abs(found.all.tStatistic + 159.55) < 0.01 && !found.all.converges)
    }

    @Test func theFourthAndFifthClubConvergeTogether() throws {
        let found = try convergenceClubs(try Self.paths())
        #expect(found.clubs.map(\.members.count) == [50, 30, 21, 38, 11, 2])
        #expect(abs(found.clubs[3].test.tStatistic + 0.636) < 5e-4)
    }
}
