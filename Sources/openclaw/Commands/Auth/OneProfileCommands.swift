internal import ArgumentParser
internal import GatewayHost
internal import JSON5

/// The options of commands that change one profile of one agent.
struct OneProfileOptions: ParsableArguments {
    @Argument(help: Words.help("auth.id"))
    var id: String?

    @Option(help: Words.help("auth.agent"))
    var agent: String?

    @OptionGroup var writing: WritingOptions
}

extension OneProfileOptions {
    /// Applies a change to this profile of this agent.
    /// - Parameters:
    ///   - action: the stable action name for `--json`.
    ///   - told: the text key of the success message.
    @MainActor
    func carryOut(
        _ action: String,
        told: String,
        in context: ProgramContext,
        _ change: @escaping (_ id: String, _ agent: String) -> ProfileChange
    ) throws(Problem) -> Int32 {
        let id = try ProfileArgument.required(id)
        let work = try ProfileWriting(context: context, options: writing)
        let (snapshot, agent) = try work.begin(agent: agent)
        let story = ProfileWriting.Story(
            action: action,
            title: { _ in Words.text(told, ["profile": id]) },
            members: ["profileId": .string(id)]
        )
        return try work.carryOut(snapshot, story) { _ in change(id, agent) }
    }
}

/// `openclaw models auth clear-cooldown`: removes the failure marks of one profile.
struct ClearCooldownCommand: ParsableCommand {
    static let configuration = Words.command("clear-cooldown", "clearCooldown")

    @OptionGroup var profile: OneProfileOptions
}

extension ClearCooldownCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try profile.carryOut("clear-cooldown", told: "told.cleared", in: context) { .clearFailures(id: $0, agent: $1) }
    }
}

/// `openclaw models auth include`: adds a stored profile that the config leaves out, so that the gateway tries it.
struct IncludeCommand: ParsableCommand {
    static let configuration = Words.command("include", "include")

    @OptionGroup var profile: OneProfileOptions
}

extension IncludeCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try profile.carryOut("include", told: "told.included", in: context) { .include(id: $0, agent: $1) }
    }
}
