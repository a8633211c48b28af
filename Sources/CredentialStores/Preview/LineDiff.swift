import Secrets

/// The diff of two texts with a few lines of context.
enum LineDiff {
    /// Context lines around a change.
    static let context = 2

    static func between(_ old: [String], _ new: [String]) -> [DiffLine] {
        trimmed(changes(old, new))
    }

    /// All lines as kept, removed or added; removals come before additions.
    private static func changes(_ old: [String], _ new: [String]) -> [DiffLine] {
        let changes = LineChanges(from: old, to: new)
        var lines: [DiffLine] = []
        lines.reserveCapacity(max(old.count, new.count))
        var (from, to) = (0, 0)
        while from < old.count || to < new.count {
            if from < old.count, changes.isRemoved[from] {
                lines.append(DiffLine(kind: .removed, text: old[from]))
                from += 1
            } else if to < new.count, changes.isAdded[to] {
                lines.append(DiffLine(kind: .added, text: new[to]))
                to += 1
            } else {
                lines.append(DiffLine(kind: .context, text: old[from]))
                from += 1
                to += 1
            }
        }
        return lines
    }

    private static func trimmed(_ lines: [DiffLine]) -> [DiffLine] {
        var keeps = [Bool](repeating: false, count: lines.count)
        for index in lines.indices where lines[index].kind != .context {
            for near in max(0, index - context)...min(lines.count - 1, index + context) { keeps[near] = true }
        }
        var result: [DiffLine] = []
        var isInGap = false
        for (index, line) in lines.enumerated() {
            if keeps[index] {
                if isInGap, !result.isEmpty { result.append(DiffLine(kind: .gap, text: "")) }
                isInGap = false
                result.append(line)
            } else {
                isInGap = true
            }
        }
        return result
    }
}
