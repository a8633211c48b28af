/// The known key or name that was probably meant: few letters apart, the first of equals; nil when none is near.
package func nearest(to key: String, in known: [String]) -> String? {
    let limit = max(1, key.count / 3)
    let distances = known.map { ($0, editDistance(key.lowercased(), $0.lowercased())) }
    guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= limit else { return nil }
    return best.0
}

/// Letters to insert, remove, replace or swap with a neighbour to get from one text to the other.
private func editDistance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var rows = [Array(0...right.count)]
    for (index, letter) in left.enumerated() {
        var row = [index + 1]
        for column in right.indices {
            let replaced = rows[index][column] + (letter == right[column] ? 0 : 1)
            var best = min(replaced, rows[index][column + 1] + 1, row[column] + 1)
            if index > 0, column > 0, letter == right[column - 1], left[index - 1] == right[column] {
                best = min(best, rows[index - 1][column - 1] + 1)
            }
            row.append(best)
        }
        rows.append(row)
    }
    return rows[left.count][right.count]
}
