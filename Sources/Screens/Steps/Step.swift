internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// One page of the wizard: its texts, its widget, and how it handles keys.
///
/// A step fills `SetupAnswers` and returns where to go; it does not know the other pages. Its blocks and its widget are
/// data, so that the same step can be drawn or read aloud.
protocol Step: Sendable {
    var id: StepID { get }
    /// The values that the page asks for; Review opens it to change one.
    var fields: [SetupField] { get }
    /// The current context in the key table.
    var keys: KeyContext { get }
    /// What Enter does now: a text key below `keys.`.
    var enterLabel: String { get }

    /// Whether the field or the filter of the page holds something that could be cleared.
    var canClear: Bool { get }

    /// Called before the page is shown.
    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers)
    /// Called when facts changed while the page is visible: mark and typed text must stay.
    mutating func refresh(_ context: StepContext, _ answers: inout SetupAnswers)
    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome
    /// Called when a frame with this page was shown.
    mutating func presented()

    /// The content of the page, including the position of the widget.
    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block]
    /// The number of rows the widget asks for.
    func widgetRows(columns: Int, _ context: StepContext) -> Int
    /// A long widget keeps this many rows before texts above it are dropped.
    var comfortableRows: Int { get }
    /// Draws the widget and returns the cursor position.
    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point?

    /// What the page was answered with, in one or two words for the rail.
    func answer(_ context: StepContext, _ answers: SetupAnswers) -> StepAnswer
    /// What stands at the right of the page where it is broad enough: what is worth knowing and not needed.
    func aside(_ context: StepContext, _ answers: SetupAnswers) -> [Block]

    /// What the widget asks for, in line mode.
    func asking(_ context: StepContext) -> Asking
    /// What the last answer changed; in line mode the other blocks are not repeated.
    func news(_ context: StepContext, _ answers: SetupAnswers) -> [Block]
}

extension Step {
    var fields: [SetupField] { [] }
    var enterLabel: String { "continue" }
    var comfortableRows: Int { .max }
    var canClear: Bool { true }
    mutating func presented() {}
    func answer(_ context: StepContext, _ answers: SetupAnswers) -> StepAnswer { StepAnswer() }
    func aside(_ context: StepContext, _ answers: SetupAnswers) -> [Block] { [] }
    func news(_ context: StepContext, _ answers: SetupAnswers) -> [Block] { [] }

    mutating func refresh(_ context: StepContext, _ answers: inout SetupAnswers) { enter(context, &answers) }
}

/// What a step can see besides the answers.
struct StepContext: Sendable {
    var facts: SetupFacts
    var models: @Sendable () -> [ModelOption]
    /// When the provider's model list was fetched, as display text; nil if never.
    var modelsAsked: @Sendable () -> String? = { nil }
    /// Why the kept list of the provider is not used; nil if nothing is wrong with it.
    var modelsWarning: @Sendable () -> String? = { nil }
    /// The provider host for the model list; nil if it cannot be fetched.
    var modelsHost: String? = nil
    /// The progress of that request.
    var modelsView = CheckView.none
    var words: Words
    var marks: Marks
    var refusal: Problem?
    /// Answers saved when a connection was lost.
    var draft: WizardSetup.Draft?
    /// Whether saved answers were dropped because they are older than this version.
    var dropsDraft = false
    /// The provider host that is asked when the credential page is answered; nil if none.
    var checkHost: String? = nil
    /// The state of the check.
    var check = CheckView.none
    /// The kind of the checked secret.
    var checkedKind = SecretKind.apiKey
    /// The credential comes from the environment, so the Method page announces the check.
    var asksInMethod = false
    /// The command line set the method, so the Method page was not shown.
    var methodIsGiven: Bool
    /// A path for display, with `~` for the home folder.
    var display: @Sendable (String) -> String
    var planner: @Sendable (SetupAnswers) -> Result<ChangePlan, Problem>
    /// Whether the person works over ssh, so that a browser and a login are on another computer.
    var isRemote = false
    /// Whether the walk has passed a page that says what a plan may be used for: it is said once.
    var termsAreTold = false
    /// Whether there is room for a second pane beside the page.
    var isBroad = false
    /// The values that onboarding takes.
    var fields = SetupField.all
    /// The page that asks for a value; nil if the wizard does not.
    var page: @Sendable (SetupField) -> StepID? = { _ in nil }

    /// The agents as a list: `main`, or `main, ops`.
    func names(of agents: [String]) -> String { agents.joined(separator: ", ") }

    /// Whether the risk still has to be accepted on this host.
    var asksForRisk: Bool { !facts.hasAppliedBefore }
}

/// The result of a key for a step.
enum StepOutcome: Sendable, Equatable {
    /// Not used by the step; the key table decides.
    case ignored
    case handled
    case say(Message)
    /// The page is answered.
    case next
    /// Open another page and return afterwards.
    case open(StepID)
    case showDiff
    case apply(ChangePlan)
    /// Apply once the check has passed.
    case awaitCheck
    /// Check the credential with the provider.
    case check
    /// Fetch the provider's model list.
    case askModels
    case undo
    case showCommand
    /// Leave for Home.
    case openHome
    /// Ask for a credential after one was skipped.
    case again
    /// Continue with the answers of the draft.
    case resume
    case leave(code: Int32)
}
