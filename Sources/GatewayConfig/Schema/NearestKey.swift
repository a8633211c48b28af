/// The most similar known name within a small edit distance, the first of equals; nil if none is similar.
package func nearest(to key: String, in known: [String]) -> String? {
    // A text that is longer than any name is not a typo.
    guard key.utf8.count <= 4 * longestName, key.count <= longestName else { return nil }
    let letters = Array(key.lowercased())
    var limit = max(1, key.count / 3)
    var best: String?
    for name in known where !differ(key.utf8, name.utf8, byMoreThan: limit) {
        guard let distance = editDistance(letters, Array(name.lowercased()), limit: limit) else { continue }
        best = name
        if distance == 0 { break }
        limit = distance - 1
    }
    return best
}

/// Maximum length of a name, in characters, for which a suggestion is made.
private let longestName = 128

/// Whether the lengths alone exceed the limit; in nearly all names a byte is a letter.
private func differ(_ left: String.UTF8View, _ right: String.UTF8View, byMoreThan limit: Int) -> Bool {
    guard abs(left.count - right.count) > limit else { return false }
    return right.count > 4 * (left.count + limit) || left.allSatisfy { $0 < 0x80 } && right.allSatisfy { $0 < 0x80 }
}

/// Damerau-Levenshtein distance (insert, remove, replace, swap neighbours); nil if it exceeds the limit. Only the last
/// rows of the table are kept.
private func editDistance(_ left: [Character], _ right: [Character], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (index, letter) in left.enumerated() {
        var row = [index + 1]
        row.reserveCapacity(right.count + 1)
        for column in right.indices {
            let replaced = previous[column] + (letter == right[column] ? 0 : 1)
            var best = min(replaced, previous[column + 1] + 1, row[column] + 1)
            if index > 0, column > 0, letter == right[column - 1], left[index - 1] == right[column] {
                best = min(best, before[column - 1] + 1)
            }
            row.append(best)
        }
        // No later row can contain a smaller value, except for a swap, which looks two rows back.
        if min(row.min() ?? 0, previous.min() ?? 0) > limit { return nil }
        (before, previous) = (previous, row)
    }
    let distance = previous[right.count]
    return distance <= limit ? distance : nil
}
