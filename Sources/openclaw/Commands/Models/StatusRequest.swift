internal import GatewayHost
internal import Glibc
internal import JSON5

/// One run of `openclaw models status`: its flags and its output.
struct StatusRequest {
    var printsDocument = false
    var printsModelOnly = false
    var checks = false
    var agent: String?
    /// The options of the live check; nil if none was requested.
    var probe: Probe.Options?
    /// Whether the check writes the gateway's marks.
    var records = false
}

extension StatusRequest {
    /// Recognises command lines that need no parser: bare `models status`, or with one or more of its flags without
    /// values.
    ///
    /// Nil for every other line, valid or not; the parser handles those and their messages.
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

    /// Prints the status and exits with 0; with `--check` 1 for missing or expired, 2 for expiring credentials.
    func run(in context: ProgramContext) throws(Problem) -> Never {
        guard !(printsDocument && printsModelOnly) else {
            throw Problem(code: "json-or-plain", message: Words.text("error.jsonOrPlain"))
        }
        if probe != nil, printsModelOnly {
            throw Problem(code: "probe-or-plain", message: Words.text("error.probeOrPlain"))
        }
        let marks = probe != nil && records
        let snapshot = try marks ? context.readableSnapshot(settles: true) : context.snapshot()
        let live = context.live
        if marks, let refusal = snapshot.refusal(of: .recordChecks, agents: [], live.explanation(of: snapshot)) {
            throw refusal
        }
        let report = try StatusReport(
            snapshot,
            live,
            agent: agent,
            further: snapshot.furtherProblems(live),
            service: ServiceSnapshot.read(snapshot, live),
            release: snapshot.releaseEvidence
        )
        let probes = try probe.map { options throws(Problem) in
            try ProbeRun(host: live, snapshot: snapshot, options: options, records: marks)
                .run(agent: try snapshot.agentID(agent, live.explanation(of: snapshot)))
        }
        var document: Value?
        if printsDocument {
            let status = StatusText(report, texts: Words.texts.inEnglish).document
            let answer = probes.map { status.adding(probes: $0.document) } ?? status
            Console.output(json: answer)
            document = answer
        } else if printsModelOnly {
            Console.output(report.plain)
            for problem in report.problems { Console.report(problem, json: false) }
        } else {
            Console.output(
                StatusText(report, texts: Words.texts, zone: context.host.zone, gateway: .of(snapshot, live))
                    .reportLines
                    + (probes?.lines ?? []).map { ReportLine.verbatim($0) }
            )
        }
        // Never released: the kernel frees the memory of the process faster than value by value.
        _ = Unmanaged.passRetained(Kept(snapshot: snapshot, report: report, document: document))
        exit(checks ? report.checkExitCode : 0)
    }

    /// What a run still holds when the process exits.
    private final class Kept {
        private let snapshot: HostSnapshot
        private let report: StatusReport
        private let document: Value?

        init(snapshot: HostSnapshot, report: StatusReport, document: Value?) {
            self.snapshot = snapshot
            self.report = report
            self.document = document
        }
    }
}

extension Value {
    /// The status document with probe results at the place where the gateway puts them.
    fileprivate func adding(probes: Value) -> Value {
        guard var members = objectValue, var auth = members["auth"]?.objectValue else { return self }
        auth["probes"] = probes
        members["auth"] = .object(auth)
        return .object(members)
    }
}
