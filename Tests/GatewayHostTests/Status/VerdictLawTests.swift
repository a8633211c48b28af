import Anthropic
import Credentials
import FileTransactions
import Foundation
import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// The law of the verdict, on generated hosts (stores × configs × environments × checks × services): it never says more
/// than the rows below it, and where it says less it names what made it so.
@Suite struct VerdictLawTests {
    /// More with `OPENCLAW_VERDICT_HOSTS`.
    private static let count =
        ProcessInfo.processInfo.environment["OPENCLAW_VERDICT_HOSTS"].flatMap { Int($0) } ?? 1_500

    @Test func theVerdictSaysNoMoreThanItsEvidence() throws {
        var random = HostGenerator(seed: 19)
        var met: [String: Int] = [:]
        for number in 0..<Self.count {
            let host = random.next()
            let snapshot = host.snapshot
            for check in random.checks {
                try host.note(check.outcome, of: check.id, check.secret, model: check.model)
            }
            let report = try StatusReport(
                snapshot,
                host.live,
                further: snapshot.furtherProblems(host.live),
                service: ServiceSnapshot.read(snapshot, host.live)
            )
            let broken = Self.brokenRules(report)
            #expect(broken.isEmpty, "host \(number), theme \(random.theme): \(report.lines[0])")
            guard broken.isEmpty else { return }
            met[report.verdict.word, default: 0] += 1
        }
        // 200 of 10 000.
        for word in HostGenerator.words {
            #expect(met[word, default: 0] * 50 >= Self.count, "\(word) was reached \(met[word] ?? 0) times")
        }
    }

    /// The rules that a report breaks, in a few words.
    private static func brokenRules(_ report: StatusReport) -> [String] {
        let verdict = report.verdict
        let document = report.document["verdict"]
        let row = report.providers.first { $0.provider == verdict.provider }
        var broken: [String] = []
        func must(_ holds: Bool, _ rule: String) { if !holds { broken.append(rule) } }
        var isInService = false
        if case .answersInService = verdict.outcome { isInService = true }
        var isUnknown = false
        if case .notJudged = verdict.outcome { isUnknown = true }

        must((verdict.canAnswer == nil) == isUnknown, "only what is not judged is unknown")
        must(verdict.canAnswer != true || verdict.winner != nil, "who answers has a credential")
        must(verdict.canAnswer != true || !verdict.failsCheck, "who answers passes the check")
        must(
            verdict.canAnswer != true || isInService
                || !report.missingProviders.contains(ModelReference(verdict.answeringModel)?.provider ?? ""),
            "nobody answers with a provider that is missing"
        )
        if verdict.canAnswer == true, let winner = verdict.winner {
            must(winner.state == .ready || winner.state == .needsRefresh, "the winner is ready")
            if case .profile(let id, _) = winner.source, case .failed(let failure)? = report.checks[id] {
                must(
                    !["rejected", "forbidden", "creditTooLow"].contains(failure.code),
                    "a refused credential does not answer"
                )
            }
        }
        if row?.winner != nil, verdict.canAnswer != true {
            let isNamed = !verdict.evidence.isEmpty || isUnknown
            must(isNamed, "a verdict stricter than the row names what made it so")
        }
        must(
            (verdict.certainty == .none) == (verdict.canAnswer != true),
            "only who answers is certain or not checked"
        )
        if case .verified(let at) = verdict.certainty {
            must(
                document?["evidence"]?.arrayValue?.contains { $0["kind"] == "check" && $0["at"] == .integer(at) }
                    == true,
                "a verified verdict has its check"
            )
        }
        must(verdict.word != "configRefused" || !verdict.evidence.isEmpty, "a refused config names its issue")
        let printed = report.lines.joined() + report.document.json()
        must(!printed.contains(HostGenerator.sentinel), "no secret is shown")
        return broken
    }
}
