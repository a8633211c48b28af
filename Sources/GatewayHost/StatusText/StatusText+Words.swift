package import Credentials
internal import GatewayConfig
internal import Secrets

// The sentences and names that are ours.
extension StatusText {
    /// The verdict as a sentence.
    package var verdict: String { verdict(left: nil) }

    /// The same on a screen, where the time until a cooldown ends counts down.
    /// - Parameter left: the text for the time until an instant in Unix milliseconds.
    package func verdict(left: ((Int64) -> String)?) -> String {
        let verdict = report.verdict
        var values = ["agent": verdict.agent, "model": verdict.model, "provider": verdict.provider]
        switch verdict.outcome {
        case .answersWithFallback: values["model"] = verdict.answeringModel
        case .answersInService(let unit):
            values["unit"] = unit
            values["profile"] = verdict.winner.map(name)
            return texts("status.verdict.answersInService", values)
        case .rests(let until, _):
            values["time"] = moments.clock(until)
            if let left {
                values["remaining"] = left(until)
                return texts("status.verdict.rests.counting", values)
            }
            values["remaining"] = moments.remaining(TimeRange.milliseconds(from: report.readAt, to: until))
        case .noneFit(let profile):
            values["profile"] = profile.profileID
            values["reason"] = reason(profile.reason)
        case .refused(let code, let at):
            values["reason"] = CheckWords(texts).short(code: code)
            values["time"] = moments.clock(at)
            if code == "rejected" { return texts("status.verdict.refused.rejected", values) }
        case .placeholder:
            guard let winner = verdict.winner else { break }
            values["profile"] = name(winner)
            if case .reference(let reference) = winner.state {
                return texts("status.verdict.placeholder.template", values.merging(reference.values) { $1 })
            }
        case .notJudged(.reference):
            values["profile"] = verdict.winner.map(name)
        case .notJudged(.configUnreadable):
            return report.problems.first?.message ?? texts("status.verdict.configUnreadable", values)
        case .notJudged(.unset(let names)): values["names"] = shortList(names)
        case .notJudged(.program(let backend)): values["program"] = Verdict.builtInProgram(backend) ?? backend
        case .nothingStored where verdict.lostProfiles > 0:
            let key = "status.verdict.storeLost" + (verdict.lostProfiles == 1 ? ".one" : "")
            return texts(key, ["count": String(verdict.lostProfiles), "path": report.config.shown])
        case .noCredential where !isSupported(verdict.provider):
            return texts("status.verdict.noCredential.other", values)
        case .answers, .nothingStored, .noCredential, .storeUnreadable, .migrationRequired, .storeTooNew,
            .configRefused, .notJudged:
            break
        }
        return texts("status.verdict." + verdict.word + certainty(verdict), values)
    }

    /// The end of the text's key where no check has confirmed the answer: there was none, or it could not tell.
    private func certainty(_ verdict: Verdict) -> String {
        guard verdict.canAnswer == true, verdict.certainty == .notChecked else { return "" }
        let check = verdict.winner.map(report.check(of:)) ?? .notChecked
        return check == .notChecked ? ".notChecked" : ".notTold"
    }

    /// The first three names, and how many more there are.
    private func shortList(_ names: [String]) -> String {
        let shown = names.prefix(3).joined(separator: ", ")
        guard names.count > 3 else { return shown }
        return texts("status.andMore", ["names": shown, "count": String(names.count - 3)])
    }

    /// A text as this host's kind of store needs it.
    func own(_ key: String, _ values: [String: String] = [:]) -> String { texts.of(report.storeWords, key, values) }

    /// Who pays.
    package func payer(_ payer: Payer) -> String {
        let key = "payer." + payer.word
        return texts.has(key) ? texts(key) : payer.word
    }

    /// The display name of a credential: its profile id, or where its key is set.
    package func name(_ candidate: ProviderStatus.Candidate) -> String {
        switch candidate.source {
        case .profile(let id, _): id
        case .environment(let name, _): name
        case .configKey: texts("status.configKey")
        }
    }

    /// What kind of credential it is, or what it refers to.
    package func kind(_ candidate: ProviderStatus.Candidate) -> String {
        if case .reference(let reference) = candidate.state { return texts("reference", reference.values) }
        if let kind = candidate.kind {
            return texts.kind(kind, of: candidate.payer.providerID, isShortLived: candidate.isShortLived)
        }
        return texts("kind." + CredentialKind(candidate.payer.secretKind).rawValue)
    }

    /// Why the winner is first.
    package func why(_ reason: ProviderStatus.Reason) -> String { own("status.why." + reason.rawValue) }

    /// Where the order is set.
    package func order(_ source: ProfileOrder.Source) -> String { own("status.order." + source.rawValue) }

    /// The prompt cache of the model in use, and its effect.
    package var cache: String {
        let setting = report.cache.setting
        let values = ["value": setting.retention.rawValue, "provider": report.cache.model.provider]
        switch report.cache.effect {
        case .noneWithSubscription:
            let isLogin = report.verdict.winner.map { $0.kind == .oauth || $0.isShortLived } ?? false
            return texts(isLogin ? "status.cache.subscription.login" : "status.cache.subscription")
        case .noneForProvider: return texts("status.cache.otherProvider", values)
        case .fiveMinutesOnly(let address):
            return texts("status.cache.otherAddress", values.merging(["address": address]) { first, _ in first })
        case .honoured: return texts("status.cache." + setting.reason.word, values)
        }
    }

    /// A note as a sentence.
    package func note(_ note: StatusNote) -> String {
        switch note {
        case .variableNotUsed(let name, let place):
            texts("status.note.variableNotUsed", ["name": name, "place": place])
        case .variableHidden(let name, let place, let other):
            texts("status.note.variableHidden", ["name": name, "place": place, "other": other])
        case .variableHiddenByBlank(let name, let place, let layer):
            texts(
                "status.note.variableHiddenByBlank",
                ["name": name, "place": place, "layer": texts("status.layer." + layer.word)]
            )
        case .variablesUnset(let names): texts("status.note.variablesUnset", ["names": shortList(names)])
        case .variablesOfService(let names, let file):
            texts("status.note.variablesOfService", ["names": shortList(names), "path": file])
        case .configKeyNotUsed: texts("status.note.configKeyNotUsed", ["path": report.config.shown])
        case .usesMain(let agent): own("status.note.usesMain", ["agent": agent])
        case .canBeImported(let path, let agent):
            texts("status.note.canBeImported", ["path": path, "agent": agent])
        case .willBeImported(let path, let ids, let agent):
            texts(
                "status.note.willBeImported",
                ["path": path, "profiles": ids.joined(separator: ", "), "agent": agent]
            )
        case .defaultAgentIsAnother(let agent): texts("status.note.defaultAgent", ["agent": agent])
        case .loginShellNotAsked: texts("status.note.loginShell")
        case .modelNotAllowed(let model, let agent):
            texts("status.note.modelNotAllowed", ["model": model, "agent": agent, "path": report.config.shown])
        case .shadowsClaudeProgram(let id): texts("status.note.shadowsClaudeProgram", ["profile": id])
        case .borrowedRules(let rules): rules.text(texts)
        case .orderFallsBack(let provider): texts("status.note.orderFallsBack", ["provider": provider])
        case .orderIsEmpty(let provider):
            texts("status.note.orderIsEmpty", ["provider": provider, "path": report.config.shown])
        case .modelLacksProvider(let written, let resolved):
            texts("status.note.modelLacksProvider", ["written": written, "resolved": resolved])
        case .cacheValueIgnored(let key): texts("status.note.cacheValueIgnored", ["key": key])
        case .endpointNotPrivate(let host): texts("status.note.endpointNotPrivate", ["host": host])
        case .cacheLegacyHidden(let key): texts("status.note.cacheLegacyHidden", ["key": key])
        }
    }
}

// MARK: - Profiles that are not available

extension StatusText {
    /// Why a profile is in a cooldown: the stored reason, else the failure counts.
    package func reason(_ profile: RestingProfile) -> String {
        if let stored = profile.storedReason { return failure(stored) }
        guard !profile.failures.isEmpty else { return texts("status.failure.notRecorded") }
        return profile.failures.map { counted in
            let key = counted.count == 1 ? "status.failure.once" : "status.failure.times"
            return texts(key, ["reason": failure(counted.reason), "count": String(counted.count)])
        }.joined(separator: ", ")
    }

    private func failure(_ word: String) -> String {
        let key = "status.failure." + word
        return texts.has(key) ? texts(key) : word
    }

    /// Why a profile is left out.
    package func reason(_ reason: Ineligibility) -> String {
        switch reason {
        case .expired(let at): texts("status.excluded.expired", ["day": moments.day(at)])
        case .empty: texts("status.excluded.empty")
        case .noAccessToken: texts("status.excluded.noAccessToken")
        case .malformedReference(let reference):
            texts("status.excluded.malformedReference", ["what": texts.words(for: reference)])
        case .notListed, .missing: texts("status.excluded.notListed")
        case .modeDiffers(let config, let stored):
            texts("status.excluded.modeDiffers", ["config": config, "stored": stored.rawValue])
        case .listedForOtherProvider(let provider), .otherProvider(let provider):
            texts("status.excluded.otherProvider", ["provider": provider])
        case .setAside, .invalidExpiry, .command, .loginElsewhere: texts("status.excluded." + reason.word)
        }
    }

    /// The stable name for scripts.
    func code(_ reason: Ineligibility) -> String { reason.word }

    /// The next step for a profile.
    package func next(_ recovery: Recovery, profile id: String, provider: String?, until: Int64? = nil) -> String {
        let mode = if case .setMode(let kind) = recovery { kind.mode } else { "" }
        let values = [
            "profile": id, "agent": report.verdict.agent, "path": report.config.shown, "provider": provider ?? "",
            "mode": mode, "flag": agentFlag,
            "time": until.map(moments.clock) ?? "",
        ]
        let key = "status.recovery." + recovery.word
        let other = key + ".other"
        return !isSupported(provider) && texts.has(other) ? texts(other, values) : own(key, values)
    }
}

extension CacheSetting.Reason {
    /// The suffix of its text key.
    var word: String {
        switch self {
        case .explicit: "explicit"
        case .legacy: "legacy"
        case .added: "added"
        case .variable: "variable"
        case .standard: "standard"
        }
    }
}
