public import Atlases
import Foundation

/// Finds the region that a cell of a table means: by code, full, short or English name, pinyin, or a former name.
public struct PlaceMatcher: Sendable {
    private var byKey: [String: Set<String>] = [:]
    private var names: [(key: String, code: String)] = []

    /// Where two levels share a name, what covers the country comes before parts and sums; a former name counts where
    /// no present one is the same.
    public init(_ regions: [Region], formerNames: [FormerName] = []) {
        // What covers the country comes before parts, sums and what no longer is.
        let ranked = regions.sorted { Self.rank($0.level) < Self.rank($1.level) }
        var level: [String: Int] = [:]
        for region in ranked {
            for key in Set(
                [
                    region.code, region.name, region.shortName, region.nameEnglish, pinyin(region.shortName).joined(),
                    Self.withoutSuffix(region.name),
                ].map(Self.bare))
            where !key.isEmpty {
                let rank = Self.rank(region.level)
                if let held = level[key], held < rank { continue }
                level[key] = rank
                byKey[key, default: []].insert(region.code)
                names.append((key, region.code))
            }
        }
        for former in formerNames {
            for name in [former.name, former.nameEnglish] {
                for key in Set([Self.bare(name), Self.bare(Self.withoutSuffix(name))])
                where !key.isEmpty && byKey[key] == nil {
                    byKey[key] = [former.region]
                    names.append((key, former.region))
                }
            }
        }
    }

    private static func rank(_ level: RegionLevel) -> Int {
        switch level {
        case .municipality, .prefecture: 0
        case .county: 1
        case .province: 2
        case .country: 3
        case .carved, .aggregate, .former: 4
        }
    }

    /// The code meant; nil for none, or for a name that several regions bear.
    public func code(_ text: String) -> String? {
        let key = Self.bare(text)
        if key.isEmpty { return nil }
        for candidate in [key, Self.bare(Self.withoutSuffix(text)), Self.code(of: key)] {
            if let found = byKey[candidate] { return found.count == 1 ? found.first : nil }
        }
        return nil
    }

    /// Those that may be meant, for a person to look at: all that bear the name, else those whose names are nearest, at
    /// most two letters away.
    public func suggestions(_ text: String) -> [String] {
        for key in [Self.bare(text), Self.bare(Self.withoutSuffix(text))] {
            if let several = byKey[key] { return several.sorted() }
        }
        let key = Array(Self.bare(text).prefix(24))
        guard key.count > 1 else { return [] }
        var best = min(2, key.count / 2)
        var found: Set<String> = []
        for (name, code) in names where abs(name.count - key.count) <= 2 && name.count > 1 {
            let distance = Self.edits(key, Array(name))
            if distance > best { continue }
            if distance < best { found = [] }
            best = distance
            found.insert(code)
        }
        return found.sorted()
    }

    /// Small letters without accents, spaces and punctuation.
    static func bare(_ text: String) -> String {
        let folded = text.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        return String(folded.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    /// "110000.0" and "110000000000" are the code 110000.
    static func code(of key: String) -> String {
        guard key.allSatisfy(\.isNumber) else { return key }
        if key.count == 7, key.hasSuffix("0") { return String(key.dropLast()) }
        return key.count == 12 ? String(key.prefix(6)) : key
    }

    /// Without what says of which kind a place is: 市, 省, City; and of an autonomous one without whose it is.
    public static func withoutSuffix(_ text: String) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        for suffix in [
            "特别行政区", "自治区", "自治州", "自治县", "地区", "林区", "市", "盟", "省", "县", "州", " City", " city", " Prefecture",
            " Municipality", " Province", " shi",
        ]
        where trimmed.hasSuffix(suffix) && trimmed.count > suffix.count + (suffix.count == 1 ? 1 : 0) {
            let rest = String(trimmed.dropLast(suffix.count))
            return suffix.hasPrefix("自治") ? withoutPeoples(rest) : rest
        }
        return trimmed
    }

    private static func withoutPeoples(_ text: String) -> String {
        var rest = text
        while let people = peoples.first(where: { rest.hasSuffix($0) && rest.count >= $0.count + 2 }) {
            rest.removeLast(people.count)
        }
        return rest
    }

    /// Peoples after whom autonomous places are called, longer names first.
    private static let peoples = [
        "柯尔克孜族", "柯尔克孜", "哈萨克族", "维吾尔族", "傈僳族", "布依族", "哈尼族", "哈萨克", "景颇族", "朝鲜族", "土家族", "维吾尔",
        "蒙古族", "侗族", "傣族", "壮族", "彝族", "回族", "白族", "羌族", "苗族", "藏族", "黎族", "蒙古",
    ]

    /// Letters to change, add or take away (Levenshtein).
    static func edits(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for i in a.indices {
            var corner = row[0]
            row[0] = i + 1
            for j in b.indices {
                let next = min(row[j] + 1, row[j + 1] + 1, corner + (a[i] == b[j] ? 0 : 1))
                corner = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
