internal import CredentialStores

// What the findings about a store mean for the question whether its agent can answer.
extension AgentSnapshot {
    /// Why the gateway answers no message of the agent, whatever credentials there are; nil if the store is no reason.
    var storeOutcome: Verdict.Outcome? {
        guard let found else { return nil }
        if found.sharedFindings.isEmpty, found.findings.isEmpty { return nil }
        if problems.contains(where: \.isNewerSchema) { return .storeTooNew }
        guard found.stopsAnswers else { return nil }
        return isMigrationRequired ? .migrationRequired : .storeUnreadable
    }

    /// Why there may be no credential where none was found; nil if the store was read whole.
    var unreadOutcome: Verdict.Outcome? {
        if isMigrationRequired { return .migrationRequired }
        let problems = problems
        if problems.contains(.database(.newerFormat)) { return .notJudged(.newerStore) }
        if problems.contains(where: \.isTemporary) { return .notJudged(.storeBusy) }
        return problems.isEmpty ? nil : .storeUnreadable
    }

    /// Whether credentials were moved into a database and did not arrive.
    var hasLostCredentials: Bool {
        reasons.contains { if case .lostMigration = $0 { true } else { false } }
    }

    private var isMigrationRequired: Bool {
        reasons.contains { if case .migrationRequired = $0 { true } else { false } }
    }

    private var reasons: [DoctorReason] {
        findings.compactMap { if case .doctor(let reason) = $0 { reason } else { nil } }
    }

    /// Why databases that the agent reads are not read.
    private var problems: [DatabaseProblem] {
        findings.compactMap { finding in
            switch finding {
            case .unreadable(_, let problem), .sharedUnreadable(_, let problem): problem
            case .stateUnreadable, .otherAgent, .ignoredFile, .enrolled, .doctor: nil
            }
        }
    }
}

extension Verdict.Outcome {
    /// The code of the problem that tells what was found out about the store; nil where the verdict is not due to it.
    var codeOfStore: String? {
        switch self {
        case .migrationRequired: "migration-required"
        case .storeTooNew: "store-too-new"
        case .notJudged(.storeBusy): "store-busy"
        case .notJudged(.newerStore): "newer-store"
        default: nil
        }
    }
}

extension DatabaseProblem {
    fileprivate var isNewerSchema: Bool {
        if case .newerSchema = self { true } else { false }
    }

    /// Whether another look may find it whole.
    fileprivate var isTemporary: Bool { self == .database(.locked) || self == .database(.beingWritten) }
}
