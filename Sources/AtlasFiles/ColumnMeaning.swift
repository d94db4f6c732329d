public import Asking
public import Atlases

/// Which column of a user's table plays which role, and in what unit: told by its name, or by the user.
public struct ColumnMeaning: Sendable {
    /// A role that was understood.
    public struct Found: Sendable, Equatable {
        /// Which it is.
        public let role: Role
        /// Identifier of the indicator that plays it.
        public let indicator: String
        /// As the atlas will say it.
        public let unit: String
        /// Whether the unit is taken, since the table names none.
        public let isTaken: Bool
    }

    /// One of each role at most.
    public let found: [Found]
    /// What was seen and cannot be used, with the cure.
    public let notes: [Remark]
    /// Of the product; unnamed where there is none.
    public let currency: Currency

    /// - Parameter mapped: by role the name or identifier of its indicator, and its unit where the table names none.
    /// - Throws: `Problem` for a column that is not there, or a unit that does not fit its role.
    public init(of indicators: [Indicator], mapped: [Role: (column: String, unit: String?)]) throws(Problem) {
        var found: [Found] = []
        var notes: [Remark] = []
        for role in Role.allCases {
            let given = mapped[role]
            guard let indicator = try Self.indicator(role, indicators, given?.column, &notes) else { continue }
            try Self.checkUnits(role, indicator, given?.unit)
            let written = given?.unit ?? (indicator.unit == noUnit ? nil : indicator.unit)
            if let standard = Self.standardUnits[role], written == nil {
                found.append(Found(role: role, indicator: indicator.id, unit: standard, isTaken: true))
            } else if role == .product && written == nil {
                notes.append(
                    Remark(
                        """
                        \(indicator.id) looks like the product, but its unit is not known: write it in the header, as \
                        in \
                        "\(indicator.nameEnglish) (million euro)", or give --map "product=\(indicator.id):million euro"
                        """,
                        """
                        \(indicator.name) 似为产出，但单位未知：请在表头注明，如“\(indicator.name)（亿元）”，\
                        或用 --map "product=\(indicator.id):亿元"
                        """
                    ))
            } else if let problem = Self.unfit(role, written ?? "") {
                let words = "\(role.rawValue): \(indicator.id) is in \"\(written ?? "")\": expected \(problem)"
                if given != nil {
                    throw Problem(.use, Template(words: "{map} \(words)"), Template(words: "{map} \(words)"))
                }
                notes.append(Remark(words, words))
            } else {
                found.append(Found(role: role, indicator: indicator.id, unit: written ?? noUnit, isTaken: false))
            }
        }
        self.found = found
        self.notes = notes
        currency =
            found.lazy.filter { [.product, .wage].contains($0.role) }.compactMap { Unit($0.unit)?.currency }.first
            ?? .unnamed
    }

    private static let standardUnits: [Role: String] = [.residents: "persons", .registered: "persons", .area: "km²"]

    private static func indicator(_ role: Role, _ indicators: [Indicator], _ column: String?, _ notes: inout [Remark])
        throws(Problem) -> Indicator?
    {
        guard let column else {
            let named = indicators.filter { self.role(of: $0.nameEnglish) == role || self.role(of: $0.name) == role }
            if named.count > 1 {
                let (ids, one) = (named.map(\.id), "--map \(role.rawValue)=\(named[0].id)")
                notes.append(
                    Remark(
                        """
                        Several columns look like the \(role.rawValue): \(ids.joined(separator: ", ")); say which, as \
                        in \(one).
                        """,
                        "有几列都似为 \(role.rawValue)：\(ids.joined(separator: "、"))；请指明，如 \(one)。"))
            }
            return named.count == 1 ? named[0] : nil
        }
        if let found = indicators.first(where: { [$0.id, $0.name, $0.nameEnglish].contains(column) }) { return found }
        let known = indicators.map(\.id).joined(separator: ", ")
        throw Problem(
            .use, "{map} \(role.rawValue)=\(column.prefix(60)): no such column of numbers; there are \(known)",
            "{map} \(role.rawValue)=\(column.prefix(60))：没有该数值列；有 \(known)")
    }

    /// A column has one unit: that of its table, which nobody says otherwise.
    private static func checkUnits(_ role: Role, _ indicator: Indicator, _ given: String?) throws(Problem) {
        guard let given, indicator.unit != noUnit, given != indicator.unit,
            Unit(given) != Unit(indicator.unit)
                || Unit(given) == nil
        else { return }
        throw Problem(
            .use,
            """
            {map} \(role.rawValue)=\(indicator.id):\(given): the table says "\(indicator.unit)"; leave the unit out, \
            or \
            correct the header
            """,
            "{map} \(role.rawValue)=\(indicator.id):\(given)：表头写明“\(indicator.unit)”；请省去单位或改正表头")
    }

    /// What a unit should have been; nil where it fits.
    private static func unfit(_ role: Role, _ text: String) -> String? {
        switch (role, Unit(text)?.kind) {
        case (.product, .money), (.residents, .persons), (.registered, .persons), (.area, .area): nil
        case (.wage, _), (.growth, _): nil
        case (.product, _), (.residents, _), (.registered, _), (.area, _): "a unit of \(Unit.known)"
        }
    }

    /// The role that a column's name tells; nil for any other name.
    static func role(of name: String) -> Role? {
        let bare = PlaceMatcher.bare(name)
        return words.first { $0.names.contains(bare) }?.role
    }

    /// Names as tables of several languages have them, without spaces and accents.
    private static let words: [(role: Role, names: Set<String>)] = [
        (
            .product,
            [
                "gdp", "grp", "gva", "product", "output", "grossdomesticproduct", "grossregionalproduct", "regionalgdp",
                "regionalproduct", "地区生产总值", "生产总值", "国内生产总值", "bip", "bruttoinlandsprodukt", "pib",
            ]
        ),
        (
            .residents,
            [
                "population", "pop", "residents", "inhabitants", "residentpopulation", "totalpopulation", "常住人口",
                "年末常住人口", "人口", "总人口", "einwohner", "bevolkerung", "poblacion",
            ]
        ),
        (.registered, ["registered", "registeredpopulation", "hukoupopulation", "户籍人口", "年末户籍人口"]),
        (.area, ["area", "landarea", "surface", "面积", "土地面积", "行政区域面积", "flache", "superficie"]),
        (.wage, ["wage", "wages", "averagewage", "meanwage", "earnings", "工资", "平均工资", "lohn", "salario"]),
        (.growth, ["realgrowth", "realgdpgrowth", "gdpgrowth", "grpgrowth", "实际增长率", "地区生产总值增长率"]),
    ]
}

/// The unit of a column that names none.
let noUnit = "as in the table"

extension Unit {
    /// Of money; nil for people and land.
    public var currency: Currency? { if case .money(let currency) = kind { currency } else { nil } }
}
