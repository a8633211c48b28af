internal import Credentials
internal import GatewayConfig
package import JSON5

// Check results for the status and the screens.
extension HostSnapshot {
    /// The check states of all credentials that an agent could use, by profile id or `env:NAME`, without unchecked ones;
    /// and which of these models (ids without the provider) were refused for them, because a later check with another
    /// model says nothing about that.
    func checks(
        _ records: VerifiedRecords,
        readBy agent: String,
        models: [String]
    ) -> (states: [String: CheckState], refusals: ModelRefusals) {
        guard !records.isEmpty else { return ([:], ModelRefusals()) }
        let stored = contents(readBy: agent)
        let keys = EnvironmentKeys(config.environment, providers: [release.provider.id], rules: release.rules)
        let variables = keys.keys(for: release.provider.id).map { key in
            (checkKey: CredentialStanding.Source.checkKey(ofVariable: key.name), secret: key.value.trimmed)
        }
        var states: [String: CheckState] = [:]
        for profile in stored.profiles {
            states[profile.id] = records.state(of: profile.id, profile.credential.secret)
        }
        for (checkKey, secret) in variables { states[checkKey] = records.state(of: checkKey, secret) }
        states = states.filter { $0.value != .notChecked }
        guard !states.isEmpty else { return ([:], ModelRefusals()) }

        let known = records.profileIDs
        let profiles = stored.profiles(of: release.provider.id).filter { known.contains($0.id) }
        var refusals = ModelRefusals()
        for model in models {
            for profile in profiles {
                refusals.note(records.state(of: profile.id, profile.credential.secret, model: model), of: profile.id)
            }
            for (checkKey, secret) in variables {
                refusals.note(records.state(of: checkKey, secret, model: model), of: checkKey)
            }
        }
        return (states, refusals)
    }

    /// The setup-tokens of an agent that were made here nearly a year ago, the oldest first. One with a stored end is left
    /// out: the gateway itself tells of that.
    func agingTokens(_ records: VerifiedRecords, readBy agent: String) -> [AgingToken] {
        guard !records.tokens.isEmpty else { return [] }
        return contents(readBy: agent).profiles.compactMap { profile in
            guard case .token(let secret, nil) = profile.credential, let age = records.age(of: secret),
                age.isEnding(at: readAt)
            else { return nil }
            let owner = self.profile(profile.id, agent: agent) == nil ? AgentID.main.text : agent
            return AgingToken(profileID: profile.id, provider: profile.provider, owner: owner, age: age)
        }
        .sorted { ($0.age.madeAt, $0.profileID) < ($1.age.madeAt, $1.profileID) }
    }
}

/// Which models the provider refused for which credentials.
struct ModelRefusals {
    private var states: [String: [CheckState]] = [:]

    fileprivate mutating func note(_ state: CheckState, of checkKey: String) {
        guard case .failed(let failure) = state, ["modelUnknown", "modelNotAllowed"].contains(failure.code) else {
            return
        }
        states[checkKey, default: []].append(state)
    }

    /// The refusal of a model; nil if there is none.
    func refusal(of model: String, for checkKey: String) -> (code: String, at: Int64)? {
        for case .failed(let failure) in states[checkKey] ?? [] where failure.model == model {
            return (failure.code, failure.at)
        }
        return nil
    }
}

extension StatusReport {
    func check(of candidate: ProviderStatus.Candidate) -> CheckState {
        checks[candidate.source.checkKey] ?? .notChecked
    }
}

extension CredentialStanding.Source {
    /// The key of its check result in `StatusReport.checks`; empty for the config's key, which is not recorded.
    var checkKey: String {
        switch self {
        case .profile(let id, _): id
        case .environment(let name, _): Self.checkKey(ofVariable: name)
        case .configKey: ""
        }
    }

    /// The same for a variable.
    static func checkKey(ofVariable name: String) -> String { "env:" + name }
}

extension CheckState {
    /// As data; nil if it was not checked.
    package var document: Value? {
        switch self {
        case .notChecked: return nil
        case .verified(let at, let model, let milliseconds):
            var members: Members = ["outcome": "verified", "at": .integer(at), "model": .string(model)]
            members["latencyMs"] = milliseconds.map { .integer($0) }
            return .object(members)
        case .failed(let failure):
            var members: Members = [
                "outcome": .string(failure.code), "at": .integer(failure.at), "model": .string(failure.model),
            ]
            members["latencyMs"] = failure.milliseconds.map { .integer($0) }
            members["returnsAt"] = failure.returns.map { .integer($0) }
            return .object(members)
        }
    }

    /// The text role of its label.
    package var role: ReportRole {
        switch self {
        case .notChecked: .text
        case .verified: .ok
        case .failed: .warning
        }
    }
}
