internal import GatewayHost
internal import Glibc
internal import JSON5

/// What `openclaw models status` was asked for, and the answer.
struct StatusRequest {
    var printsDocument = false
    var printsModelOnly = false
    var checks = false
    var agent: String?
    /// The live check of every credential, when it is wanted.
    var probe: Probe.Options?
    /// Whether the check writes the gateway's marks.
    var records = false
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

    /// Answers and ends the process: with 0, or with `--check` 1 for missing or expired and 2 for expiring.
    func run(in context: ProgramContext) throws(Problem) -> Never {
        guard !(printsDocument && printsModelOnly) else {
            throw Problem(code: "json-or-plain", message: Words.text("error.jsonOrPlain"))
        }
        if probe != nil, printsModelOnly {
            throw Problem(code: "probe-or-plain", message: Words.text("error.probeOrPlain"))
        }
        let marks = probe != nil && records
        let snapshot = try marks ? context.readableSnapshot(settles: true) : context.snapshot()
        let report = try StatusReport(
            snapshot,
            agent: agent,
            further: snapshot.furtherProblems,
            service: ServiceSnapshot.read(snapshot)
        )
        let probes = try probe.map { options throws(Problem) in
            try ProbeRun(snapshot: snapshot, options: options, records: marks).run(agent: try snapshot.agentID(agent))
        }
        var document: Value?
        if printsDocument {
            let answer = probes.map { report.document.adding(probes: $0.document) } ?? report.document
            Console.output(json: answer)
            document = answer
        } else if printsModelOnly {
            Console.output(report.plain)
            for problem in report.problems { Console.report(problem, json: false) }
        } else {
            Console.output(
                StatusText(report, texts: Words.texts, zone: context.host.zone, gateway: .of(snapshot)).reportLines
                    + (probes?.lines ?? []).map { ReportLine.verbatim($0) }
            )
        }
        // The process ends with this answer, and the kernel takes back what it was made of sooner than we could.
        withExtendedLifetime((snapshot, report, document)) { exit(checks ? report.checkExitCode : 0) }
    }
}

extension Value {
    /// The document of a status with what a probe found, where the gateway has it.
    fileprivate func adding(probes: Value) -> Value {
        guard var members = objectValue, var auth = members["auth"]?.objectValue else { return self }
        auth["probes"] = probes
        members["auth"] = .object(auth)
        return .object(members)
    }
}
