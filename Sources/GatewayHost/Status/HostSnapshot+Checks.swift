internal import Credentials
internal import GatewayConfig
package import JSON5

// Check results for the status and the screens.
extension HostSnapshot {
    /// The check states of all credentials that an agent could use, by profile id or `env:NAME`; unchecked ones are
    /// omitted.
    func checks(readBy agent: String) -> [String: CheckState] {
        let records = VerifiedRecords.read(on: self)
        guard !records.isEmpty else { return [:] }
        var states: [String: CheckState] = [:]
        for profile in contents(readBy: agent).profiles {
            states[profile.id] = records.state(of: profile.id, profile.credential.secret)
        }
        let keys = EnvironmentKeys(config.environment, providers: [release.provider.id], rules: release.rules)
        for key in keys.keys(for: release.provider.id) {
            let checkKey = CredentialStanding.Source.checkKey(ofVariable: key.name)
            states[checkKey] = records.state(of: checkKey, key.value)
        }
        return states.filter { $0.value != .notChecked }
    }

    /// The refusals of these models (ids without the provider), by credential: a later check with another model says
    /// nothing about them.
    func modelRefusals(_ models: [String], readBy agent: String) -> ModelRefusals {
        let records = VerifiedRecords.read(on: self)
        guard !records.isEmpty else { return ModelRefusals() }
        let known = records.profileIDs
        var refusals = ModelRefusals()
        let profiles = contents(readBy: agent).profiles(of: release.provider.id).filter { known.contains($0.id) }
        let keys = EnvironmentKeys(config.environment, providers: [release.provider.id], rules: release.rules)
            .keys(for: release.provider.id)
        for model in models {
            for profile in profiles {
                refusals.note(records.state(of: profile.id, profile.credential.secret, model: model), of: profile.id)
            }
            for key in keys {
                let checkKey = CredentialStanding.Source.checkKey(ofVariable: key.name)
                refusals.note(records.state(of: checkKey, key.value, model: model), of: checkKey)
            }
        }
        return refusals
    }
}

/// Which models the provider refused for which credentials.
struct ModelRefusals: Equatable {
    private var states: [String: [CheckState]] = [:]

    fileprivate mutating func note(_ state: CheckState, of checkKey: String) {
        guard case .failed(let code, _, _) = state, ["modelUnknown", "modelNotAllowed"].contains(code) else { return }
        states[checkKey, default: []].append(state)
    }

    /// The refusal of a model; nil if there is none.
    func refusal(of model: String, for checkKey: String) -> (code: String, at: Int64)? {
        for case .failed(let code, let at, model) in states[checkKey] ?? [] { return (code, at) }
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
        case .failed(let code, let at, let model):
            return ["outcome": .string(code), "at": .integer(at), "model": .string(model)]
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
