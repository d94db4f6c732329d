public import Asking
public import Atlas

/// Names of an atlas's things in a language.
extension Language {
    public func title(_ atlas: Atlas) -> String { self(atlas.title, atlas.titleChinese) }

    public func name(_ region: Region?) -> String {
        guard let region else { return "?" }
        return self == .english ? region.nameEnglish : region.shortName
    }
}

extension Region {
    /// Its name in both languages.
    public var called: Remark { Remark(nameEnglish, shortName) }
}
