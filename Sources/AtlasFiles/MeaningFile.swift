import Asking
import Atlases

/// The file in which an atlas says what it is (meaning.json): roles of its indicators, currency, targets, computed
/// indicators. Words that stand in both languages are a list of two.
struct MeaningFile: Decodable {
    let currency: String?
    let roles: [String: String]?
    let usual: String?
    let registeredYear: Int?
    let computed: [Computed]?
    let broadSectors: [Sector]?
    let targets: [Target]?
    let prices: [String: Double]?
    let farFromWage: Double?
    let accounts: [Sum]?
    let leftOut, notHeld, inset: [String]?

    /// One of: `sum` with `whole` or `is`, `product` with `whole`, `regions`, `provinces`.
    struct Sum: Decodable {
        let name: [String]
        let within: Double
        let sum, product: [String]?
        let whole, regions, provinces: String?
        let number: Double?
        let years: [Int]?

        enum CodingKeys: String, CodingKey {
            case name, within, sum, product, whole, regions, provinces, years
            case number = "is"
        }

        var rule: Account.Rule? {
            switch (sum, product, whole, number, regions, provinces) {
            case (let parts?, nil, let whole?, nil, nil, nil): .parts(parts, of: whole)
            case (let parts?, nil, nil, let number?, nil, nil): .constant(parts, number)
            case (nil, let parts?, let whole?, nil, nil, nil): .product(parts, of: whole)
            case (nil, nil, nil, nil, let id?, nil): .places(id)
            case (nil, nil, nil, nil, nil, let id?): .provinces(id)
            default: nil
            }
        }
    }

    struct Computed: Decodable {
        let id, nameEnglish, unit, numerator, denominator: String
        let name: String?
        let note: [String]?
        let factor: Double?
        let within: Int?

        enum CodingKeys: String, CodingKey {
            case id, unit, numerator, denominator, name, note, factor, within
            case nameEnglish = "name_en"
        }
    }

    struct Sector: Decodable {
        let name: [String]
        let share, output: String?
    }

    struct Target: Decodable {
        let pins: String
        let value: Double
        let year: Int?
        let source: [String]
    }

    /// What a file that cannot be read should have been.
    static func expected(_ error: any Error) -> String {
        func path(_ context: DecodingError.Context) -> String {
            let keys = context.codingPath.map { $0.intValue.map { "entry \($0 + 1)" } ?? $0.stringValue }
            return keys.isEmpty ? "the file" : keys.joined(separator: ", ")
        }
        switch error as? DecodingError {
        case .keyNotFound(let key, let context): return "the key \(key.stringValue) in \(path(context))"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            return "a value of the kind \(type) in \(path(context))"
        case .dataCorrupted, nil: return "JSON"
        case .some: return "JSON"
        }
    }

    /// What it says, where it says nothing that cannot be meant.
    ///
    /// - Parameter units: of the atlas's indicators, by identifier.
    func meaning(_ units: [String: String], _ problems: ProblemList) -> AtlasMeaning {
        func reject(_ key: String, _ value: String, _ expected: String) {
            problems.add(
                AtlasProblem(file: "meaning.json", column: key, value: value, expected: Template(words: expected)))
        }
        func known(_ key: String, _ id: String) {
            if units[id] == nil { reject(key, id, "the id of an indicator in indicators.csv") }
        }
        var meaning = AtlasMeaning()
        if let currency {
            if let found = Currency(called: currency) {
                meaning.currency = found
            } else {
                meaning.currency = Currency(code: currency.uppercased(), name: currency, nameChinese: currency)
            }
        }
        for (name, id) in (roles ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let role = Role(rawValue: name) else {
                reject("roles", name, "one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
                continue
            }
            known("roles", id)
            meaning.roles[role] = id
            if let unit = units[id], let wanted = unitProblem(role, unit, meaning.currency) {
                reject("roles", "\(name): \(unit)", wanted)
            }
        }
        meaning.computed = (computed ?? []).map { item in
            known("computed", item.numerator)
            known("computed", item.denominator)
            return ComputedIndicator(
                id: item.id, nameEnglish: item.nameEnglish, name: item.name ?? item.nameEnglish, unit: item.unit,
                note: Remark(list: item.note) ?? Remark("", ""), numerator: item.numerator,
                denominator: item.denominator, factor: item.factor, within: max(0, item.within ?? 0))
        }
        meaning.broadSectors = (broadSectors ?? []).map { sector in
            for id in [sector.share, sector.output].compactMap({ $0 }) { known("broadSectors", id) }
            return BroadSector(
                name: Remark(list: sector.name) ?? Remark("?", "?"), share: sector.share, output: sector.output)
        }
        meaning.targets = (targets ?? []).map {
            CalibrationTarget(
                pins: $0.pins, value: $0.value, year: $0.year, source: Remark(list: $0.source) ?? Remark("", ""))
        }
        (meaning.usual, meaning.registeredYear) = (usual, registeredYear)
        (meaning.prices, meaning.farFromWage) = (prices ?? [:], farFromWage)
        meaning.accounts = (accounts ?? []).compactMap { item in
            guard let rule = item.rule, item.within >= 0, let name = Remark(list: item.name) else {
                reject(
                    "accounts", item.name.first ?? "",
                    "sum with whole or is, product with whole, regions, or provinces; and within of 0 or more")
                return nil
            }
            let span = item.years.flatMap { $0.count == 2 && $0[0] <= $0[1] ? $0[0]...$0[1] : nil }
            if item.years != nil, span == nil { reject("accounts", name.english, "years as [first, last]") }
            let account = Account(name: name, rule: rule, within: item.within, years: span)
            for id in account.indicators { known("accounts", id) }
            return account
        }
        meaning.leftOut = Remark(list: leftOut)
        meaning.notHeld = Remark(list: notHeld)
        meaning.inset = Remark(list: inset)
        return meaning
    }

    /// What a unit should have been; nil where it fits the role.
    private func unitProblem(_ role: Role, _ text: String, _ currency: Currency) -> String? {
        let unit = Unit(text)
        switch (role, unit?.kind) {
        case (.product, .money(let own)):
            return own == currency
                ? nil : "money in the atlas's currency, \(currency.name): currencies are not converted"
        case (.residents, .persons), (.registered, .persons), (.area, .area): return nil
        case (.wage, _), (.growth, _): return nil
        case (.product, _), (.residents, _), (.registered, _), (.area, _): return "a unit of \(Unit.known)"
        }
    }
}

extension Remark {
    /// Words in both languages as a file has them; of one word alone both.
    fileprivate init?(list: [String]?) {
        guard let list, let first = list.first else { return nil }
        self.init(first, list.count > 1 ? list[1] : first)
    }
}
