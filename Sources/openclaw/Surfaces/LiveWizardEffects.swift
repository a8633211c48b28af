internal import Anthropic
internal import FileTransactions
internal import GatewayHost
internal import Screens

/// The wizard's acts on the real host.
///
/// A class because the plan and the snapshot that it was made from must stay together over several events.
@MainActor
final class LiveWizardEffects: WizardEffects {
    private let host: Host
    private var snapshot: HostSnapshot
    private let checks = ScreenChecks()
    /// The wizard asks the provider by itself once it has said so.
    private let checksUnasked: Bool

    /// The models of the model page.
    let models: KnownModels

    init(host: Host, snapshot: HostSnapshot, texts: Texts, checksUnasked: Bool) {
        models = KnownModels(snapshot, texts: texts)
        self.host = host
        self.snapshot = snapshot
        self.checksUnasked = checksUnasked
    }

    /// The facts and the planner of a snapshot.
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
        // The screen asks again by itself while somebody else holds a lock.
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
