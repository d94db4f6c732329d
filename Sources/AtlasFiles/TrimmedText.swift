import Foundation

/// Without what stands around a text and is not seen: blanks, also no-break, ideographic and zero-width ones, and marks
/// of byte order within a file.
package func trimmedBlanks(_ text: String) -> String {
    // Most texts begin and end with a plain letter or digit.
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    let isPlain = { (byte: UInt8) in byte > 0x20 && byte < 0x80 }
    if isPlain(first) && isPlain(last) { return text }
    return text.trimmingCharacters(in: unseen)
}

private let unseen = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{200B}\u{2060}\u{FEFF}"))
