/// The known key or name that was probably meant: few letters apart, the first of equals; nil when none is near.
package func nearest(to key: String, in known: [String]) -> String? {
    // Nobody means a name and types something that is longer than any: such a text is no slip of the hand.
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

/// Characters of the longest name that another one is proposed for.
private let longestName = 128

/// Whether the lengths alone tell that two texts are too far apart: a byte is a letter in nearly all names.
private func differ(_ left: String.UTF8View, _ right: String.UTF8View, byMoreThan limit: Int) -> Bool {
    guard abs(left.count - right.count) > limit else { return false }
    return right.count > 4 * (left.count + limit) || left.allSatisfy { $0 < 0x80 } && right.allSatisfy { $0 < 0x80 }
}

/// Letters to insert, remove, replace or swap with a neighbour to get from one text to the other; nil when they are more than
/// the limit. Only the last rows of the table are kept.
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
        // Each later row has nothing smaller, but for a swap that looks two rows back.
        if min(row.min() ?? 0, previous.min() ?? 0) > limit { return nil }
        (before, previous) = (previous, row)
    }
    let distance = previous[right.count]
    return distance <= limit ? distance : nil
}
