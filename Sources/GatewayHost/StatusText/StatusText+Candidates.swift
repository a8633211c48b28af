internal import Credentials
internal import GatewayConfig
internal import Secrets

// Which credential is used, as text: all candidates in order, and how the gateway's service differs from this shell.
extension StatusText {
    /// The numbered candidates of a provider; empty if there is no choice.
    func candidateLines(_ provider: ProviderStatus) -> [String] {
        guard provider.candidates.count > 1 else { return [] }
        return [texts("status.candidates")]
            + provider.candidates.enumerated().map { index, candidate in
                let verdict = loss(of: candidate).map { texts("status.candidate.notUsed", ["why": $0]) }
                return texts(
                    "status.candidate",
                    [
                        "number": String(index + 1), "name": placedName(candidate), "kind": kind(candidate),
                        "payer": payer(candidate.payer),
                        "verdict": verdict ?? texts("status.candidate.used"),
                    ]
                )
            }
    }

    /// Why a candidate is not used; nil for the winner.
    func loss(of candidate: ProviderStatus.Candidate) -> String? {
        switch candidate.loss {
        case nil: nil
        case .behindWinner: texts("status.loss.behindWinner")
        case .awsComesFirst: texts("status.loss.awsComesFirst")
        case .profilesComeFirst: texts("status.loss.profilesComeFirst")
        case .hidden(by: .environment(let name, let layer)):
            texts("status.loss.hidden", ["name": name, "layer": texts("status.layer." + layer.word)])
        case .hidden: texts("status.loss.behindWinner")
        case .hiddenByBlank(let layer):
            texts("status.loss.hiddenByBlank", ["layer": texts("status.layer." + layer.word)])
        case .state: state(of: candidate)
        }
    }

    private func state(of candidate: ProviderStatus.Candidate) -> String {
        let models = candidate.stop.map { texts("status.loss.onlyFor", ["models": texts.list($0.models)]) } ?? ""
        switch candidate.state {
        case .cooling(let until): return texts("status.loss.cooling", ["time": moments.clock(until)]) + models
        case .off(let until, _): return texts("status.loss.off", ["time": moments.clock(until)]) + models
        case .ineligible(let reason): return self.reason(reason)
        case .ready, .needsRefresh, .reference: return texts("status.loss.ineligible")
        }
    }

    /// The profile id, or the variable and where it is set.
    private func placedName(_ candidate: ProviderStatus.Candidate) -> String {
        switch candidate.source {
        case .profile(let id, isOwn: true): id
        case .profile(let id, isOwn: false): own("status.candidate.ofMain", ["profile": id])
        case .environment(let name, let layer):
            texts("status.candidate.variable", ["name": name, "layer": texts("status.layer." + layer.word)])
        case .configKey: texts("status.configKey")
        }
    }

    /// Profiles whose secret contradicts the stored type.
    var mislabelled: [String] {
        var seen: Set<String> = []
        return report.providers.flatMap(\.candidates).filter(\.isMislabelled).compactMap { candidate in
            guard case .profile(let id, _) = candidate.source, let kind = candidate.kind, seen.insert(id).inserted
            else { return nil }
            // Under another provider a secret of Claude is sent to nobody who knows it.
            if case .provider = candidate.payer { return nil }
            let values = ["profile": id, "stored": texts("kind." + kind.rawValue), "payer": payer(candidate.payer)]
            return "! " + texts("status.mislabelled." + kind.rawValue, values)
        }
    }

    /// What differs for the gateway's service; empty if nothing does.
    var service: [String] {
        guard let service = report.service else { return [] }
        // The verdict has said it.
        if case .answersInService = report.verdict.outcome { return [] }
        let unit = ["unit": service.unit.shown]
        var lines: [String] = []
        if service.gaps.hidesAll { lines.append(texts("status.service.unknown", unit)) }
        lines += service.gaps.missing.map { texts("status.service.missing", unit.merging(["path": $0]) { $1 }) }
        lines += service.gaps.unreadable.map { texts("status.service.unreadable", unit.merging(["path": $0]) { $1 }) }
        if let other = service.otherState {
            lines.append(texts("status.service.otherState", unit.merging(["path": other.shown]) { $1 }))
        }
        lines += service.differences.map { difference in
            let key = difference.shell == nil ? "onlyThere" : difference.service == nil ? "onlyHere" : "other"
            return texts(
                "status.service." + key,
                [
                    "name": difference.variable, "unit": service.unit.shown,
                    "shell": difference.shell ?? "", "service": difference.service ?? "",
                ]
            )
        }
        if service.isSame == false {
            lines.append(
                service.winner.map {
                    texts("status.service.winner", ["name": name($0), "payer": payer($0.payer)])
                } ?? texts("status.service.noWinner")
            )
        }
        return lines.map { "! " + $0 }
    }
}

extension EnvironmentLayer {
    /// A stable word for the documents of `models status`, and the end of its text key.
    var word: String {
        switch self {
        case .process: "process"
        case .workingFolder: "workingFolder"
        case .stateFolder: "stateFolder"
        case .config: "config"
        }
    }
}

extension CredentialStanding.State {
    /// The stable name for `--json`.
    var word: String {
        switch self {
        case .ready: "ready"
        case .needsRefresh: "needsRefresh"
        case .reference: "reference"
        case .cooling: "cooling"
        case .off: "off"
        case .ineligible: "ineligible"
        }
    }
}
