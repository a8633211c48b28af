package import Anthropic
internal import Credentials
internal import GatewayConfig
internal import Secrets

/// A plan and its result as plain lines, for commands without a screen.
package struct PlanText: Sendable {
    private let texts: Texts
    private let display: @Sendable (String) -> String
    private let verification: Verification?

    /// - Parameters:
    ///   - display: shortens a path for display.
    ///   - verification: the result of a live check of the credential.
    package init(
        texts: Texts,
        display: @escaping @Sendable (String) -> String,
        verification: Verification? = nil
    ) {
        self.texts = texts
        self.display = display
        self.verification = verification
    }

    /// What the plan would do, with the diff of the files.
    package func preview(_ plan: ChangePlan, end: String? = nil) -> [String] {
        guard !plan.isEmpty else { return [texts("plan.nothing")] }
        let forgetting = plan.forgets.isEmpty ? [] : ["! " + texts("plan.forgets")]
        return [texts("plan.preview")] + summary(plan.summary) + files(plan) + effects(plan) + forgetting + [""]
            + diff(plan)
            + ["", end ?? texts("plan.nothingWritten")]
    }

    /// What was done.
    package func done(_ plan: ChangePlan, _ report: ApplyReport, title: String? = nil) -> [String] {
        var lines = [title ?? self.title(plan.summary)] + written(report)
        lines += summary(plan.summary)
        lines += effects(plan)
        if let verdict = report.verdict { lines.append(verdict.line) }
        lines.append(gateway(report.gatewayProcess))
        return lines + leftOver(report)
    }

    /// What a config edit did, with the undo command.
    package func edited(_ key: String, _ plan: ChangePlan, _ report: ApplyReport) -> [String] {
        [key] + written(report) + effects(plan) + [gateway(report.gatewayProcess)] + leftOver(report)
            + [texts("told.next.undo")]
    }

    private func written(_ report: ApplyReport) -> [String] {
        report.written.map { file in
            texts(file.changedSince ? "told.changedSince" : "told.written", ["path": file.path])
        } + (report.backupFolder.isEmpty ? [] : [texts("told.backup", ["path": display(report.backupFolder)])])
    }

    private func leftOver(_ report: ApplyReport) -> [String] {
        report.leftOver(texts).map { [$0] } ?? []
    }

    private func title(_ summary: PlanSummary) -> String {
        guard let credential = summary.credential else { return texts("told.saved") }
        return texts(
            "told.stored",
            [
                "profile": credential.profileID, "kind": texts(credential.kindKey),
                "ending": credential.ending, "agents": credential.agents.joined(separator: ", "),
            ]
        )
    }

    private func summary(_ summary: PlanSummary) -> [String] {
        var lines: [String] = []
        if summary.credential != nil { lines += check }
        if let credential = summary.credential, credential.hasOddLength {
            let values = ["count": String(credential.count), "whole": String(TokenLength.ofWholeToken)]
            lines.append(
                "! " + texts(credential.kind == .token ? "plan.oddLength.token" : "plan.oddLength.api_key", values)
            )
        }
        if let now = summary.payerNow {
            let was = summary.payerWas.flatMap { $0 == now ? nil : payer($0) }
            lines.append(
                was.map { texts("plan.payer.change", ["was": $0, "now": payer(now)]) }
                    ?? texts("plan.payer", ["now": payer(now)])
            )
        }
        if let model = summary.modelNow, model != summary.modelWas {
            lines.append(texts("plan.model", ["model": model]))
        }
        if let cache = summary.cacheNow, cache != summary.cacheWas {
            let key = summary.cacheHasNoEffect ? "plan.cache.noEffect" : "plan.cache"
            lines.append(texts(key, ["value": cache.rawValue]))
        }
        return lines
    }

    /// Whether the credential was checked, and the result.
    private var check: [String] {
        guard let verification else { return [texts("plan.notVerified")] }
        let sentence = "  " + CheckWords(texts).sentence(verification)
        return verification.isVerified ? [sentence] : [sentence, "  " + texts("check.savedUnverified")]
    }

    private func files(_ plan: ChangePlan) -> [String] {
        plan.files.map { file in
            let counts = [("added", file.added), ("changed", file.changed), ("removed", file.removed)]
                .filter { $0.1 > 0 }
                .map(texts.entries)
            return "  " + display(file.path) + "   " + counts.joined(separator: ", ")
        }
    }

    /// The effects as sentences.
    package func effects(_ plan: ChangePlan) -> [String] {
        sentences(plan.effects).map { "! " + $0 }
    }

    /// Effects as sentences; several of one kind about one agent are one sentence.
    package func sentences(_ effects: [PlanEffect]) -> [String] {
        effects.folded.map { $0.count == 1 ? sentence($0[0]) : sentence(listing: $0) }
    }

    /// Several profiles of one agent that are listed too.
    private func sentence(listing effects: [PlanEffect]) -> String {
        let ids = effects.compactMap { $0.values["profile"] }
        let values = ["agent": effects[0].values["agent"] ?? "", "profiles": texts.list(ids)]
        return texts("effect." + effects[0].code + ".several", values)
    }

    /// One effect as a sentence.
    package func sentence(_ effect: PlanEffect) -> String {
        var values = effect.values
        if let path = values["path"] { values["path"] = display(path) }
        if case .changesPayer(let from, let to) = effect {
            (values["from"], values["to"]) = (payer(from), payer(to))
        }
        switch effect {
        case .profiles(.replacesReference(_, _, let reference)), .profiles(.removesReference(_, _, let reference)):
            values["reference"] = texts.words(for: reference)
        default: break
        }
        if case .profiles(.changesPayerOf(_, _, let to)) = effect { values["to"] = payer(to) }
        return texts("effect." + effect.code, values)
    }

    private func payer(_ payer: Payer) -> String {
        texts.has("payer." + payer.word) ? texts("payer." + payer.word) : payer.word
    }

    private func diff(_ plan: ChangePlan) -> [String] {
        plan.redactedDiff(display: display).map(\.marked)
    }

    private func gateway(_ process: Int32?) -> String {
        process.map { texts("told.gateway.running", ["pid": String($0)]) } ?? texts("told.gateway.stopped")
    }
}
