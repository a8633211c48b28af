internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// The masked field for a profile's new secret: the wizard's credential page with its own result.
struct SecretPage: Sendable {
    let profile: String
    private var step = CredentialStep()
    private var answers: SetupAnswers

    init(profile: String, kind: SecretKind, agents: [String]) {
        self.profile = profile
        answers = SetupAnswers(agents: agents, intent: .replace(profileID: profile))
        answers.method = .secret(kind)
    }

    var keys: KeyContext { step.keys == .secretField ? .secretPage : .menu }

    /// The result of a key.
    enum Outcome {
        case ignored
        case handled
        case say(Message)
        case accepted(NewCredential)
    }

    mutating func handle(_ key: Key, _ context: StepContext) -> Outcome {
        switch step.handle(key, context, &answers) {
        case .ignored: return .ignored
        case .say(let message): return .say(message)
        case .next: return credential.map(Outcome.accepted) ?? .handled
        default: return .handled
        }
    }

    mutating func presented() { step.presented() }

    /// Whether something was pasted that can be used.
    var holdsSecret: Bool { step.holdsSecret }
    func blocks(_ context: StepContext) -> [Block] { step.blocks(context, answers) }
    /// What the last paste changed, for line mode.
    func news(_ context: StepContext) -> [Block] { step.news(context, answers) }
    func asking(_ context: StepContext) -> Asking { step.asking(context) }

    /// The credential to store after Enter accepted it.
    private var credential: NewCredential? {
        guard let secret = answers.secret, let kind = answers.kind else { return nil }
        return NewCredential(secret, kind: kind, agents: answers.agents)
    }

    func draw(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? {
        let wish = BodyLayout.Wish(rows: step.widgetRows(columns: area.columns, context))
        let layout = BodyLayout(columns: area.columns, marks: context.marks)
        return layout.draw(step.blocks(context, answers), on: &canvas, in: area, widget: wish) { canvas, place in
            step.drawWidget(on: &canvas, in: place, context)
        }
    }
}
