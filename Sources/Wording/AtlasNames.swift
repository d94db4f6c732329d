public import Asking
public import Atlases

/// Names of an atlas's things in a language.
extension Language {
    /// The atlas's title in this language.
    public func title(_ atlas: Atlas) -> String { self(atlas.title, atlas.titleChinese) }

    /// English names in full, Chinese ones short; "?" where there is no region.
    public func name(_ region: Region?) -> String {
        guard let region else { return "?" }
        return self == .english ? region.nameEnglish : region.shortName
    }
}

extension Region {
    /// Its name in both languages.
    public var called: Remark { Remark(nameEnglish, shortName) }
}
