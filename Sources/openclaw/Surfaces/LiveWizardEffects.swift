internal import Anthropic
internal import FileTransactions
internal import GatewayHost
internal import Screens
internal import Secrets

/// A token for the gateway, or why none could be drawn; `Result` would look up its constraints before the first frame.
private enum FreshToken: Sendable {
    case drawn(Secret)
    case failed(Problem)

    func secret() throws(Problem) -> Secret {
        switch self {
        case .drawn(let secret): return secret
        case .failed(let problem): throw problem
        }
    }
}

/// The wizard's effects on the real host.
///
/// A class because the snapshot that the wizard was made from is kept between events.
@MainActor
final class LiveWizardEffects: WizardEffects {
    private let live: LiveHost
    private var snapshot: HostSnapshot
    private let checks = ScreenChecks()
    /// Whether the wizard starts a check without being asked, after it has announced that.
    private let checksUnasked: Bool

    /// The models of the model page.
    let models: KnownModels

    init(_ live: LiveHost, snapshot: HostSnapshot, checksUnasked: Bool) {
        models = KnownModels(snapshot, live)
        self.live = live
        self.snapshot = snapshot
        self.checksUnasked = checksUnasked
    }

    /// The facts of a snapshot and the planner that works on it.
    func wizardHost(_ snapshot: HostSnapshot) -> WizardHost {
        let token = freshToken
        var facts = SetupFacts(snapshot, live.texts, live.explanation(of: snapshot))
        facts.gatewayProcess = live.gatewayProcess(of: snapshot)
        return WizardHost(
            facts: facts,
            planner: { [live] answers in
                do throws(Problem) {
                    return .success(try live.plan(.setup(answers, freshToken: try token.secret()), on: snapshot))
                } catch {
                    return .failure(error)
                }
            },
            display: snapshot.display,
            checks: ScreenChecks.ability(snapshot, live, isAutomatic: checksUnasked)
        )
    }

    /// Drawn once, so that Review shows the same plan at each draw.
    private var freshToken: FreshToken {
        do throws(Problem) {
            return .drawn(try live.freshToken())
        } catch {
            return .failed(error)
        }
    }

    func apply(_ plan: ChangePlan) -> Result<ApplyReport, ApplyFailure> {
        // While another process holds a lock, the screen retries by itself.
        let result = live.apply(plan, waiting: { _ in .cancel })
        guard case .success(var report) = result else { return result }
        SetupDraft.drop(on: snapshot, live)
        report.verdict = live.verdict(of: report.agent)
        return .success(report)
    }

    func keep(_ draft: SetupDraft) {
        var draft = draft
        draft.keptAt = live.host.clock.now()
        draft.keep(on: snapshot, live)
    }

    func reread() -> Result<WizardHost, Problem> {
        let fresh = live.read(for: .view)
        if let problem = fresh.wizardRefusal(live.explanation(of: fresh)) { return .failure(problem) }
        snapshot = fresh
        return .success(wizardHost(fresh))
    }

    func undo() -> Result<[String], Problem> { live.forScreens.takeBack() }

    // MARK: - Checks

    func check(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        checks.start(request, on: snapshot, live, report: report)
    }

    func askModels(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        checks.ask(request, on: snapshot, live, into: models, report: report)
    }

    func keepModels() -> Problem? { models.keep() }

    func stopCheck(id: Int) { checks.stop(id) }

    func record(checkID: Int, profileID: String) -> Problem? {
        checks.record(checkID, profileID: profileID, on: snapshot, live)
    }

    func stopChecks() { checks.stopAll() }
}
