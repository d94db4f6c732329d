import Atlases
import Testing

@Suite struct DayTests {
    @Test("a day that its month does not have is no day, in leap years and others")
    func months() {
        for text in ["2026-02-29", "2024-02-30", "1900-02-29", "2026-04-31", "2026-13-01", "2026-01-00"] {
            #expect(Day(text) == nil, "\(text)")
        }
        for text in ["2024-02-29", "2000-02-29", "2026-12-31"] { #expect(Day(text)?.description == text) }
    }
}
