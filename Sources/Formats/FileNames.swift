/// Names that differ, whatever the case of their letters: the second "rank" is "rank 2".
///
/// - Parameters:
///   - most: bytes of a name.
///   - gap: before the number.
///   - taken: names, in small letters, that none may have.
public func uniqueNames(
    _ names: [String], most: Int = .max, gap: String = " ", taken: Set<String> = []
) -> [String] {
    var used = taken
    return names.map { name in
        var (candidate, number) = (name, 1)
        while !used.insert(candidate.lowercased()).inserted {
            number += 1
            let ending = "\(gap)\(number)"
            candidate = leading(name, bytes: most - ending.utf8.count) + ending
        }
        return candidate
    }
}

/// As many whole characters as fit into so many bytes, up to the first that files of C take for the end.
public func leading(_ text: String, bytes: Int) -> String {
    var kept = ""
    for character in text.prefix(while: { $0 != "\0" }) {
        if kept.utf8.count + character.utf8.count > bytes { break }
        kept.append(character)
    }
    return kept
}
