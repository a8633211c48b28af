internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import GatewayHost
internal import Screens

/// `openclaw onboard` on a terminal: the wizard on the real host, full-screen or line by line.
@MainActor
struct WizardCommand {
    let context: ProgramContext
    /// Whether checks may start automatically, after the page has announced it.
    var checksUnasked = true

    func run(_ request: OnboardRequest) throws(Problem) -> Int32 {
        let snapshot = try context.settledSnapshot()
        let explain = context.live.explanation(of: snapshot)
        let agent = request.agents.isEmpty ? nil : try snapshot.agentID(request.agents.first, explain)
        let surface = try ScreenSurface.open(in: context, next: Words.text("error.noTerminal.next"))
        let live = LiveHost(context.host, texts: surface.texts)
        let effects = LiveWizardEffects(live, snapshot: snapshot, checksUnasked: checksUnasked)
        let models = effects.models
        let kept = kept(request, snapshot)
        // A page that is read aloud cannot be taken back.
        let waits = surface.isSpoken || !snapshot.problems.isEmpty || !snapshot.storeRefusals.isEmpty
        let entry = try entry(request, Words.texts)
        let setup = WizardSetup(
            host: effects.wizardHost(snapshot),
            models: models.options,
            modelsAsked: models.asked,
            modelsWarning: models.warning,
            texts: surface.texts,
            entry: entry,
            agent: agent,
            refusal: waits ? Self.refusal(live, snapshot, entry, agent: agent) : nil,
            findRefusal: waits ? nil : { @Sendable in Self.refusal(live, snapshot, entry, agent: agent) },
            draft: draft(kept),
            dropsDraft: kept == .outdated,
            isRemote: context.host.isRemote,
            isSpoken: surface.isSpoken
        )
        let outcome = surface.run(Wizard(setup), effects)
        for line in outcome.lines { Console.output(line) }
        return outcome.goesHome ? try BrowseSurface(context: context).home() : outcome.code
    }

    private func entry(_ request: OnboardRequest, _ texts: Texts) throws(Problem) -> WizardSetup.Entry {
        guard request.authChoice != nil else { return .beginning }
        return try request.choice(texts).kind.map { .credential($0) } ?? .model
    }

    /// Answers saved when a connection was lost, for everything that no flag sets.
    private func kept(_ request: OnboardRequest, _ snapshot: HostSnapshot) -> SetupDraft.Found {
        request == OnboardRequest() ? SetupDraft.read(on: snapshot, context.live) : .nothing
    }

    private func draft(_ found: SetupDraft.Found) -> WizardSetup.Draft? {
        guard case .draft(let kept) = found else { return nil }
        let age = TimeRange.milliseconds(from: kept.keptAt, to: context.host.clock.now())
        return WizardSetup.Draft(kept: kept, age: age)
    }

    /// Finds obstacles before a secret is asked for.
    private nonisolated static func refusal(
        _ live: LiveHost,
        _ snapshot: HostSnapshot,
        _ entry: WizardSetup.Entry,
        agent: String?
    ) -> Problem? {
        let explain = live.explanation(of: snapshot)
        if let problem = snapshot.wizardRefusal(explain) { return problem }
        if case .credential(let kind) = entry {
            let id = snapshot.usualProfileID(kind, isNew: false)
            if let problem = snapshot.refusal(of: .store(kind, id: id), agents: agent.map { [$0] } ?? [], explain) {
                return problem
            }
        }
        do {
            return try live.obstacles(on: snapshot, for: agent.map { [$0] } ?? snapshot.agents.map(\.id)).first
        } catch {
            return error
        }
    }
}
