import Asking
import Atlases
import Charts
import Measures
import Panels
import Wording

/// What Markov chains share: which moves count, and how a chain is written and drawn.
extension Panel {
    /// Whether the move from each period to the next counts: not across editions of a figure.
    ///
    /// - Throws: `Problem` where none does.
    func joinedPeriods() throws(Problem) -> [[Bool]] {
        var vintages = Array(repeating: [String?](repeating: nil, count: periods.count), count: places.count)
        for (index, period) in periods.enumerated() {
            for entry in period.entries { vintages[entry.place][index] = entry.vintage }
        }
        let joined = vintages.map { row in zip(row, row.dropFirst()).map { $0 != nil && $0 == $1 } }
        if periods.count > 1 && !joined.contains(where: { $0.contains(true) }) {
            throw Problem(
                .data,
                """
                \(source): no figures of two years that follow one another are of one edition, so that moves cannot \
                be told from revisions; for cities take {indicator} real_gdp
                """,
                "\(source)：相邻年份的数据版本均不同，无法区分转移与修订；城市可取 {indicator} real_gdp")
        }
        return joined
    }
}

/// Classes of a Markov chain.
let classesOfAChain = 2...100

extension Layout where Result == MarkovChain {
    static func chain(_ title: Remark) -> Self { .parts([.fields(MarkovChain.fields), .sheet { $0.sheet(title) }]) }
}

extension MarkovChain {
    /// Everything of a chain, for machines.
    static let fields: [Column<MarkovChain>] = [
        .value("transitions") { $0.transitions.value }, .value("probabilities") { $0.probabilities.value },
        .value("steadyState") { $0.steadyState.map { .numbers($0) } ?? .none },
        .value("meanFirstPassage") { $0.meanFirstPassage?.value ?? .none },
        .value("sojourn") { .list($0.sojourn.map(Value.optional)) }, .value("mobility") { .optional($0.mobility) },
        .value("leaving") { .list($0.leaving.map(Value.optional)) },
    ]

    /// How many moves begin in a class.
    func moves(from row: Int) -> Double { (0..<count).reduce(0) { $0 + transitions[row, $1] } }

    func sheet(_ title: Remark) -> Sheet {
        let classes: [Column<Int>] = (0..<count).map { column in
            .number(nil, "to \(column + 1)", "至 \(column + 1)", .fixed(3)) {
                isEntered($0) ? probabilities[$0, column] : nil
            }
        }
        let mobility = mobility.map { fixed($0, 3) } ?? "–"
        return Sheet(
            title: title, Array(0..<count),
            [.text(nil, "from", "自") { "\($0 + 1)" }] + classes + [
                .number(nil, "moves", "转移数", .fixed(0)) { moves(from: $0) },
                .number(nil, "steps in class", "停留步数", .significant(1)) { sojourn[$0] },
                .number(nil, "in the long run", "长期占比", .fixed(3)) { steadyState?[$0] },
            ],
            notes: [Remark("  Mobility (Shorrocks) \(mobility).", "  流动性（Shorrocks）\(mobility)。")])
    }
}

extension Measure {
    func chainPicture(_ chains: [(title: Remark, chain: MarkovChain)], _ language: Language) -> String {
        let count = chains.first?.chain.count ?? 0
        return MatrixChart(
            chains.map { title, chain in
                MatrixChart.Panel(
                    title: language(title),
                    shares: (0..<count).map { row in (0..<count).map { chain.probabilities[row, $0] } },
                    rowTitles: (0..<count).map { row in
                        let moves = fixed(chain.moves(from: row), 0)
                        return language("\(row + 1) (\(moves) moves)", "\(row + 1)（\(moves) 次转移）")
                    })
            }, labels: (1...max(1, count)).map(String.init), from: language("from ↓", "自 ↓"),
            to: language("to →", "至 →")
        ).svg(title: language(Self.about.name))
    }
}

let allPlaces = Remark("all places", "全部地区")
