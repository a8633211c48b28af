internal import ArgumentParser
internal import GatewayHost
internal import JSON5

/// `openclaw models auth rename`: gives a profile another id, in the store and wherever the config names it.
struct RenameCommand: ParsableCommand {
    static let configuration = Words.command("rename", "rename")

    @Argument(help: Words.help("auth.id"))
    var id: String?

    @Argument(help: Words.help("auth.newID"))
    var new: String?

    @Option(help: Words.help("auth.agents"))
    var agent: [String] = []

    @OptionGroup var writing: WritingOptions
}

extension RenameCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let id = try ProfileArgument.required(id)
        guard let new else {
            throw Problem(
                code: "missing-id",
                message: Words.text("auth.missingNewID"),
                next: Words.text("auth.missingNewID.next", ["profile": id])
            )
        }
        let work = try ProfileWriting(context: context, options: writing)
        let (snapshot, agents) = try work.begin(agents: agent) { _, _ in .rename(id, to: new) }
        let explain = context.live.explanation(of: snapshot)
        let wanted = try snapshot.newProfileID(new, of: id, agents: agents, explain)
        let story = ProfileWriting.Story(
            action: "rename",
            title: { _ in Words.text("told.renamed", ["profile": id, "new": wanted]) },
            members: ["profileId": .string(wanted), "was": .string(id)]
        )
        return try work.carryOut(snapshot, story) { _ in .rename(id: id, to: wanted, agents: agents) }
    }
}
