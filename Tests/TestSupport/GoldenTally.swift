package import Testing

/// Compares the cases of one subject with the gateway and counts them.
///
/// A case that differs must be listed in `Goldens/divergences.json` as `subject/case name`. A listed case that does not
/// differ is an error too, so that the list stays correct.
package struct GoldenTally {
    private let subject: String
    private let divergences: [String: String]
    private var compared = 0
    private var diverging = 0
    private var outOfScope = 0

    package init(_ subject: String) throws {
        self.subject = subject
        divergences = try GoldenFolder.divergences()
    }

    /// Counts one case; `matches` says whether this program behaved as the gateway did.
    package mutating func compare(
        _ name: String,
        matches: Bool,
        _ difference: @autoclosure () -> String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        compared += 1
        guard divergences["\(subject)/\(name)"] == nil else {
            diverging += 1
            if matches {
                Issue.record(
                    "\(subject)/\(name): listed as a divergence, but does not differ",
                    sourceLocation: sourceLocation
                )
            }
            return
        }
        if !matches { Issue.record("\(subject)/\(name): \(difference())", sourceLocation: sourceLocation) }
    }

    /// Counts one case and prints both sides if they differ.
    package mutating func compare<Side: Equatable>(
        _ name: String,
        _ ours: Side,
        _ gateways: Side,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        compare(name, matches: ours == gateways, "ours \(ours), gateway \(gateways)", sourceLocation: sourceLocation)
    }

    /// Counts a case that is out of scope by the rules in `Goldens/gateway/README.md`.
    package mutating func skip() {
        outOfScope += 1
    }

    /// Prints `NAME: N compared, N diverging, N out of scope`.
    package func report() {
        print("\(subject): \(compared) compared, \(diverging) diverging, \(outOfScope) out of scope")
    }
}
