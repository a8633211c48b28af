internal import Anthropic
internal import ArgumentParser
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import GatewayHost
internal import Glibc
internal import JSON5
internal import Secrets
internal import TerminalUI

/// The flags of `models status --probe`, named as the gateway names them; invalid values get the gateway's messages.
struct ProbeOptions: ParsableArguments {
    @Flag(help: Words.help("status.probe"))
    var probe = false

    @Option(help: Words.help("status.probeProvider"))
    var probeProvider: String?

    @Option(help: Words.help("status.probeProfile"))
    var probeProfile: [String] = []

    @Option(help: Words.help("status.probeTimeout"))
    var probeTimeout: String?

    @Option(help: Words.help("status.probeConcurrency"))
    var probeConcurrency: String?

    @Option(help: Words.help("status.probeMaxTokens"))
    var probeMaxTokens: String?

    @Flag(help: Words.help("status.record"))
    var record = false
}

extension ProbeOptions {
    /// The validated options; nil without `--probe`.
    func checked() throws(Problem) -> Probe.Options? {
        var options = Probe.Options()
        options.provider = probeProvider.map { ProviderName.normalized(Redaction.redact($0)) }
        options.profileIDs = probeProfile.flatMap { $0.split(separator: ",") }.map { Redaction.redact(String($0)) }
        options.timeoutMilliseconds =
            try PositiveNumber.parse(
                probeTimeout,
                code: "bad-probe-timeout",
                message: "--probe-timeout must be a positive number (ms)."
            ) ?? options.timeoutMilliseconds
        options.concurrency =
            try PositiveNumber.parse(
                probeConcurrency,
                code: "bad-probe-concurrency",
                message: "--probe-concurrency must be > 0."
            ).map { Int(min($0, 64)) } ?? options.concurrency
        options.maximumTokens =
            try PositiveNumber.parse(
                probeMaxTokens,
                code: "bad-probe-max-tokens",
                message: "--probe-max-tokens must be > 0."
            ).map { Int($0) } ?? options.maximumTokens
        return probe ? options : nil
    }
}

/// One run of `models status --probe`: targets, announcement, requests, stored results, marks.
struct ProbeRun {
    let host: LiveHost
    let snapshot: HostSnapshot
    let options: Probe.Options
    let records: Bool

    func run(agent: String) throws(Problem) -> ProbeText {
        try snapshot.requireRequestValues(host.explanation(of: snapshot))
        let live = LiveCheck(host: host, snapshot: snapshot)
        let targets = isSupported ? snapshot.probeTargets(agent: agent, profileIDs: Set(options.profileIDs)) : []
        let credentials = targets.filter { $0.reason == nil }.compactMap(\.credential)
        let model = snapshot.probeModel
        if let model, !credentials.isEmpty { live.announce(credentials, model: model) }
        let started = host.host.clock.now()
        let probe = Probe(
            snapshot.verifier(host, limits: TransportLimits(milliseconds: options.timeoutMilliseconds)),
            model: model,
            options: options
        )
        let progress = ProbeProgress()
        let results = probe.run(targets, progress: progress.show)
        progress.clear()
        let finished = host.host.clock.now()
        try keep(results, live, agent)
        return ProbeText(
            results,
            options: options,
            model: model,
            provider: snapshot.release.provider.id,
            texts: Words.texts,
            started: started,
            finished: finished
        )
    }

    private var isSupported: Bool { options.provider.map { $0 == snapshot.release.provider.id } ?? true }

    private func keep(_ results: [Probe.Result], _ live: LiveCheck, _ agent: String) throws(Problem) {
        var marks: [CheckMark] = []
        var checks: [VerifiedRecords.Checked] = []
        for result in results {
            guard let verification = result.verification, let credential = result.target.credential else { continue }
            checks.append(
                VerifiedRecords.Checked(verification, profileID: result.target.recordName, credential)
            )
            guard let id = result.target.profileID else { continue }
            if let mark = CheckMark(verification, profileID: id) { marks.append(mark) }
        }
        live.remember(checks)
        if records { try live.record(marks, agent: agent, command: "models status --probe --record") }
    }
}

/// Progress on one line of standard error that is overwritten; only on a terminal.
struct ProbeProgress: Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1

    func show(_ done: Int, _ total: Int) {
        let words = Words.text("check.progress", ["done": String(done), "total": String(total)])
        if isShown { TextStream.standardError.write("\r\(words)") }
    }

    func clear() {
        if isShown { TextStream.standardError.write("\r\u{1B}[K") }
    }
}
