internal import GatewayHost
internal import TerminalUI

/// One page of the wizard: its words, what answers it, and how it takes keys.
///
/// A step fills `SetupAnswers` and says where to go; it knows nothing of the pages around it. Its blocks and its widget are
/// data, so that the same step can be drawn or read line by line.
protocol Step: Sendable {
    var id: StepID { get }
    /// Which column of the key table applies now.
    var keys: KeyContext { get }
    /// What Enter does now: a text below `keys.`.
    var enterLabel: String { get }
    /// Whether the rail stands beside the page.
    var hasRail: Bool { get }

    /// The page is about to be shown.
    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers)
    /// What the page shows has changed under the person: the mark and what was typed stay.
    mutating func refresh(_ context: StepContext, _ answers: inout SetupAnswers)
    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome
    /// The frame with this page was shown.
    mutating func presented()

    /// What stands on the page, with the place of the widget in it.
    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block]
    /// How many rows the widget would like.
    func widgetRows(columns: Int, _ context: StepContext) -> Int
    /// So many rows a long widget keeps before texts above it are left out.
    var comfortableRows: Int { get }
    /// Draws the widget and returns where the cursor belongs.
    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point?

    /// What the widget asks for, where it is read instead of drawn.
    func asking(_ context: StepContext) -> Asking
    /// What the last answer changed, where blocks are not read again.
    func news(_ context: StepContext, _ answers: SetupAnswers) -> [Block]
}

extension Step {
    var enterLabel: String { "continue" }
    var hasRail: Bool { true }
    /// So many rows a long widget keeps before texts above it are left out.
    var comfortableRows: Int { .max }
    mutating func presented() {}
    func news(_ context: StepContext, _ answers: SetupAnswers) -> [Block] { [] }

    mutating func refresh(_ context: StepContext, _ answers: inout SetupAnswers) { enter(context, &answers) }
}

/// What a step sees besides the answers.
struct StepContext: Sendable {
    var facts: SetupFacts
    var models: @Sendable () -> [ModelOption]
    /// When the provider was asked which ones it offers; nil when nobody asked yet.
    var modelsAsked: @Sendable () -> String? = { nil }
    /// Who can be asked for them; nil when nobody can.
    var modelsHost: String? = nil
    /// How far that question is.
    var modelsView = CheckView.none
    var words: Words
    var marks: Marks
    var refusal: Problem?
    /// What was answered when a connection was lost.
    var draft: WizardSetup.Draft?
    /// Who is asked about the credential when its page is answered; nil when nobody is.
    var checkHost: String? = nil
    /// How far the check is.
    var check = CheckView.none
    /// What is checked is a subscription's token.
    var checksSubscription = false
    /// The credential comes out of the environment, so its page is Method.
    var asksInMethod = false
    /// The command line named the method, so its page was not read.
    var methodIsGiven: Bool
    /// A path as it is shown, `~` for the home folder.
    var display: @Sendable (String) -> String
    var planner: @Sendable (SetupAnswers) -> Result<ChangePlan, Problem>

    /// The agents as a person says them: `main`, or `main, ops`.
    func names(of agents: [String]) -> String { agents.joined(separator: ", ") }

    /// Whether the risk was not accepted on this host before.
    var asksForRisk: Bool { !facts.hasAppliedBefore }
}

/// What a step wants after a key.
enum StepOutcome: Sendable, Equatable {
    /// The key means nothing to the step; the key table is asked.
    case ignored
    case handled
    case say(Message)
    /// The page is answered.
    case next
    /// Another page, coming straight back.
    case open(StepID)
    case showDiff
    case apply(ChangePlan)
    /// Apply as soon as the check has passed.
    case awaitCheck
    /// Ask the provider about the credential.
    case check
    /// Ask the provider which models it offers.
    case askModels
    case undo
    /// Go on with the answers of the draft.
    case resume
    case leave(code: Int32)
}
