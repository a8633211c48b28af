internal import Credentials
internal import GatewayHost
internal import JSON5
internal import Secrets

/// The shared implementation of the commands that store a new secret.
@MainActor
struct Storing {
    let context: ProgramContext
    let source: SecretOptions
    let writing: WritingOptions
    /// Nil takes either kind.
    let wanted: SecretKind?
    /// When the token was made by `claude setup-token` here, in Unix milliseconds; nil for one that was given.
    var madeAt: Int64?

    /// The snapshot, and the agents that get the secret.
    typealias Ready = (snapshot: HostSnapshot, agents: [String])

    func run() throws(Problem) -> Int32 {
        let work = try ProfileWriting(context: context, options: writing)
        return try ask(try prepare(work), work)
    }

    /// Asks for the secret and stores it.
    func ask(_ ready: Ready, _ work: ProfileWriting) throws(Problem) -> Int32 {
        switch try SecretAsking(wanted: wanted, file: source.tokenFile, canAsk: work.canAsk)
            .secret(ready.snapshot, context.host.zone)
        {
        case .success(let given): return try store(given.secret, login: given.login, ready, work)
        case .failure(let left): return left.code
        }
    }

    /// Runs all checks that do not need the secret, so that they fail before it is asked for.
    func prepare(_ work: ProfileWriting) throws(Problem) -> Ready {
        try source.checkProvider()
        _ = try source.duration()
        let asked = try source.checkedProfileID()
        let ready = try work.begin(agents: source.agent, listing: !source.storeOnly) { snapshot, _ in
            .store(wanted, id: asked ?? snapshot.usualProfileID(wanted ?? .setupToken, isNew: wanted == nil))
        }
        try requireConfig(ready)
        return ready
    }

    /// If the config has to be written, checks that it can be before the secret is asked for.
    private func requireConfig(_ ready: Ready) throws(Problem) {
        guard !source.storeOnly else { return }
        let explain = context.live.explanation(of: ready.snapshot)
        let kinds = wanted.map { [$0] } ?? SecretKind.allCases
        for kind in kinds {
            let asked = try source.checkedProfileID()
            let id = asked ?? ready.snapshot.usualProfileID(kind, isNew: wanted == nil)
            guard let problem = ready.snapshot.obstacle(toListing: id, kind: kind, explain) else { return }
            if kind == kinds.last { throw problem }
        }
    }

    func store(
        _ secret: Secret,
        login: ClaudeLogin? = nil,
        _ ready: Ready,
        _ work: ProfileWriting
    ) throws(Problem) -> Int32 {
        let (snapshot, agents) = ready
        let kind = wanted == .setupToken ? .setupToken : SecretKind(of: secret)
        let duration = try source.duration()
        let asked = try source.checkedProfileID()
        var replaced: String?
        var members: Members = [:]
        if asked == nil, let rival = snapshot.defaultBeside(kind, agents: agents, isNew: wanted == nil) {
            switch offer(rival, work) {
            case .beside: members["beside"] = .string(rival.present)
            case .replace: replaced = rival.present
            case .left(let code): return code
            }
        }
        let story = ProfileWriting.Story(
            action: "store",
            title: { plan in
                let key = plan.summary.credential?.replaces == true ? "told.replaced" : "told.stored"
                return Words.text(key, Self.values(plan))
            },
            members: members,
            afterwards: { snapshot, _ in (keepDate(of: secret, on: snapshot), [:]) }
        )
        return try work.carryOut(snapshot, story) { snapshot throws(Problem) in
            var credential = NewCredential(secret, kind: kind, agents: agents)
            credential.storesAlone = source.storeOnly
            credential.profileID =
                replaced ?? asked ?? snapshot.usualProfileID(kind, isNew: wanted == nil)
            credential.isClaudeLogin = login != nil
            if kind == .setupToken {
                credential.loginExpires = login?.expires
                credential.expires = duration.map { TimeRange.adding($0, to: snapshot.readAt) }
            }
            return .add(credential)
        }
    }

    /// Records when a token was made here; the lines say why that failed, which does not fail the command.
    private func keepDate(of token: Secret, on snapshot: HostSnapshot) -> [String] {
        guard let madeAt else { return [] }
        var records = VerifiedRecords.read(on: snapshot, context.live)
        do throws(Problem) {
            try records.note(madeAt: madeAt, token, on: snapshot, context.live)
            return []
        } catch {
            return [Words.text("token.dateNotKept", ["reason": error.message])]
        }
    }

    // MARK: - An existing default profile

    /// What to do about a default profile that is there.
    private enum Beside {
        case beside
        case replace
        case left(Int32)
    }

    /// Tells that a default profile exists; on a terminal it offers to replace that one instead.
    private func offer(_ rival: HostSnapshot.Rival, _ work: ProfileWriting) -> Beside {
        let values = ["new": rival.new, "present": rival.present]
        guard work.asks else {
            guard !writing.json else { return .beside }
            Console.error(Words.text("auth.beside", values))
            Console.error("  " + Words.text("auth.beside.replace", values))
            return .beside
        }
        Console.output([.sentence(Words.text("auth.beside", values))])
        switch KeyQuestion.ask(Words.text("auth.beside.question", values), keys: ["r"]) {
        case .key: return .replace
        case .left(let code): return .left(code)
        case .enter, nil: return .beside
        }
    }

    /// The placeholder values for messages about a stored credential.
    static func values(_ plan: ChangePlan) -> [String: String] {
        guard let credential = plan.summary.credential else { return [:] }
        return [
            "profile": credential.profileID, "kind": Words.text(credential.kindKey),
            "ending": credential.ending, "agents": credential.agents.joined(separator: ", "),
        ]
    }
}
