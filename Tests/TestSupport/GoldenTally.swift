package import JSON5
package import Testing

/// Compares the cases of one subject with the gateway and counts them.
///
/// A difference is allowed only where a rule says so. A case to which a rule applies and that does not differ, and a rule
/// to which no case belongs, are problems in the project's own data, so that the rules stay true; in others they are
/// remarks.
package struct GoldenTally {
    /// Something that must not be, and the line of the test that found it.
    package struct Problem: Sendable {
        package let text: String
        fileprivate let place: SourceLocation
    }

    private struct Counts {
        var compared = 0
        var diverging = 0
        var outOfScope = 0
    }

    private let subject: String
    private let isOwn: Bool
    private let rules: [GoldenRule]
    private var used: Set<Int> = []
    private var counts = Counts()
    private var hasParts = false
    private var found: [Problem] = []
    /// All cases that were compared.
    package private(set) var total = 0
    private var seen: [String] = []

    package init(_ subject: String, _ folder: GoldenFolder, rules: [GoldenRule] = GoldenRules.all) {
        self.subject = subject
        isOwn = folder.isOwn
        self.rules = rules.filter { $0.subjects.contains(subject) }
    }

    /// Counts one case and judges where it differs.
    package mutating func compare(
        _ name: String,
        _ content: Value,
        _ differences: [GoldenDifference],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        counts.compared += 1
        total += 1
        var allowed: [String] = []
        for (index, rule) in rules.enumerated() {
            let places = rule.places(content)
            guard !places.isEmpty else { continue }
            used.insert(index)
            allowed += places
            if !differences.contains(where: { Self.isAllowed($0, places) }) {
                note("\(subject)/\(name) does not differ, but a rule applies: \(rule.reason)", sourceLocation)
            }
        }
        if !allowed.isEmpty, !differences.isEmpty { counts.diverging += 1 }
        let others = differences.filter { !Self.isAllowed($0, allowed) }
        guard !others.isEmpty else { return }
        found.append(Problem(text: "\(subject)/\(name): \(others)", place: sourceLocation))
    }

    /// Counts one case of two sides that should be equal.
    package mutating func compare<Side: Equatable>(
        _ name: String,
        _ content: Value,
        at place: String,
        _ ours: Side,
        _ gateways: Side,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let differences = GoldenDifference.between(place, ours, gateways)
        compare(name, content, differences, sourceLocation: sourceLocation)
    }

    /// Counts a case that is out of scope by the rules in `Goldens/gateway/README.md`.
    package mutating func skip() {
        counts.outOfScope += 1
    }

    /// All that must not be.
    package func problems(sourceLocation: SourceLocation = #_sourceLocation) -> [Problem] {
        guard isOwn else { return found }
        return found
            + unused.map { Problem(text: "\(subject): no case for a rule: \($0.reason)", place: sourceLocation) }
    }

    /// What is worth knowing of data that are not the project's own.
    package var remarks: [String] {
        isOwn ? [] : seen + unused.map { "\(subject): no case for a rule: \($0.reason)" }
    }

    /// Prints and forgets the counts of a part, under the part's name.
    package mutating func report(part: String) {
        printCounts(part)
        counts = Counts()
        hasParts = true
    }

    /// Prints `NAME: N compared, N diverging, N out of scope`, and records the problems.
    package func report(sourceLocation: SourceLocation = #_sourceLocation) {
        if !hasParts { printCounts(subject) }
        for remark in remarks { print("remark: \(remark)") }
        for problem in problems(sourceLocation: sourceLocation) {
            Issue.record("\(problem.text)", sourceLocation: problem.place)
        }
    }

    private var unused: [GoldenRule] {
        rules.enumerated().filter { !used.contains($0) && $1.subjects.first == subject }.map(\.element)
    }

    private mutating func note(_ text: String, _ place: SourceLocation) {
        if isOwn {
            found.append(Problem(text: text, place: place))
        } else {
            seen.append(text)
        }
    }

    private func printCounts(_ name: String) {
        print(
            "\(name): \(counts.compared) compared, \(counts.diverging) diverging, \(counts.outOfScope) out of scope"
        )
    }

    private static func isAllowed(_ difference: GoldenDifference, _ places: [String]) -> Bool {
        places.contains { GoldenRule.isPlace(difference.place, in: $0) }
    }
}
