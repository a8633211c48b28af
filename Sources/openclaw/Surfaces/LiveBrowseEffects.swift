internal import Anthropic
internal import FileTransactions
internal import GatewayConfig
internal import GatewayHost
internal import Screens

/// The effects of the browse screens, and of a wizard opened from them, on the real host.
///
/// A class because a plan and the snapshot it was made from must stay together across several events.
@MainActor
final class LiveBrowseEffects: WizardEffects, BrowseEffects {
    private let context: ProgramContext
    private let texts: Texts
    private let watch: ([String]) -> Void
    private var snapshot: HostSnapshot
    /// Set while a wizard is open, because the wizard reads the host itself.
    private var wizard: LiveWizardEffects?
    /// Checks of stored profiles and of secrets that will replace theirs.
    private let checks = ScreenChecks()

    /// - Parameter watch: called with the folders whose changes matter.
    init(context: ProgramContext, snapshot: HostSnapshot, texts: Texts, watch: @escaping ([String]) -> Void) {
        self.context = context
        self.snapshot = snapshot
        self.texts = texts
        self.watch = watch
    }

    // MARK: - Reading

    func read() -> BrowseHost {
        wizard = nil
        snapshot = HostSnapshot.read(context.host, texts: texts)
        return browseHost
    }

    /// What the screens show of the last snapshot; reading it also starts watching its folders.
    var browseHost: BrowseHost {
        watch([snapshot.paths.state] + snapshot.agents.map(\.directory))
        return BrowseHost(
            snapshot,
            texts: texts,
            gateway: .of(snapshot),
            checks: ScreenChecks.ability(snapshot, isAutomatic: false)
        )
    }

    func plannedUndo() -> Result<[String]?, Problem> {
        do throws(Problem) {
            let undo = try HostUndo.latest(on: context.host, texts: texts)
            if let obstacle = undo?.obstacle { return .failure(obstacle) }
            return .success(undo?.preview)
        } catch {
            return .failure(error)
        }
    }

    func wizardSetup(agent: String?) -> Result<WizardSetup, Problem> {
        let fresh = HostSnapshot.read(context.host, texts: texts)
        let effects = LiveWizardEffects(host: context.host, snapshot: fresh, texts: texts, checksUnasked: true)
        wizard = effects
        let models = effects.models
        do throws(Problem) {
            let obstacles = try fresh.obstacles(for: agent.map { [$0] } ?? fresh.agents.map(\.id))
            return .success(
                WizardSetup(
                    host: effects.wizardHost(fresh),
                    models: models.options,
                    modelsAsked: models.asked,
                    texts: texts,
                    agent: agent,
                    refusal: fresh.onboardingRefusal ?? fresh.problems.first ?? obstacles.first
                )
            )
        } catch {
            return .failure(error)
        }
    }

    // MARK: - Writing

    func apply(_ plan: ChangePlan) -> Result<ApplyReport, ApplyFailure> {
        if let wizard { return wizard.apply(plan) }
        // While another process holds a lock, the screen retries by itself.
        return PlanApplier(snapshot: snapshot).apply(
            plan,
            command: plan.command ?? "models auth",
            waiting: { _ in .cancel }
        )
    }

    func undo() -> Result<[String], Problem> { HostUndo.takeBack(on: context.host.forScreens, texts: texts) }

    func reread() -> Result<WizardHost, Problem> {
        let effects =
            wizard ?? LiveWizardEffects(host: context.host, snapshot: snapshot, texts: texts, checksUnasked: true)
        wizard = effects
        return effects.reread()
    }

    func keep(_ draft: SetupDraft) { wizard?.keep(draft) }

    // MARK: - Checks: those of an open wizard, else this screen's own

    func check(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        guard let wizard else { return checks.start(request, on: snapshot, report: report) }
        wizard.check(request, report: report)
    }

    func askModels(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        wizard?.askModels(request, report: report)
    }

    func keepModels() -> Problem? { wizard?.keepModels() }

    func stopCheck(id: Int) {
        guard let wizard else { return checks.stop(id) }
        wizard.stopCheck(id: id)
    }

    func record(checkID: Int, profileID: String) -> Problem? {
        guard let wizard else { return checks.record(checkID, profileID: profileID, on: snapshot) }
        return wizard.record(checkID: checkID, profileID: profileID)
    }

    func stopChecks() {
        wizard?.stopChecks()
        checks.stopAll()
    }
}
