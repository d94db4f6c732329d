import Foundation

/// The syllables of a Chinese name, without tones: 安康 → an, kang. The commonest reading of each character, so the
/// English name helps where a place is read otherwise (厦门).
public func pinyin(_ name: String) -> [String] {
    guard
        let latin = name.applyingTransform(.toLatin, reverse: false)?.applyingTransform(
            .stripDiacritics, reverse: false)
    else {
        return []
    }
    return latin.lowercased().split(whereSeparator: { !$0.isLetter }).map(String.init)
}
