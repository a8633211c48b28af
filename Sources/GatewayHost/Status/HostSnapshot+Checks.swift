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
            states["env:" + key.name] = records.state(of: "env:" + key.name, key.value)
        }
        return states.filter { $0.value != .notChecked }
    }
}

extension StatusReport {
    func check(of candidate: ProviderStatus.Candidate) -> CheckState {
        switch candidate.source {
        case .profile(let id, _): checks[id] ?? .notChecked
        case .environment(let name, _): checks["env:" + name] ?? .notChecked
        case .configKey: .notChecked
        }
    }
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
