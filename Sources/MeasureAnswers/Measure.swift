public import Asking
public import Atlases
public import Panels

/// A measure as people ask for it: one file a measure, and one line in `measures`.
///
/// The type is the question: its stored properties are the settings. The formula stays in `Measures`. Command line,
/// HTTP, the page's controls, `inputs` of an answer, the interface's description and the list of measures are made from
/// what stands here.
///
///     var atkinson = AtkinsonIndex()
///     atkinson.aversion = 0.9
///     let answer = try atkinson.answer(of: table)
///     answer.result[0].found.total
public protocol Measure: Sendable {
    associatedtype Input: MeasureInput
    associatedtype Result: Sendable

    static var about: About { get }
    static var family: MeasureFamily { get }
    /// What it is asked of; a required one is refused where it is missing.
    static var slots: [Slot] { get }
    static var settings: [Setting<Self>] { get }
    static var needs: Needs { get }
    /// What its doubt rests on: samples, random orders, or nothing.
    static var doubt: Doubt { get }
    /// How a result is written, for machines and people alike.
    static var layout: Layout<Result> { get }

    init()

    /// - Throws: `Problem` that names row or region, and the cure.
    func result(of input: Input, _ run: MeasureRun) throws(Problem) -> Result
    /// About how long that takes, in seconds of one processor.
    func work(on input: Input, _ run: MeasureRun) -> Double
    /// Said beside the result.
    func remarks(_ result: Result, of input: Input, _ run: MeasureRun) -> [Remark]
    /// Where one would rather look than read; nil where a picture would say nothing.
    func picture(_ result: Result, of input: Input, _ language: Language) -> String?
}

extension Measure {
    /// What else it may be told.
    public static var settings: [Setting<Self>] { [] }
    /// What its figures must be.
    public static var needs: Needs { [] }
    /// What its intervals and tests rest on.
    public static var doubt: Doubt { [] }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Result, of input: Input, _ run: MeasureRun) -> [Remark] { [] }
    /// Drawn where one would rather look than read.
    public func picture(_ result: Result, of input: Input, _ language: Language) -> String? { nil }
}

/// What kind of question a measure answers.
public enum MeasureFamily: String, Choosable {
    case inequality, specialisation, growth, convergence, citySystem, complexity, links, composite

    /// The heading that measures of this kind stand under in lists.
    public var name: Remark {
        switch self {
        case .inequality: Remark("Inequality", "区域差异")
        case .specialisation: Remark("Specialisation and concentration", "专业化与集聚")
        case .growth: Remark("Growth taken apart", "增长分解")
        case .convergence: Remark("Convergence", "收敛")
        case .citySystem: Remark("City systems", "城市体系")
        case .complexity: Remark("Economic complexity", "经济复杂度")
        case .links: Remark("Links of cities", "城市联系")
        case .composite: Remark("Subsystems, factors, efficiency", "耦合、因子与效率")
        }
    }
}

/// What the doubt of an answer rests on.
public struct Doubt: OptionSet, Sendable {
    /// One bit a kind of doubt: 1 for samples, 2 for random orders; 0 for none.
    public let rawValue: Int
    /// The kinds whose bits are set.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Intervals over samples of places.
    public static let samples = Doubt(rawValue: 1)
    /// Tests over random orders.
    public static let permutations = Doubt(rawValue: 2)
}
