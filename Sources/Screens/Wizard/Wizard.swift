internal import GatewayConfig
internal import GatewayHost
internal import Secrets
package import TerminalUI

/// `openclaw onboard` on a full screen: pages that fill `SetupAnswers`, a review of the plan, one apply.
///
/// Nothing is written before Apply on Review; going back is always possible and keeps the answers.
///
///     var wizard = Wizard(WizardSetup(host: host, models: models))
///     let outcome = EventLoop.run(wizard, terminal: terminal, effects: effects)
package struct Wizard: Screen {
    package var capabilities = TerminalCapabilities(colors: 0, unicode: false)

    let setup: WizardSetup
    /// The pages and the values they ask for.
    private let pages: [FlowPage]
    private let fields: [SetupField]
    var host: WizardHost
    var size = Size(columns: 80, rows: 24)
    var answers: SetupAnswers
    /// The initial answers.
    private(set) var start: SetupAnswers
    /// The pages that were passed over at the start.
    private var passedOver: Set<StepID> = [.welcome]
    var steps: Steps
    var current = StepID.welcome
    /// The pages that were answered.
    var answered: Set<StepID> = []
    /// The page was opened from Review and returns there.
    var returnsToReview = false
    /// The overlays; the topmost is last.
    var overlays: [Overlay] = []
    var message: Message?
    /// Why this host cannot be written; while there is one, Welcome shows it and allows only leaving.
    private(set) var refusal: Problem?
    /// Looks for it once the first frame is shown; nil afterwards.
    private var findRefusal: (@Sendable () -> Problem?)?
    /// Whether the current frame was visible; actions that write require it.
    var isShown = false
    /// The previous page was Credential, so input that arrives at once may be the rest of a paste.
    var followsCredential = false
    /// What was done before the credential was asked for again.
    private(set) var earlier: [String] = []
    /// Tells a pressed Enter from one that a held key repeats.
    var enters = HeldEnter()
    /// The background check of the credential.
    var check = BackgroundCheck()
    /// The background request for the model list; its ids never overlap with those of checks.
    var modelsAsk = BackgroundCheck(id: 1_000_000)
    /// The credential whose check the page has announced.
    var announced: CheckRequest.Credential?
    /// The time of the last event that had one.
    var time: Int64 = 0
    /// Whether elapsed seconds of a check are shown and updated.
    var isTicking = false
    var pace = CheckPace()
    /// The chosen action that waits until Enter is known not to be held.
    var settling: Settling?

    /// The actions that a held Enter must not trigger.
    enum Choice: Equatable {
        case apply(ChangePlan)
        case awaitCheck
        case check
        case undo
    }

    struct Settling: Equatable {
        var choice: Choice
        var due: Int64
    }

    /// A wizard at its first page.
    package init(_ setup: WizardSetup) { self.init(setup, pages: Flow.pages, fields: SetupField.all) }

    init(_ setup: WizardSetup, pages: [FlowPage], fields: [SetupField]) {
        self.setup = setup
        self.pages = pages
        self.fields = fields
        steps = Steps(pages)
        host = setup.host
        answers = Self.firstAnswers(setup)
        start = answers
        (refusal, findRefusal) = (setup.refusal, setup.findRefusal)
        enter(at: setup.refusal == nil ? setup.entry : .beginning)
        start = answers
        passedOver.formUnion(answered)
    }

    private static func firstAnswers(_ setup: WizardSetup) -> SetupAnswers {
        var answers = SetupAnswers(agents: firstAgents(setup))
        answers.gateway = GatewayAnswers()
        return answers
    }

    private static func firstAgents(_ setup: WizardSetup) -> [String] {
        if let agent = setup.agent { return [agent] }
        let agents = setup.host.facts.agents
        return [(agents.first(where: \.isDefault) ?? agents.first)?.id ?? "main"]
    }

    private mutating func enter(at entry: WizardSetup.Entry) {
        switch entry {
        case .beginning: break
        case .credential(let kind):
            answers.method = .secret(kind)
            answered = [.welcome, .existing, .agents, .method]
            current = flow.steps(answers).contains(.credential) ? .credential : .model
        case .model:
            answers.intent = .skip
            answered = [.welcome, .existing, .agents, .method]
            current = .model
        }
        enterCurrent()
    }

    /// Looks for an obstacle after the first frame, before any key is handled. Returns whether there is one.
    mutating func findsRefusal() -> Bool {
        guard let find = findRefusal else { return false }
        findRefusal = nil
        guard let problem = find() else { return false }
        refusal = problem
        answers = Self.firstAnswers(setup)
        start = answers
        (answered, current) = ([], .welcome)
        enterCurrent()
        return true
    }

    /// Asks for a credential after one was skipped and the rest was written: the same walk from the method on.
    mutating func startAgain() -> [Effect] {
        earlier = farewell
        let agents = answers.agents
        answers = Self.firstAnswers(setup)
        answers.agents = agents
        start = answers
        answered = [.welcome, .agents, .existing]
        passedOver = answered
        steps.done = DoneStep(state: .nothing)
        show(.method)
        return [.reread]
    }

    // MARK: - Surroundings

    var flow: Flow { Flow(facts: host.facts, agentIsGiven: setup.agent != nil, pages: pages) }

    var words: Words {
        let isNarrow = !setup.isSpoken && FrameLayout.isNarrow(size)
        return Words(texts: setup.texts, isNarrow: isNarrow, isSpoken: setup.isSpoken)
    }

    var marks: Marks { Marks(capabilities) }

    /// Whether there is room for a second pane beside the page.
    var isBroad: Bool { !setup.isSpoken && FrameLayout.isBroad(size) }

    var context: StepContext {
        StepContext(
            facts: host.facts,
            models: setup.models,
            modelsAsked: setup.modelsAsked,
            modelsWarning: setup.modelsWarning,
            modelsHost: modelsHost,
            modelsView: modelsView,
            words: words,
            marks: marks,
            refusal: refusal,
            draft: setup.draft,
            dropsDraft: setup.dropsDraft,
            checkHost: checkHost,
            check: checkView,
            checkedKind: checkedKind,
            asksInMethod: answers.usesEnvironment,
            methodIsGiven: setup.entry != .beginning,
            display: host.display,
            planner: host.planner,
            isRemote: setup.isRemote,
            termsAreTold: answers.storesCredential,
            isBroad: isBroad,
            fields: fields,
            page: flow.page(asking:)
        )
    }

    /// The command for the answers.
    var command: SetupCommand {
        SetupCommand(answers: answers, facts: host.facts, program: setup.texts.program, fields: fields)
    }

    /// The provider host that is asked when the credential page is answered; nil if none.
    private var checkHost: String? {
        guard let checks = host.checks, checks.obstacle == nil, checks.isAutomatic else { return nil }
        return checks.host
    }

    var step: any Step { steps[current] }

    /// The current context in the key table.
    var keys: KeyContext { overlays.last?.keys ?? step.keys }

    /// Whether leaving now would lose answers or a pasted secret.
    var wouldLose: Bool {
        guard current != .done, refusal == nil else { return false }
        return answers != start || steps.credential.holdsSecret || !answered.isSubset(of: passedOver)
    }

    /// Lets the current page refresh; mark and typed text stay.
    mutating func refreshCurrent() {
        var step = steps[current]
        step.refresh(context, &answers)
        steps[current] = step
    }

    /// Lets the current page read the answers again.
    mutating func enterCurrent() {
        var step = steps[current]
        step.enter(context, &answers)
        steps[current] = step
    }
}
