internal import ArgumentParser
internal import Credentials
internal import GatewayHost
internal import JSON5

/// `openclaw models auth logout`: removes a profile from the store and the config.
struct LogoutCommand: ParsableCommand {
    static let configuration = Words.command("logout", "logout", aliases: ["remove"])

    @Argument(help: Words.help("auth.id"))
    var id: String?

    @Option(help: Words.help("auth.agents"))
    var agent: [String] = []

    @Flag(help: Words.help("auth.purge"))
    var purge = false

    @OptionGroup var writing: WritingOptions
}

extension LogoutCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let id = try ProfileArgument.required(id)
        let work = try ProfileWriting(context: context, options: writing, needsYes: true)
        let (snapshot, agents) = try work.begin(agents: agent)
        let farewell = SecretFarewell(profileID: id, agents: agents, purges: purge, live: context.live)
        if farewell.old(on: snapshot).isEmpty { try remind(farewell, snapshot, id, agents) }
        let story = ProfileWriting.Story(
            action: "logout",
            title: { _ in
                Words.text("told.removed", ["profile": id, "agents": agents.joined(separator: ", ")])
            },
            members: ["profileId": .string(id)],
            afterwards: farewell.lookUp,
            forgets: farewell.forgets(on:)
        )
        return try work.carryOut(snapshot, story) { _ in .remove(id: id, agents: agents) }
    }

    /// The profile may be gone while backups still hold copies of its secret, and `--purge` asked to remove those.
    private func remind(
        _ farewell: SecretFarewell,
        _ snapshot: HostSnapshot,
        _ id: String,
        _ agents: [String]
    ) throws(Problem) {
        guard let agent = agents.first, snapshot.profile(id, agent: agent) == nil else { return }
        let gone = snapshot.noProfile(id, agent: agent, farewell.live.explanation(of: snapshot))
        try farewell.remindOfPurge(snapshot, besides: gone)
    }
}

/// `openclaw models auth copy`: copies a profile into the stores of other agents.
struct CopyCommand: ParsableCommand {
    static let configuration = Words.command("copy", "copy")

    @Argument(help: Words.help("auth.id"))
    var id: String?

    @Option(parsing: .upToNextOption, help: Words.help("auth.to"))
    var to: [String] = []

    @Option(help: Words.help("auth.from"))
    var agent: String?

    @OptionGroup var writing: WritingOptions
}

extension CopyCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let id = try ProfileArgument.required(id)
        guard !to.isEmpty else {
            throw Problem(
                code: "missing-target",
                message: Words.text("auth.missingTarget"),
                next: Words.text("auth.missingTarget.next", ["profile": id])
            )
        }
        let work = try ProfileWriting(context: context, options: writing)
        let (snapshot, targets) = try work.begin(agents: to)
        let source = try snapshot.agentID(agent, context.live.explanation(of: snapshot))
        let story = ProfileWriting.Story(
            action: "copy",
            title: { _ in Words.text("told.copied", ["profile": id, "agents": targets.joined(separator: ", ")]) },
            members: ["profileId": .string(id), "to": .array(targets.map { .string($0) })]
        )
        return try work.carryOut(snapshot, story) { _ in .copy(id: id, from: source, to: targets) }
    }
}

/// `openclaw models auth import`: imports credentials that an older version stored. Read-only commands never import.
struct ImportCommand: ParsableCommand {
    static let configuration = Words.command("import", "import")

    @Option(help: Words.help("auth.agent"))
    var agent: String?

    @OptionGroup var writing: WritingOptions
}

extension ImportCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let work = try ProfileWriting(context: context, options: writing)
        let (snapshot, name) = try work.begin(agent: agent, for: .importOlder)
        guard try !LegacyCredentials.read(snapshot, context.live, agent: name).isEmpty else {
            throw Problem(
                code: "nothing-to-import",
                message: Words.text("auth.noLegacy", ["agent": name]),
                next: Words.text("auth.noLegacy.next")
            )
        }
        let story = ProfileWriting.Story(
            action: "import",
            title: { _ in Words.text("told.imported", ["agent": name]) },
            members: ["agentId": .string(name)]
        )
        return try work.carryOut(snapshot, story) { snapshot throws(Problem) in
            .importLegacy(try LegacyCredentials.read(snapshot, context.live, agent: name))
        }
    }
}
