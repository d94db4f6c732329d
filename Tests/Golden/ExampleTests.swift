import Foundation
import Testing

/// The short programs for Swift users run as they stand.
@Suite struct ExampleTests {
    @Test(
        "every example of the library runs and says what it is about",
        arguments: [
            ("Index", "1 "), ("LinkGains", "high-speed railway"), ("Measure", "2023 0."), ("OwnAtlas", "euro"),
            ("Scenario", "Ankang"), ("TravelTimes", "Xiaogan"),
        ])
    func runs(_ example: String, _ says: String) throws {
        let program = URL(fileURLWithPath: Program.path).deletingLastPathComponent()
            .appendingPathComponent("Example\(example)").path
        let run = try Program.run([], program: program)
        #expect(run.status == 0 && run.output.contains(says), "\(run.output.prefix(300)) \(run.error.prefix(300))")
    }
}
