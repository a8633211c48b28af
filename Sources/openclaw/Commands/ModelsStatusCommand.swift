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

    // What the gateway calls them behind the bare `models`.
    @Flag(help: .hidden)
    var statusJson = false

    @Flag(help: .hidden)
    var statusPlain = false

    private var printsDocument: Bool { json || statusJson }
    private var printsModelOnly: Bool { plain || statusPlain }
}

extension ModelsStatusCommand: Runnable {
    /// 0, or with `--check` 1 for missing or expired and 2 for expiring; 1 for what is asked wrongly.
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        guard !(printsDocument && printsModelOnly) else {
            throw Problem(code: "json-or-plain", message: Words.text("error.jsonOrPlain"))
        }
        let snapshot = context.snapshot()
        let report = try StatusReport(
            snapshot,
            agent: agent,
            further: snapshot.furtherProblems,
            service: ServiceSnapshot.read(snapshot)
        )
        if printsDocument {
            Console.output(json: report.document)
        } else if printsModelOnly {
            Console.output(report.plain)
            for problem in report.problems { Console.report(problem, json: false) }
        } else {
            let gateway = snapshot.gatewayProcess.map { StatusText.Gateway.running(process: $0) } ?? .stopped
            Console.output(
                StatusText(report, texts: Words.texts, zone: context.host.zone, gateway: gateway).reportLines
            )
        }
        return check ? report.checkExitCode : 0
    }
}
