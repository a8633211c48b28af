internal import Anthropic
internal import FileTransactions
internal import GatewayHost
internal import Screens

/// The wizard's effects on the real host.
///
/// A class because a plan and the snapshot it was made from must stay together across several events.
@MainActor
final class LiveWizardEffects: WizardEffects {
    private let host: Host
    private var snapshot: HostSnapshot
    private let checks = ScreenChecks()
    /// Whether the wizard starts a check without being asked, after it has announced that.
    private let checksUnasked: Bool

    /// The models of the model page.
    let models: KnownModels

    init(host: Host, snapshot: HostSnapshot, texts: Texts, checksUnasked: Bool) {
        models = KnownModels(snapshot, texts: texts)
        self.host = host
        self.snapshot = snapshot
        self.checksUnasked = checksUnasked
    }

    /// The facts of a snapshot and the planner that works on it.
    func wizardHost(_ snapshot: HostSnapshot) -> WizardHost {
        WizardHost(
            facts: SetupFacts(snapshot),
            planner: { answers in
                do throws(Problem) {
                    return .success(try SetupPlanner(snapshot: snapshot).plan(answers))
                } catch {
                    return .failure(error)
                }
            },
            display: snapshot.display,
            checks: ScreenChecks.ability(snapshot, isAutomatic: checksUnasked)
        )
    }

    func apply(_ plan: ChangePlan) -> Result<ApplyReport, ApplyFailure> {
        // While another process holds a lock, the screen retries by itself.
        let result = PlanApplier(snapshot: snapshot).apply(plan, waiting: { _ in .cancel })
        if case .success = result { SetupDraft.drop(on: snapshot) }
        return result
    }

    func keep(_ draft: SetupDraft) {
        var draft = draft
        draft.keptAt = host.clock.now()
        draft.keep(on: snapshot)
    }

    func reread() -> Result<WizardHost, Problem> {
        let fresh = HostSnapshot.read(host, texts: Words.texts)
        if let problem = fresh.onboardingRefusal ?? fresh.problems.first { return .failure(problem) }
        snapshot = fresh
        return .success(wizardHost(fresh))
    }

    func undo() -> Result<[String], Problem> { HostUndo.takeBack(on: host.forScreens, texts: Words.texts) }

    // MARK: - Checks

    func check(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        checks.start(request, on: snapshot, report: report)
    }

    func askModels(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        checks.ask(request, on: snapshot, into: models, report: report)
    }

    func keepModels() -> Problem? { models.keep() }

    func stopCheck(id: Int) { checks.stop(id) }

    func record(checkID: Int, profileID: String) -> Problem? {
        checks.record(checkID, profileID: profileID, on: snapshot)
    }

    func stopChecks() { checks.stopAll() }
}
