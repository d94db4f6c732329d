public import Atlases
import Foundation
import Synchronization

/// What a word for a place comes to.
public enum PlaceMatch: Sendable, Equatable {
    /// The code of the one region meant.
    case region(String)
    /// Codes of all that bear the name.
    case several([String])
    /// The name of a smaller unit, and the codes of regions in which one of that name lies.
    case within([String])
    /// Codes of those whose names are at most two letters away.
    case like([String])
    /// Nothing like it.
    case none
}

/// Finds the region that a person means: by code; by Chinese name, full or short, simplified or traditional; by English
/// name or pinyin; by a former name; by any of these with the province before or behind it ("Suzhou, Anhui", 安徽宿州).
///
/// A name that several bear is never one of them in silence.
public final class PlaceNames: Sendable {
    private let atlas: Atlas
    private let provinces: [Region]
    /// Codes by full name, and by any name.
    private let official: [String: [String]]
    private let borne: [String: [String]]
    private let former: [String: String]
    /// Smaller units by name and, once a word in Latin letters has been looked for in vain, by pinyin.
    private let counties: [String: [CountyName]]
    private let pinyinOfCounties = Mutex<[String: [CountyName]]?>(nil)

    /// - Complexity: O(names of the atlas), some ten milliseconds for China.
    public init(_ atlas: Atlas) {
        self.atlas = atlas
        provinces = atlas.regions.filter { $0.level == .province || $0.level == .municipality }
        var official: [String: [String]] = [:]
        var borne: [String: [String]] = [:]
        func add(_ key: String, _ region: Region, to index: inout [String: [String]]) {
            if !key.isEmpty, index[key]?.contains(region.code) != true { index[key, default: []].append(region.code) }
        }
        // Sums and what no longer is come last: they bear a name only where nothing else does.
        let standing = atlas.regions.filter { !$0.level.standsAside }
        let aside = atlas.regions.filter(\.level.standsAside)
        for region in standing {
            add(Self.bare(region.name), region, to: &official)
            for name in region.names { add(Self.bare(name), region, to: &borne) }
        }
        let taken = Set(borne.keys)
        for region in aside {
            for name in region.names where !taken.contains(Self.bare(name)) {
                add(Self.bare(name), region, to: &borne)
            }
        }
        var former: [String: String] = [:]
        for name in atlas.formerNames {
            let texts = [name.name, name.nameEnglish, pinyin(name.name).joined()]
            for text in texts + texts.map(Self.withoutKind) {
                let key = Self.bare(text)
                if !key.isEmpty, borne[key] == nil { former[key] = name.region }
            }
        }
        (self.official, self.borne, self.former) = (official, borne, former)
        counties = Dictionary(
            grouping: atlas.countyNames.flatMap { county in
                Set([county.name, Self.withoutKind(county.name)]).map { (Self.bare($0), county) }
            }, by: \.0
        ).mapValues { $0.map(\.1) }
    }

    /// What the word comes to.
    ///
    /// - Complexity: O(1); O(names) for one that is not found.
    public func match(_ text: String) -> PlaceMatch {
        if let region = atlas.region(text) { return .region(region.code) }
        let simplified = Self.simplified(text)
        let found = whole(simplified, within: nil)
        if found != .none { return found }
        let named = qualified(simplified)
        if named != .none { return named }
        let inside = Set(county(simplified).map(\.region)).sorted()
        if !inside.isEmpty { return .within(inside) }
        let near = like(simplified)
        return near.isEmpty ? .none : .like(near)
    }

    /// A name without its province, among the regions of one province where one is given.
    private func whole(_ text: String, within province: String?) -> PlaceMatch {
        let keys = [Self.bare(text), Self.bare(Self.withoutKind(text)), PlaceMatcher.code(of: Self.bare(text))]
        for key in keys where !key.isEmpty {
            for index in [official, borne] {
                guard var codes = index[key] else { continue }
                if let province { codes = codes.filter { lies($0, in: province) } }
                if let level = Self.level(said: text), key != keys[0] {
                    codes = codes.filter { atlas.region($0)?.level == level }
                }
                if codes.count == 1 { return .region(codes[0]) }
                if codes.count > 1 { return .several(codes) }
            }
            if let code = former[key], province.map({ lies(code, in: $0) }) ?? true { return .region(code) }
        }
        return .none
    }

    private func lies(_ code: String, in province: String) -> Bool {
        code != province && atlas.region(code)?.province == province
            || atlas.region(code).map { $0.level == .municipality && code == province } == true
    }

    /// "Suzhou, Anhui", "安徽省宿州市", "宿州（安徽）".
    private func qualified(_ text: String) -> PlaceMatch {
        for (place, province) in Self.splits(text) {
            guard case .region(let code) = whole(province, within: nil), let held = atlas.region(code) else { continue }
            let found = answer(place, in: held)
            if found != .none { return found }
        }
        for province in provinces {
            for name in [province.name, province.shortName] where text.hasPrefix(name) && text.count > name.count {
                let found = answer(String(text.dropFirst(name.count)), in: province)
                if found != .none { return found }
            }
        }
        return .none
    }

    private func answer(_ place: String, in province: Region) -> PlaceMatch {
        let found = whole(place, within: province.code)
        if found != .none { return found }
        let inside = Set(county(place).map(\.region)).filter { lies($0, in: province.code) }.sorted()
        return inside.isEmpty ? .none : .within(inside)
    }

    private func county(_ text: String) -> [CountyName] {
        let key = Self.bare(text)
        if let found = counties[key] ?? counties[Self.bare(Self.withoutKind(text))] { return found }
        guard key.count > 2, key.allSatisfy(\.isASCII) else { return [] }
        let bare = Self.bare(Self.withoutKind(text))
        return pinyinOfCounties.withLock { kept in
            if kept == nil {
                kept = Dictionary(grouping: atlas.countyNames) { pinyin(Self.withoutKind($0.name)).joined() }
            }
            return kept?[bare] ?? []
        }
    }

    /// The nearest names, at most two letters away and at most half the word, a third of a Chinese one.
    private func like(_ text: String) -> [String] {
        let key = Array(Self.bare(Self.withoutKind(text)).prefix(24))
        guard key.count > 1, !key.allSatisfy(\.isNumber) else { return [] }
        // One of two Chinese characters is half a name.
        var best = min(2, key.count / (key.allSatisfy(\.isASCII) ? 2 : 3))
        var found: Set<String> = []
        for (name, codes) in borne where abs(name.count - key.count) <= best && name.count > 1 {
            let distance = PlaceMatcher.edits(key, Array(name))
            if distance > best { continue }
            if distance < best { found = [] }
            best = distance
            found.formUnion(codes)
        }
        return found.sorted()
    }
}

extension PlaceNames {
    /// A place and its province, told apart by a comma, brackets or a blank between Chinese names.
    private static func splits(_ text: String) -> [(place: String, province: String)] {
        var cut = text
        if let last = cut.last, ")）".contains(last) { cut.removeLast() }
        let parts = cut.split(maxSplits: 1) { ",，、(（".contains($0) }.map {
            $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        if parts.count == 2 { return [(parts[0], parts[1]), (parts[1], parts[0])] }
        let words = text.split(separator: " ").map(String.init)
        return words.count == 2 ? [(words[0], words[1]), (words[1], words[0])] : []
    }

    /// Small letters and numbers alone.
    static func bare(_ text: String) -> String { PlaceMatcher.bare(text) }

    static func withoutKind(_ text: String) -> String { PlaceMatcher.withoutSuffix(text) }

    /// In simplified characters.
    static func simplified(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value > 0x2E80 }) else { return text }
        return text.applyingTransform(StringTransform("Hant-Hans"), reverse: false) ?? text
    }

    /// The level that a word names itself.
    private static func level(said text: String) -> RegionLevel? {
        let text = text.trimmingCharacters(in: .whitespaces).lowercased()
        if text.hasSuffix("省") || text.hasSuffix(" province") { return .province }
        return text.hasSuffix(" city") || text.hasSuffix(" prefecture") ? .prefecture : nil
    }
}

extension Region {
    /// Every name it is called by; an English one also without what is in brackets.
    fileprivate var names: [String] {
        let english = nameEnglish.split(separator: "(").first.map(String.init) ?? nameEnglish
        return [code, name, shortName, nameEnglish, english, pinyin(shortName).joined()]
    }
}

extension RegionLevel {
    /// Whether it only bears a name that nothing else does.
    fileprivate var standsAside: Bool {
        switch self {
        case .aggregate, .former, .country, .carved: true
        case .province, .municipality, .prefecture, .county: false
        }
    }
}
