public import Asking
public import Atlases

/// Publicly paid jobs move, with the residents that come with them.
public struct MovedJobs: Change {
    /// Its key, its names and what it does.
    public static let about = About(
        "jobs", "Move jobs", "迁移岗位", "Publicly paid jobs move, with the residents that come with them.",
        "财政供养岗位连同其居民一起迁移。")
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .from(\.from, Remark("the city that the jobs leave", "岗位迁出的城市")),
        .to(\.to, Remark("the city they move to", "迁入城市")),
        .number("number", "Number of jobs", "岗位数", \.number, in: 0...1e9, unit: "jobs", required: true).dragged(
            1_000...500_000, by: 1_000),
    ]
    /// What a chip says.
    public static let short = Remark("{number} jobs: {from} → {to}", "{number} 个岗位：{from} → {to}")
    /// Where the page offers it.
    public static let tool = ChangeTool.button

    /// Code of the place where it begins.
    public var from = ""
    /// Code of the place where it ends.
    public var to = ""
    /// Of jobs.
    public var number = 10_000.0

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(from: String, to: String, number: Double) {
        (self.from, self.to, self.number) = (from, to, number)
    }

    /// What it does, in words with holes.
    public var sentence: Remark {
        Remark("{number} publicly paid jobs move from {from} to {to}", "{number} 个财政供养岗位由{from}迁至{to}")
    }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        let (origin, destination) = try study.places(from, to, of: kind)
        let people = number * study.parameters[.residentsPerJob] / 10_000
        applied.paidBefore[origin] += people
        applied.paidAfter[destination] += people
        applied.moves.append((origin, destination, number))
        return number > 0
    }

    /// Refuses a move above 30 % of either place's residents unless the scenario gives those places housing.
    public func review(_ applied: AppliedChanges, in study: Study) throws(ScenarioError) {
        for code in [from, to] {
            let place = try study.place(code)
            let people = max(applied.paidBefore[place], applied.paidAfter[place])
            let residents = study.places[place].residents.value
            let (name, chinese) = (study.places[place].called.english, study.places[place].called.chinese)
            if people > 0.3 * residents && !applied.housed.contains(place) {
                throw ScenarioError(
                    """
                    jobs: \(wholeNumber(people * 10_000)) people would come or go, above 30 % of the \
                    \(wholeNumber(residents * 10_000)) residents of \(name); give `housing: {places: [\(code)], \
                    factor: …}` or move fewer
                    """,
                    """
                    jobs：将有 \(wholeNumber(people * 10_000)) 人迁入或迁出，超过\(chinese)\
                    \(wholeNumber(residents * 10_000)) 常住人口的 30 %；请给出 `housing: {places: [\(code)], factor: …}`\
                    或减少人数
                    """)
            }
            if applied.paidBefore[place] >= residents {
                throw ScenarioError(
                    """
                    jobs: \(wholeNumber(applied.paidBefore[place] * 10_000)) people would leave \(name), which has \
                    \(wholeNumber(residents * 10_000)); move fewer
                    """,
                    """
                    jobs：将有 \(wholeNumber(applied.paidBefore[place] * 10_000)) 人离开\(chinese)，\
                    而该地仅 \(wholeNumber(residents * 10_000)) 人；请减少人数
                    """)
            }
        }
    }
}
