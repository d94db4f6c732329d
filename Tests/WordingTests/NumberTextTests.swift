import Asking
import Testing
import Wording

/// Numbers, units and texts as people and files read them.
@Suite struct NumberTextTests {
    @Test(
        "a relative change has two digits and its sign",
        arguments: [
            (0.0183, "+1.8 %"), (-0.25, "−25 %"), (0.00004, "+0.0040 %"), (4e-7, "0 %"), (.nan, "–"), (12, "+1,200 %"),
        ])
    func changes(_ value: Double, _ text: String) { #expect(percentText(value) == text) }

    @Test("an interval has as many decimals as its larger end needs, and a zero no sign")
    func intervals() {
        #expect(intervalText(0.025, 0.069, .english) == "(+2.5 to +6.9)")
        #expect(intervalText(-0.0001, 0.3, .chinese) == "（0 至 +30）")
        #expect(intervalText(.nan, 0.1, .english).isEmpty)
    }

    @Test(
        "decimals are rounded, thousands kept apart, and a small negative number does not become minus nothing",
        arguments: [
            (1_234_567.891, 2, "1,234,567.89"), (-0.004, 2, "0.00"), (-0.006, 2, "−0.01"), (.infinity, 1, "–"),
            (0.5, 0, "1"), (1e30, 2, "1e+30"),
        ])
    func decimals(_ value: Double, _ digits: Int, _ text: String) { #expect(fixed(value, digits) == text) }

    @Test("hours carry their minutes over in both languages")
    func hours() {
        #expect(hoursText(2.5) == "2 h 30" && hoursText(0.999) == "1 h 00" && hoursText(-0.25) == "−15 min")
        #expect(hoursText(2.05, .chinese) == "2 小时 03 分" && hoursText(.infinity) == "–")
    }

    @Test("a unit of the atlas is said in billions in English and in 亿 in Chinese; one without words stays")
    func units() {
        #expect(UnitText("100 million yuan", .english)(5812.7) == "581.3 bn yuan")
        #expect(UnitText("100 million yuan", .chinese)(5812.7) == "5,813 亿元")
        #expect(UnitText("µg/m³", .english)(31.4) == "31.40 µg/m³")
        #expect(UnitText("yuan", .english).numbers([3, 1250.5]) == ["3", "1,251"])
    }

    @Test("numbers for programs keep all their digits")
    func machines() {
        for value in [0.1 + 0.2, 1e-300, 123_456_789.123_456_7, -2, 1e22] {
            #expect(Double(machineNumber(value)) == value)
        }
        #expect(NumberStyle.machine.text(.nan).isEmpty)
    }

    @Test("a text with marks, quotes and line ends is safe in a page, in CSV and between quotes")
    func texts() {
        let text = "<b a='\"'>&\n,\u{1}"
        #expect(escaped(text) == "&lt;b a=&#39;&quot;&#39;&gt;&amp;\n,")
        #expect(csvField("a,\"b\"\n") == "\"a,\"\"b\"\"\n\"" && csvField("安康") == "安康")
        #expect(quotedText("\u{2028}\\\t\"") == "\"\\u2028\\\\\\t\\\"\"")
    }
}
