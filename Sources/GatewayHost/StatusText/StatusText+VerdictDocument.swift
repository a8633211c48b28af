internal import Credentials
internal import GatewayConfig
internal import JSON5

// What the `--json` document says of the cache, the verdict with its evidence, and problems.
extension StatusText {
    func cache(_ cache: StatusReport.Cache) -> Value {
        [
            "model": .string(cache.model.key),
            "value": .string(cache.setting.retention.rawValue),
            "origin": .string(cache.setting.reason.word),
            "honoured": .bool(cache.effect == .honoured),
        ]
    }

    var verdictDocument: Value {
        let verdict = report.verdict
        var members: Members = [
            "agent": .string(verdict.agent),
            "canAnswer": verdict.canAnswer.map { .bool($0) } ?? .null,
            "certainty": .string(verdict.certainty.word),
            "state": .string(verdict.word),
            "model": .string(verdict.model),
        ]
        if case .rests(let until, _) = verdict.outcome {
            members["until"] = .integer(until)
            members["remainingMs"] = .integer(TimeRange.milliseconds(from: report.readAt, to: until))
            members["reason"] = report.providers.first { $0.provider == verdict.provider }?.unavailableReason.map {
                .string($0)
            }
        }
        members["answeringModel"] = verdict.canAnswer == true ? .string(verdict.answeringModel) : .null
        members["payer"] = verdict.winner.map { .string($0.payer.word) } ?? .null
        members["text"] = .string(self.verdict)
        members["evidence"] = .array(verdict.evidence.map(evidence))
        members["recovery"] = hintDocument
        return .object(members)
    }

    private func evidence(_ evidence: Verdict.Evidence) -> Value {
        switch evidence {
        case .store(let problem):
            return ["kind": "store", "says": .string(problem.message), "code": .string(problem.code)]
        case .config(let issue):
            return ["kind": "config", "says": .string(says(evidence)), "path": .string(issue.path)]
        case .refusedCredential(_, _, let at), .verifiedCredential(_, let at):
            return ["kind": "check", "says": .string(says(evidence)), "at": .integer(at)]
        case .unset(let variable):
            var members: Members = [
                "kind": "environment", "says": .string(says(evidence)), "path": .string(variable.path),
            ]
            if let line = variable.place?.position.line { members["line"] = .integer(line) }
            return .object(members)
        case .program: return ["kind": "cli", "says": .string(says(evidence))]
        case .reference(_, let finding):
            return [
                "kind": "reference", "says": .string(says(evidence)), "reference": finding.reference.document,
                "found": .string(finding.word),
            ]
        case .placeholder(let candidate):
            if case .reference(let reference) = candidate.state {
                return ["kind": "reference", "says": .string(says(evidence)), "reference": reference.document]
            }
            var kind = "store"
            if case .environment = candidate.source { kind = "environment" }
            if case .configKey = candidate.source { kind = "config" }
            return ["kind": .string(kind), "says": .string(says(evidence))]
        }
    }

    func problem(_ problem: Problem) -> Value {
        var members: Members = ["code": .string(problem.code), "message": .string(problem.message)]
        if !problem.details.isEmpty { members["details"] = strings(problem.details) }
        members["next"] = problem.next.map { .string($0) }
        return .object(members)
    }
}
