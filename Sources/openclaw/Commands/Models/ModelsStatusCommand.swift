internal import ArgumentParser
internal import GatewayHost

/// `openclaw models status`: which credential answers, who pays, what is broken, what to do next. Only reads.
struct ModelsStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: Words.text("help.status.abstract"),
        discussion: Words.text("help.status.discussion")
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

    // What the gateway calls them behind the bare `models`.
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
