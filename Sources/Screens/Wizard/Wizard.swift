internal import GatewayConfig
internal import GatewayHost
internal import Secrets
package import TerminalUI

/// `openclaw onboard` on a whole screen: pages that fill `SetupAnswers`, a review of the plan, one apply.
///
/// Nothing is written before Apply on Review; going back is never refused and keeps the answers.
///
///     var wizard = Wizard(WizardSetup(host: host, models: models))
///     let outcome = EventLoop.run(wizard, terminal: terminal, effects: effects)
package struct Wizard: Screen {
    package var capabilities = TerminalCapabilities(colors: 0, unicode: false)

    let setup: WizardSetup
    var host: WizardHost
    var size = Size(columns: 80, rows: 24)
    var answers: SetupAnswers
    /// What the answers were before anything was asked.
    private(set) var start: SetupAnswers
    var steps = Steps()
    var current = StepID.welcome
    /// Pages whose Enter was taken.
    var answered: Set<StepID> = []
    /// The page was opened from Review and goes back there.
    var returnsToReview = false
    /// What lies over the page, the topmost last.
    var overlays: [Overlay] = []
    var message: Message?
    /// The page, as it is now, was on the screen: what writes waits for that.
    var isShown = false
    /// The page before was Credential, so what arrives at once may be the rest of a paste.
    var followsCredential = false
    /// Whether an Enter was pressed or is repeated by a held key.
    var enters = HeldEnter()
    /// The check that runs beside the pages.
    var check = BackgroundCheck()
    /// The question which models there are; its numbers are never those of a check.
    var modelsAsk = BackgroundCheck(id: 1_000_000)
    /// The credential whose check was told of on the screen.
    var announced: CheckRequest.Credential?
    /// The time of the latest event that had one.
    var time: Int64 = 0
    /// The seconds of a running check are shown and go on.
    var isTicking = false
    var pace = CheckPace()
    /// What waits to see whether Enter is held, and until when.
    var settling: Settling?

    /// What a held Enter must not do on Review.
    enum Choice: Equatable {
        case apply(ChangePlan)
        case awaitCheck
        case check
    }

    struct Settling: Equatable {
        var choice: Choice
        var due: Int64
    }

    /// A wizard at its first page.
    package init(_ setup: WizardSetup) {
        self.setup = setup
        host = setup.host
        answers = SetupAnswers(agents: Self.firstAgents(setup))
        answers.gateway = GatewayAnswers()
        start = answers
        enter(at: setup.refusal == nil ? setup.entry : .beginning)
        start = answers
    }

    private static func firstAgents(_ setup: WizardSetup) -> [String] {
        if let agent = setup.agent { return [agent] }
        let agents = setup.host.facts.agents
        return [(agents.first(where: \.isDefault) ?? agents.first)?.id ?? "main"]
    }

    private mutating func enter(at entry: WizardSetup.Entry) {
        switch entry {
        case .beginning: break
        case .credential(let method):
            answers.method = method
            answered = [.welcome, .existing, .agents, .method]
            current = flow.steps(answers).contains(.credential) ? .credential : .model
        case .model:
            answers.intent = .skip
            answered = [.welcome, .existing, .agents, .method]
            current = .model
        }
        enterCurrent()
    }

    // MARK: - Surroundings

    var flow: Flow { Flow(facts: host.facts, agentIsGiven: setup.agent != nil) }

    var words: Words {
        let isNarrow = !setup.isSpoken && FrameLayout.isNarrow(size)
        return Words(texts: setup.texts, isNarrow: isNarrow, isSpoken: setup.isSpoken)
    }

    var marks: Marks { Marks(capabilities) }

    var context: StepContext {
        StepContext(
            facts: host.facts,
            models: setup.models,
            modelsAsked: setup.modelsAsked,
            modelsHost: modelsHost,
            modelsView: modelsView,
            words: words,
            marks: marks,
            refusal: setup.refusal,
            draft: setup.draft,
            checkHost: checkHost,
            check: checkView,
            checksSubscription: checksSubscription,
            asksInMethod: answers.usesEnvironment,
            methodIsGiven: setup.entry != .beginning,
            display: host.display,
            planner: host.planner
        )
    }

    /// Who is asked about a credential when its page is answered; nil when nobody is.
    private var checkHost: String? {
        guard let checks = host.checks, checks.obstacle == nil, checks.isAutomatic else { return nil }
        return checks.host
    }

    var step: any Step { steps[current] }

    /// The column of the key table that applies now.
    var keys: KeyContext { overlays.last?.keys ?? step.keys }

    /// Leaving now would throw away something that was answered or pasted.
    var wouldLose: Bool {
        guard current != .done, setup.refusal == nil else { return false }
        return answers != start || steps.credential.holdsSecret || !answered.isSubset(of: [.welcome])
    }

    /// Lets the current page show what changed; marks and typed text stay.
    mutating func refreshCurrent() {
        var step = steps[current]
        step.refresh(context, &answers)
        steps[current] = step
    }

    /// Lets the current page look at the answers again.
    mutating func enterCurrent() {
        var step = steps[current]
        step.enter(context, &answers)
        steps[current] = step
    }
}
