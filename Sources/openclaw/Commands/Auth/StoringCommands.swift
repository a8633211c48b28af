internal import ArgumentParser
internal import Credentials
internal import GatewayHost
internal import Secrets

/// `openclaw models auth paste-token`: stores a setup-token that was made elsewhere.
struct PasteTokenCommand: ParsableCommand {
    static let configuration = Words.command("paste-token", "pasteToken")

    @OptionGroup var source: SecretOptions
    @OptionGroup var writing: WritingOptions
}

extension PasteTokenCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try Storing(context: context, source: source, writing: writing, wanted: .setupToken).run()
    }
}

/// `openclaw models auth paste-api-key`: stores an API key.
struct PasteAPIKeyCommand: ParsableCommand {
    static let configuration = Words.command("paste-api-key", "pasteApiKey")

    @OptionGroup var source: SecretOptions
    @OptionGroup var writing: WritingOptions
}

extension PasteAPIKeyCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try Storing(context: context, source: source, writing: writing, wanted: .apiKey).run()
    }
}

/// `openclaw models auth add`: stores a secret of either kind under its own profile id, next to the existing ones.
struct AddCommand: ParsableCommand {
    static let configuration = Words.command("add", "add")

    @OptionGroup var source: SecretOptions
    @OptionGroup var writing: WritingOptions
}

extension AddCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try Storing(context: context, source: source, writing: writing, wanted: nil).run()
    }
}

/// `openclaw models auth rotate`: replaces the secret of a profile and keeps its id.
struct RotateCommand: ParsableCommand {
    static let configuration = Words.command("rotate", "rotate")

    @Argument(help: Words.help("auth.id"))
    var id: String?

    @Option(help: Words.help("auth.tokenFile"))
    var tokenFile: String?

    @Option(help: Words.help("auth.expiresIn"))
    var expiresIn: String?

    @Option(help: Words.help("auth.agents"))
    var agent: [String] = []

    @Flag(help: Words.help("auth.purge"))
    var purge = false

    @Flag(help: Words.help("auth.storeOnly"))
    var storeOnly = false

    @OptionGroup var writing: WritingOptions
}

extension RotateCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let id = try ProfileArgument.required(id)
        var options = SecretOptions()
        (options.expiresIn, options.tokenFile) = (expiresIn, tokenFile)
        let duration = try options.duration()
        let work = try ProfileWriting(context: context, options: writing)
        let (snapshot, agents) = try work.begin(
            listing: !storeOnly,
            for: { snapshot, agents in
                let kind = agents.first.flatMap { snapshot.profile(id, agent: $0)?.kind.secretKind }
                return .store(kind, id: id)
            }
        ) { snapshot throws(Problem) in
            try snapshot.agents(rotating: id, named: agent, context.live.explanation(of: snapshot))
        }
        let profile = agents.first.flatMap { snapshot.profile(id, agent: $0) }
        // What is no API key is listed as a token.
        let kind = profile?.kind.secretKind ?? .setupToken
        let explain = context.live.explanation(of: snapshot)
        if !storeOnly, profile != nil, let problem = snapshot.obstacle(toListing: id, kind: kind, explain) {
            throw problem
        }
        let given: SecretAsking.Given
        switch try SecretAsking(wanted: nil, file: tokenFile, canAsk: work.canAsk).secret(snapshot, context.host.zone) {
        case .success(let found): given = found
        case .failure(let left): return left.code
        }
        let secret = given.secret
        let farewell = SecretFarewell(
            profileID: id,
            agents: agents,
            replacement: secret,
            purges: purge,
            live: context.live
        )
        let story = ProfileWriting.Story(
            action: "rotate",
            title: { Words.text("told.replaced", Storing.values($0)) },
            afterwards: farewell.lookUp,
            forgets: farewell.forgets(on:),
            whenNothing: { snapshot throws(Problem) in try farewell.remindOfPurge(snapshot) }
        )
        return try work.carryOut(snapshot, story) { snapshot throws(Problem) in
            var credential = NewCredential(secret, kind: .apiKey, agents: agents)
            credential.storesAlone = storeOnly
            credential.isClaudeLogin = given.login != nil
            credential.loginExpires = given.login?.expires
            credential.expires = duration.map { TimeRange.adding($0, to: snapshot.readAt) }
            return .replace(id: id, credential)
        }
    }
}

extension HostSnapshot {
    /// The agents whose secret is replaced: the named ones, else all that share the old secret.
    fileprivate func agents(
        rotating id: String,
        named names: [String],
        _ explain: Explanation
    ) throws(Problem) -> [String] {
        guard names.isEmpty else {
            let agents = try agentIDs(names, explain)
            for agent in agents where profile(id, agent: agent) == nil {
                throw noProfile(id, agent: agent, explain)
            }
            return agents
        }
        let main = try agentID(nil, explain)
        let holders = holders(of: id)
        guard let holder = holders.contains(main) ? main : holders.count == 1 ? holders.first : nil else {
            throw noProfile(id, agent: main, explain)
        }
        return agentsSharingSecret(of: id, with: holder)
    }
}

/// A command argument that is a profile id.
enum ProfileArgument {
    /// The given id; throws if it is missing. The id of an existing profile may look random. Secrets were refused by
    /// `MisplacedSecret`, and messages are redacted.
    static func required(_ id: String?) throws(Problem) -> String {
        guard let id, id.contains(where: { !$0.isWhitespace }) else {
            throw Problem(
                code: "missing-id",
                message: Words.text("auth.missingID"),
                next: Words.text("auth.missingID.next")
            )
        }
        return ProfileNaming.id(ofName: id)
    }
}
