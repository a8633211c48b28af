internal import ArgumentParser
internal import GatewayHost

/// `openclaw models status`: the credential in use, who pays, problems, next steps. Read-only.
struct ModelsStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: Words.text("help.status.abstract"),
        discussion: HelpWords.discussion("help.status.discussion")
    )

    @Flag(help: Words.help("status.json"))
    var json = false

    @Flag(help: Words.help("status.plain"))
    var plain = false

    @Flag(help: Words.help("status.check"))
    var check = false

    @Option(help: Words.help("status.agent"))
    var agent: String?

    @OptionGroup(title: "Live check")
    var probing: ProbeOptions

    @OptionGroup var lock: LockOptions

    // The gateway's names of these flags when they follow the bare `models`.
    @Flag(help: .hidden)
    var statusJson = false

    @Flag(help: .hidden)
    var statusPlain = false
}

extension ModelsStatusCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let request = StatusRequest(
            printsDocument: json || statusJson,
            printsModelOnly: plain || statusPlain,
            checks: check,
            agent: agent,
            probe: try probing.checked(),
            records: probing.record
        )
        try request.run(in: context.waiting(lock))
    }
}
