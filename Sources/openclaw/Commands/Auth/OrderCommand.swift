internal import ArgumentParser
internal import Credentials
internal import GatewayHost
internal import JSON5
internal import Secrets

/// `openclaw models auth order`: the order in which the gateway tries profiles.
struct OrderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order",
        abstract: Words.text("help.auth.order.abstract"),
        discussion: HelpWords.discussion("help.auth.order.discussion"),
        subcommands: [OrderGetCommand.self, OrderSetCommand.self, OrderClearCommand.self]
    )
}

/// The agent and provider whose order is meant.
struct OrderOptions: ParsableArguments {
    @Option(help: Words.help("auth.order.provider"))
    var provider = ProviderName.anthropic

    @Option(help: Words.help("auth.agent"))
    var agent: String?
}

/// `openclaw models auth order get`: the effective order and where it is set. Read-only.
struct OrderGetCommand: ParsableCommand {
    static let configuration = Words.command("get", "orderGet")

    @OptionGroup var scope: OrderOptions

    @Flag(help: Words.help("writing.json"))
    var json = false
}

extension OrderGetCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let snapshot = try context.readableSnapshot()
        let agent = try snapshot.agentID(scope.agent, context.live.explanation(of: snapshot))
        let view = OrderView(snapshot, Words.texts, agent: agent, provider: scope.provider)
        if json {
            Console.output(json: .object(view.members))
        } else {
            Console.output(view.lines)
        }
        return 0
    }
}

/// `openclaw models auth order set`: sets the order in the agent's store, or with `--all-agents` in the config.
struct OrderSetCommand: ParsableCommand {
    static let configuration = Words.command("set", "orderSet")

    @Argument(help: Words.help("auth.ids"))
    var ids: [String] = []

    @Flag(help: Words.help("auth.order.allAgents"))
    var allAgents = false

    @OptionGroup var scope: OrderOptions
    @OptionGroup var writing: WritingOptions
}

extension OrderSetCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        var named: [String] = []
        for id in ids { named.append(try ProfileArgument.required(id)) }
        return try Ordering(context: context, scope: scope, allAgents: allAgents, writing: writing).run(
            "order set",
            named
        )
    }
}

/// `openclaw models auth order clear`: removes the explicit order, so that the gateway rotates profiles again.
struct OrderClearCommand: ParsableCommand {
    static let configuration = Words.command("clear", "orderClear")

    @Flag(help: Words.help("auth.order.allAgents"))
    var allAgents = false

    @OptionGroup var scope: OrderOptions
    @OptionGroup var writing: WritingOptions
}

extension OrderClearCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try Ordering(context: context, scope: scope, allAgents: allAgents, writing: writing).run("order clear", nil)
    }
}

/// The shared implementation of `order set` and `order clear`.
@MainActor
private struct Ordering {
    let context: ProgramContext
    let scope: OrderOptions
    let allAgents: Bool
    let writing: WritingOptions

    /// - Parameter ids: the new order; nil clears it.
    func run(_ action: String, _ ids: [String]?) throws(Problem) -> Int32 {
        let work = try ProfileWriting(context: context, options: writing)
        let (snapshot, agent) = try work.begin(agent: scope.agent)
        let provider = Redaction.redact(scope.provider)
        let target = OrderScope(provider: provider, agent: agent, place: allAgents ? .config : .store)
        let story = ProfileWriting.Story(
            action: action,
            title: { _ in "Agent: \(agent)" },
            subtitle: ["Provider: \(provider)", Self.told(ids)],
            members: ["agentId": .string(agent), "provider": .string(provider)]
        )
        return try work.carryOut(snapshot, story) { _ in
            ids.map { .fixOrder($0, target) } ?? .automaticOrder(target)
        }
    }

    /// The last output line, worded as the gateway's own command words it.
    private static func told(_ ids: [String]?) -> String {
        guard let ids else { return "Cleared per-agent order override." }
        var seen: Set<String> = []
        return "Order override: " + ids.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }
}
