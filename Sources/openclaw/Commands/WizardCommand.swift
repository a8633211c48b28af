internal import GatewayConfig
internal import GatewayHost
internal import NcursesTerminal
internal import Screens
internal import TerminalUI

/// `openclaw onboard` on a terminal: the wizard over the real host and the real screen.
@MainActor
struct WizardCommand {
    let context: ProgramContext

    func run(_ request: OnboardRequest) throws(Problem) -> Int32 {
        try Recovery(context: context).run()
        let snapshot = HostSnapshot.read(context.host)
        let agent = try named(request, snapshot)
        let terminal = try openTerminal()
        let effects = LiveWizardEffects(host: context.host, snapshot: snapshot)
        let setup = WizardSetup(
            host: effects.wizardHost(snapshot),
            models: ModelOption.builtIn,
            entry: try entry(request, snapshot.texts),
            agent: agent,
            refusal: refusal(snapshot, agent: agent)
        )
        let outcome = EventLoop.run(Wizard(setup), terminal: terminal, effects: effects)
        terminal.close()
        for line in outcome.lines { Console.output(line) }
        return outcome.code
    }

    private func named(_ request: OnboardRequest, _ snapshot: HostSnapshot) throws(Problem) -> String? {
        guard let name = request.agents.first else { return nil }
        let id = AgentID(name).text
        guard snapshot.agent(id) != nil else { throw snapshot.unknownAgent(name) }
        return id
    }

    private func entry(_ request: OnboardRequest, _ texts: Texts) throws(Problem) -> WizardSetup.Entry {
        guard request.authChoice != nil else { return .beginning }
        switch try request.choice(texts) {
        case .apiKey: return .credential(.apiKey)
        case .setupToken, .token: return .credential(.setupToken)
        case .skip: return .model
        }
    }

    /// What is in the way is found before a secret is asked for.
    private func refusal(_ snapshot: HostSnapshot, agent: String?) -> Problem? {
        if let problem = snapshot.problems.first { return problem }
        do {
            return try snapshot.obstacles(for: agent.map { [$0] } ?? snapshot.agents.map(\.id)).first
        } catch {
            return error
        }
    }

    private func openTerminal() throws(Problem) -> any Terminal {
        do {
            return try NcursesTerminal.open(environment: context.host.environment)
        } catch {
            throw TerminalWords.problem(error)
        }
    }
}
