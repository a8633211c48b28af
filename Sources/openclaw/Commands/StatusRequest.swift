internal import GatewayHost

/// What `openclaw models status` was asked for, and the answer.
struct StatusRequest {
    var printsDocument = false
    var printsModelOnly = false
    var checks = false
    var agent: String?
}

extension StatusRequest {
    /// Reads a command line that needs no parser: the bare command, or with one or more of its plain flags.
    ///
    /// Nil for every other line, right or wrong: those are the parser's, with its messages.
    init?(plainly words: [String]) {
        guard words.first == "models" else { return nil }
        self.init()
        for word in words.dropFirst(words.dropFirst().first == "status" ? 2 : 1) {
            switch word {
            case "--json" where !printsDocument: printsDocument = true
            case "--plain" where !printsModelOnly: printsModelOnly = true
            case "--check" where !checks: checks = true
            default: return nil
            }
        }
    }

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
        return checks ? report.checkExitCode : 0
    }
}
