internal import Anthropic
internal import ArgumentParser
internal import Credentials
internal import GatewayConfig
internal import GatewayHost
internal import JSON5
internal import Secrets

/// `openclaw models cache-check`: sends two real requests to test prompt caching; states the price first.
struct CacheCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache-check",
        abstract: Words.text("help.cacheCheck.abstract"),
        discussion: HelpWords.discussion("help.cacheCheck.discussion")
    )

    @Option(help: Words.help("cacheCheck.model"))
    var model: String?

    @Option(help: Words.help("cacheCheck.retention"))
    var retention: String?

    @Option(help: Words.help("auth.agent"))
    var agent: String?

    @Flag(help: Words.help("writing.yes"))
    var yes = false

    @Flag(help: Words.help("writing.json"))
    var json = false
}

extension CacheCheckCommand: Runnable {
    /// Exit code 0 if the cache works or is off, 1 if the provider did not cache or the test could not run.
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let snapshot = try context.readableSnapshot()
        let live = LiveCheck(host: context.live, snapshot: snapshot)
        let model = try live.model(model)
        let reference = ModelReference(provider: snapshot.release.provider.id, model: model)
        let wanted = try wantedRetention(model, snapshot)
        guard wanted != .none else {
            tell(reference, wanted, nil)
            return 0
        }
        guard let credential = live.credential(of: try snapshot.agentID(agent, context.live.explanation(of: snapshot)))
        else {
            throw Problem(
                code: "no-credential",
                message: Words.text("cacheCheck.noCredential"),
                next: Words.text("cacheCheck.noCredential.next")
            )
        }
        let estimate = CacheEstimate(model: model, retention: wanted, snapshot.release.provider)
        if let code = try declined(estimate, snapshot, context) { return code }
        live.announce([credential], model: model)
        let mark = try mark(context.live.explanation(of: snapshot))
        do throws(Verification) {
            let outcome = try snapshot.cacheTrial(credential, context.live, model: model, retention: wanted)
                .run(mark: mark)
            tell(reference, wanted, outcome)
            return outcome.verdict == .works ? 0 : 1
        } catch {
            throw CheckWords(Words.texts).problem(error, kind: SecretKind(of: credential))
        }
    }

    private func wantedRetention(_ model: String, _ snapshot: HostSnapshot) throws(Problem) -> CacheRetention {
        guard let retention else { return snapshot.cacheRetention(ofModel: model) }
        guard let wanted = CacheRetention(rawValue: retention) else {
            throw Problem(
                code: "bad-retention",
                message: Words.text("cacheCheck.badRetention", ["value": Redaction.redact(retention)]),
                next: Words.text("cacheCheck.badRetention.next")
            )
        }
        return wanted
    }

    /// The exit code if the person declines to pay; nil to continue.
    @MainActor
    private func declined(
        _ estimate: CacheEstimate,
        _ snapshot: HostSnapshot,
        _ context: ProgramContext
    ) throws(Problem) -> Int32? {
        let price = Words.text(
            estimate.dollars == nil ? "cacheCheck.noPrice" : "cacheCheck.price",
            [
                "count": String(CacheTrial.prefixTokens), "host": snapshot.endpoint.shown,
                "price": estimate.dollars ?? "",
            ]
        )
        Console.error(price)
        guard !yes else { return nil }
        guard context.hasTerminal, !json else {
            throw Problem(
                code: "not-confirmed",
                message: Words.text("cacheCheck.unconfirmed"),
                details: [price],
                next: Words.text("cacheCheck.unconfirmed.next")
            )
        }
        switch KeyQuestion.ask(Words.text("auth.confirm"), keys: ["y", "n"]) {
        case .key("y"): return nil
        case .left(let code): return code
        default: return 0
        }
    }

    private func mark(_ explain: Explanation) throws(Problem) -> String {
        do throws(RandomnessError) {
            return try Secret.randomHex(bytes: 8).withUTF8 { String(decoding: $0, as: UTF8.self) }
        } catch {
            throw explain.problem(error)
        }
    }

    // MARK: - Report

    private func tell(_ model: ModelReference, _ retention: CacheRetention, _ outcome: CacheTrial.Outcome?) {
        let verdict = outcome?.verdict ?? .off
        guard !json else {
            var members: Members = [
                "ok": .bool(verdict == .works || verdict == .off), "model": .string(model.key),
                "retention": .string(retention.rawValue), "ttl": retention.ttl.map { .string($0) } ?? .null,
                "verdict": .string(verdict.rawValue),
            ]
            if let outcome { members["requests"] = [Self.document(outcome.first), Self.document(outcome.second)] }
            return Console.output(json: .object(members))
        }
        let values = ["model": model.model, "retention": retention.rawValue, "ttl": retention.ttl ?? ""]
        let role: ReportRole = verdict == .works ? .ok : verdict == .off ? .text : .warning
        var lines = [ReportLine.sentence(Words.text("cacheCheck." + verdict.rawValue, values), role)]
        for (name, usage) in [("first", outcome?.first), ("second", outcome?.second)] {
            guard let usage else { continue }
            let tokens = ["written": String(usage.written), "read": String(usage.read)]
            let cell = ReportLine.Cell(Words.text("cacheCheck.tokens", tokens))
            lines.append(.fact(Words.text("cacheCheck." + name), [cell]))
        }
        Console.output(lines)
    }

    private static func document(_ usage: CacheTrial.Usage) -> Value {
        [
            "inputTokens": .integer(usage.input), "cacheWriteTokens": .integer(usage.written),
            "cacheReadTokens": .integer(usage.read),
            "cacheWriteOneHourTokens": usage.writtenForOneHour.map { .integer($0) } ?? .null,
        ]
    }
}
