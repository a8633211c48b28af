internal import Anthropic
internal import FileTransactions
internal import GatewayConfig
internal import GatewayHost
internal import Screens

/// The effects of the browse screens, and of a wizard opened from them, on the real host.
///
/// A class because the snapshot that the screens were drawn from is kept between events.
@MainActor
final class LiveBrowseEffects: WizardEffects, BrowseEffects {
    private let live: LiveHost
    private let isSpoken: Bool
    private let watch: ([String]) -> Void
    private var snapshot: HostSnapshot
    /// Set while a wizard is open, because the wizard reads the host itself.
    private var wizard: LiveWizardEffects?
    /// The models that were asked for outside a wizard.
    private var asked: KnownModels?
    /// Checks of stored profiles and of secrets that will replace theirs.
    private let checks = ScreenChecks()

    /// - Parameters:
    ///   - isSpoken: whether the screens are read out line by line.
    ///   - watch: called with the folders whose changes matter.
    init(_ live: LiveHost, snapshot: HostSnapshot, isSpoken: Bool = false, watch: @escaping ([String]) -> Void) {
        self.isSpoken = isSpoken
        self.live = live
        self.snapshot = snapshot
        self.watch = watch
    }

    // MARK: - Reading

    func read() -> BrowseHost {
        wizard = nil
        snapshot = live.read(for: .view)
        return browseHost
    }

    /// What the screens show of the last snapshot; reading it also starts watching its folders.
    var browseHost: BrowseHost {
        watch([snapshot.paths.state, live.backupsFolder(of: snapshot)] + snapshot.agents.map(\.directory))
        var host = BrowseHost(
            snapshot,
            live,
            texts: live.texts,
            gateway: .of(snapshot, live),
            checks: ScreenChecks.ability(snapshot, live, isAutomatic: false),
            isSpoken: isSpoken
        )
        host.editor = EditorCommand.found(in: live.host.environment)?.name
        return host
    }

    func plannedUndo() -> Result<[String]?, Problem> {
        do throws(Problem) {
            let undo = try live.plannedUndo()
            if let obstacle = undo?.obstacle { return .failure(obstacle) }
            return .success(undo?.preview)
        } catch {
            return .failure(error)
        }
    }

    func wizardSetup(agent: String?) -> Result<WizardSetup, Problem> {
        let fresh = live.read(for: .view)
        let effects = LiveWizardEffects(live, snapshot: fresh, checksUnasked: true)
        wizard = effects
        let models = effects.models
        do throws(Problem) {
            let obstacles = try live.obstacles(on: fresh, for: agent.map { [$0] } ?? fresh.agents.map(\.id))
            return .success(
                WizardSetup(
                    host: effects.wizardHost(fresh),
                    models: models.options,
                    modelsAsked: models.asked,
                    modelsWarning: models.warning,
                    texts: live.texts,
                    agent: agent,
                    refusal: fresh.wizardRefusal(live.explanation(of: fresh)) ?? obstacles.first,
                    isRemote: live.host.isRemote,
                    isSpoken: isSpoken
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
        return live.apply(plan, command: "models auth", waiting: { _ in .cancel })
    }

    func undo() -> Result<[String], Problem> { live.forScreens.takeBack() }

    func undo(record: String) -> Result<[String], Problem> { live.forScreens.takeBack(record) }

    func edit(path: String, line: Int) -> Problem? {
        guard let editor = EditorCommand.found(in: live.host.environment) else {
            return Problem(code: "no-editor", message: live.texts("editor.none"), next: live.texts("editor.none.next"))
        }
        Console.output(live.texts("editor.opening", ["editor": editor.name, "path": snapshot.display(path)]))
        let outcome = ForegroundProgram.run(
            editor.program,
            editor.arguments(for: path, line: line),
            environment: live.host.environment
        )
        switch outcome {
        case .ended(code: 0): return nil
        case .ended(let code):
            let values = ["editor": editor.name, "code": String(code)]
            return Problem(code: "editor-ended", message: live.texts("editor.ended", values))
        case .notStarted(let code):
            let values = ["editor": editor.name, "reason": StandardStreams.reason(code)]
            return Problem(code: "editor-not-started", message: live.texts("editor.notStarted", values))
        }
    }

    func reread() -> Result<WizardHost, Problem> {
        let effects = wizard ?? LiveWizardEffects(live, snapshot: snapshot, checksUnasked: true)
        wizard = effects
        return effects.reread()
    }

    func keep(_ draft: SetupDraft) { wizard?.keep(draft) }

    // MARK: - Checks: those of an open wizard, else this screen's own

    func check(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        guard let wizard else { return checks.start(request, on: snapshot, live, report: report) }
        wizard.check(request, report: report)
    }

    func askModels(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        if let wizard { return wizard.askModels(request, report: report) }
        let models = KnownModels(snapshot, live)
        asked = models
        checks.ask(request, on: snapshot, live, into: models, report: report)
    }

    func keepModels() -> Problem? { wizard.map { $0.keepModels() } ?? asked?.keep() }

    func stopCheck(id: Int) {
        guard let wizard else { return checks.stop(id) }
        wizard.stopCheck(id: id)
    }

    func record(checkID: Int, profileID: String) -> Problem? {
        guard let wizard else { return checks.record(checkID, profileID: profileID, on: snapshot, live) }
        return wizard.record(checkID: checkID, profileID: profileID)
    }

    func stopChecks() {
        wizard?.stopChecks()
        checks.stopAll()
    }
}
