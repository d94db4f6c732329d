public import Asking
public import Atlases
public import Measures
import Wording

/// Cities with their masses and how far they lie apart.
public struct CityLinks: Sendable {
    /// Codes or names, each once.
    public let places: [String]
    /// One a place, in both languages.
    public let names: [Remark]
    /// People and product, one a place.
    public let cities: [CityMass]
    /// Between two of them; nil where nobody knows.
    public let apart: @Sendable (Int, Int) -> Double?
    /// Kilometres or hours.
    public let unit: Remark
    /// What errors call it.
    public let source: String
    /// What has to be told of the figures.
    public var notes: [Remark] = []
    /// Identifiers of the atlas's sources, or files.
    public var sources: [String] = []
    /// Places that the question is about, by code or name.
    public var asked: [String] = []
    /// The year of an atlas's network; empty for a table.
    public var labels: [String] = []

    /// How far two places lie apart.
    ///
    /// - Throws: `Problem` where nobody knows.
    public func distance(_ from: Int, _ to: Int) throws(Problem) -> Double {
        if let distance = apart(from, to) { return distance }
        throw Problem(
            .data, "\(source): no distance between \(names[from].english) and \(names[to].english)",
            "\(source)：\(names[from].chinese) 与 \(names[to].chinese) 之间没有距离")
    }

    /// A place by code or name.
    ///
    /// - Throws: `Problem` for one that is not there.
    public func place(_ text: String) throws(Problem) -> Int {
        let wanted = text.lowercased()
        if let found = places.firstIndex(of: text)
            ?? names.firstIndex(where: { $0.english.lowercased() == wanted || $0.chinese == text })
        {
            return found
        }
        throw Problem(
            .use, "{places} \(text.prefix(60)): no such place in \(source)",
            "{places} \(text.prefix(60))：\(source) 中没有该地")
    }

    /// Says which city an error is about.
    public func problem(_ error: MeasureError) -> Problem {
        switch error {
        case .badValue(let index, let value, let expected) where names.indices.contains(index):
            Problem(
                .data, "\(source), \(names[index].english): \(value): expected \(expected)",
                "\(source)，\(names[index].chinese)：\(value)：应为\(inChinese(expected))")
        case .badPair(let first, let second, let value, let expected):
            Problem(
                .data,
                """
                \(source), \(names[first].english) to \(names[second].english): \
                \(value.map { plainNumber($0) } ?? "no distance"): expected \(expected)
                """,
                """
                \(source)，\(names[first].chinese)至\(names[second].chinese)：\
                \(value.map { plainNumber($0) } ?? "没有距离")：应为\(inChinese(expected))
                """)
        case .noValues, .tooFew, .differentLengths, .badValue, .noNeighbours, .undefined, .notConverged:
            Problem(.data, "\(source): \(error)", "\(source)：\(error.chinese)")
        }
    }

    /// In what distances are given.
    public var unitNote: Remark { Remark("Distance: \(unit.english).", "距离：\(unit.chinese)。") }
}
