import Anthropic
import GatewayHost

@testable import Screens

/// Effects that count calls and answer as the test wants.
@MainActor
final class CountingEffects: WizardEffects {
    private(set) var plans: [ChangePlan] = []
    private(set) var undos = 0
    private(set) var rereads = 0
    var results: [Result<ApplyReport, ApplyFailure>] = []
    var host = HostFixture().host

    var applies: Int { plans.count }

    func apply(_ plan: ChangePlan) -> Result<ApplyReport, ApplyFailure> {
        plans.append(plan)
        return results.isEmpty ? .success(.report) : results.removeFirst()
    }

    func reread() -> Result<WizardHost, Problem> {
        rereads += 1
        return .success(host)
    }

    private(set) var drafts: [SetupDraft] = []

    func keep(_ draft: SetupDraft) { drafts.append(draft) }

    /// The results of checks, in order; a check without a result runs until it is cancelled.
    var verifications: [Verification] = []
    private(set) var checks: [CheckRequest] = []
    private(set) var stopped: [Int] = []
    private(set) var records: [String] = []
    private(set) var endings = 0

    func check(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        checks.append(request)
        if !verifications.isEmpty { report(verifications.removeFirst()) }
    }

    func askModels(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        checks.append(request)
        if !verifications.isEmpty { report(verifications.removeFirst()) }
    }

    private(set) var modelsKept = 0

    func keepModels() -> Problem? {
        modelsKept += 1
        return nil
    }

    func stopCheck(id: Int) { stopped.append(id) }

    func record(checkID: Int, profileID: String) -> Problem? {
        records.append(profileID)
        return nil
    }

    func stopChecks() { endings += 1 }

    func undo() -> Result<[String], Problem> {
        undos += 1
        return .success(["~/.openclaw/openclaw.json"])
    }
}
