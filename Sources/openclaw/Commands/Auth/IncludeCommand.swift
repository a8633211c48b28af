internal import ArgumentParser
internal import GatewayHost
internal import JSON5

/// `openclaw models auth include`: has the gateway try a stored profile that the config leaves out.
struct IncludeCommand: ParsableCommand {
    static let configuration = Words.command("include", "include")

    @Argument(help: Words.help("auth.id"))
    var id: String?

    @Option(help: Words.help("auth.agent"))
    var agent: String?

    @OptionGroup var writing: WritingOptions
}

extension IncludeCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let id = try ProfileArgument.required(id)
        let work = ProfileWriting(context: context, options: writing)
        let (snapshot, name) = try work.begin(agent: agent)
        let story = ProfileWriting.Story(
            action: "include",
            title: { _ in Words.text("told.included", ["profile": id]) },
            members: ["profileId": .string(id)]
        )
        return try work.carryOut(snapshot, story) { _ in .include(id: id, agent: name) }
    }
}
