internal import ArgumentParser
internal import Credentials
internal import GatewayHost
internal import JSON5

/// `openclaw models auth list`: the profiles an agent can use and the state of each, without secrets. Read-only.
struct AuthListCommand: ParsableCommand {
    static let configuration = Words.command("list", "list")

    @Option(help: Words.help("auth.list.provider"))
    var provider: String?

    @Option(help: Words.help("auth.agent"))
    var agent: String?

    @Flag(help: Words.help("writing.json"))
    var json = false
}

extension AuthListCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let snapshot = try context.readableSnapshot()
        let agent = try snapshot.agentID(agent, context.live.explanation(of: snapshot))
        let view = ProfileListing(snapshot, context.live, agent: agent, provider: provider)
        if json {
            Console.output(json: .object(view.members))
        } else {
            Console.output(view.lines)
        }
        return 0
    }
}
