internal import Anthropic
package import JSON5
internal import Secrets

/// The result of a probe in the gateway's format: a table as lines, and `auth.probes` of the document.
package struct ProbeText: Sendable {
    private let results: [Probe.Result]
    private let options: Probe.Options
    private let model: String?
    private let provider: String
    private let words: CheckWords
    /// In Unix milliseconds.
    private let started: Int64
    private let finished: Int64

    package init(
        _ results: [Probe.Result],
        options: Probe.Options,
        model: String?,
        provider: String,
        texts: Texts,
        started: Int64,
        finished: Int64
    ) {
        // Targets that were not sent come first, as in the gateway.
        self.results = results.filter { $0.verification == nil } + results.filter { $0.verification != nil }
        self.options = options
        self.model = model
        self.provider = provider
        words = CheckWords(texts)
        self.started = started
        self.finished = finished
    }

    private var modelKey: String { model.map { provider + "/" + $0 } ?? "-" }

    // MARK: - Lines

    package var lines: [String] {
        guard !results.isEmpty else { return ["", "Auth probes", "No probe targets."] }
        let names = results.map { $0.target.label + " (" + $0.target.mode + ")" }
        let widths = (max("Model".count, modelKey.count), max("Profile".count, names.map(\.count).max() ?? 0))
        var lines = ["", "Auth probes", row("Model", "Profile", "Status", widths)]
        for (result, name) in zip(results, names) {
            lines.append(row(modelKey, name, status(result), widths))
            lines += explanation(result).map { "  ↳ " + $0 }
        }
        let count = results.count == 1 ? "1 target" : "\(results.count) targets"
        return lines + ["Probed \(count) in \(Self.duration(finished - started))"]
    }

    private func row(_ model: String, _ name: String, _ status: String, _ widths: (Int, Int)) -> String {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count) + 2)
        }
        return padded(model, widths.0) + padded(name, widths.1) + status
    }

    private func status(_ result: Probe.Result) -> String {
        word(result) + (result.verification?.milliseconds.map { " · " + Self.duration($0) } ?? "")
    }

    /// The gateway's name for the result.
    private func word(_ result: Probe.Result) -> String {
        result.verification?.probeStatus ?? (result.reason == .noModel ? "no_model" : "unknown")
    }

    private func explanation(_ result: Probe.Result) -> [String] {
        guard let verification = result.verification else {
            return (result.reason?.gatewayText ?? "").split(separator: "\n").map {
                String($0.hasPrefix("↳ ") ? $0.dropFirst(2) : $0)
            }
        }
        guard !verification.isVerified else { return [] }
        return words.lines(verification, kind: kind(of: result))
    }

    private func kind(of result: Probe.Result) -> SecretKind {
        result.target.credential.map { SecretKind(of: $0) } ?? .apiKey
    }

    /// `812ms`, `1.2s`.
    static func duration(_ milliseconds: Int64) -> String {
        guard milliseconds >= 1000 else { return "\(max(0, milliseconds))ms" }
        let tenths = (milliseconds + 50) / 100
        return "\(tenths / 10).\(tenths % 10)s"
    }

    // MARK: - Document

    /// The value of `auth.probes`.
    package var document: Value {
        var asked: Members = [:]
        asked["provider"] = options.provider.map { .string($0) }
        asked["profileIds"] = .array(options.profileIDs.map { .string($0) })
        asked["timeoutMs"] = .integer(options.timeoutMilliseconds)
        asked["concurrency"] = .integer(options.concurrency)
        asked["maxTokens"] = .integer(options.maximumTokens)
        return .object([
            "startedAt": .integer(started), "finishedAt": .integer(finished),
            "durationMs": .integer(finished - started), "totalTargets": .integer(results.count),
            "options": .object(asked), "results": .array(results.map(member)),
        ])
    }

    private func member(_ result: Probe.Result) -> Value {
        var members: Members = ["provider": .string(provider)]
        members["model"] = model == nil ? nil : .string(modelKey)
        members["profileId"] = result.target.profileID.map { .string($0) }
        members["label"] = .string(result.target.label)
        members["source"] = .string(result.target.source.rawValue)
        members["mode"] = .string(result.target.mode)
        members["status"] = .string(word(result))
        guard let verification = result.verification else {
            members["reasonCode"] = result.reason.map { .string($0.rawValue) }
            members["error"] = result.reason.map { .string($0.gatewayText) }
            return .object(members)
        }
        members["latencyMs"] = verification.milliseconds.map { .integer($0) }
        if !verification.isVerified { members["error"] = .string(words.sentence(verification)) }
        for (key, value) in words.members(verification, kind: kind(of: result))
        where members[key] == nil && key != "message" && key != "model" {
            members[key] = value
        }
        return .object(members)
    }
}
