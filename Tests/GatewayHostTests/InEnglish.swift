import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import TestSupport

// A snapshot is a value, so whoever makes sentences about it is handed the words. Tests are in English.
extension HostSnapshot {
    var explain: Explanation {
        LiveHost(.inMemory(InMemoryFileSystem(), environment: [:])).explanation(of: self)
    }

    var onboardingRefusal: Problem? { onboardingRefusal(explain) }

    func obstacle(toListing id: String, kind: SecretKind) -> Problem? {
        obstacle(toListing: id, kind: kind, explain)
    }

    func unconfirmedReference(in plan: ChangePlan) -> Problem { unconfirmedReference(in: plan, .english) }

    func requireRequestValues() throws(Problem) { try requireRequestValues(explain) }
}

extension SetupPlanner {
    init(snapshot: HostSnapshot, freshToken: Secret? = nil, fields: [SetupField] = SetupField.all) {
        self.init(snapshot: snapshot, explain: snapshot.explain, freshToken: freshToken, fields: fields)
    }
}

extension ProfilePlanner {
    init(snapshot: HostSnapshot) { self.init(snapshot: snapshot, explain: snapshot.explain) }
}

extension ConfigPlanner {
    init(snapshot: HostSnapshot) { self.init(snapshot: snapshot, explain: snapshot.explain) }
}

extension HostEdit {
    func plan(on snapshot: HostSnapshot) throws(Problem) -> ChangePlan { try plan(on: snapshot, snapshot.explain) }
}

extension OnboardRequest {
    func answers(
        for snapshot: HostSnapshot,
        _ fields: [SetupField] = SetupField.all
    ) throws(Problem) -> SetupAnswers {
        try answers(for: snapshot, snapshot.explain, fields)
    }
}

extension ParameterSheet {
    init(
        _ snapshot: HostSnapshot,
        edits: ParameterEdits = ParameterEdits(),
        agent: AgentID? = nil
    ) throws(Problem) {
        try self.init(snapshot, snapshot.explain, edits: edits, agent: agent)
    }
}

extension ConfigAnswer {
    init(_ text: String, in snapshot: HostSnapshot) throws(Problem) {
        try self.init(text, in: snapshot, snapshot.explain)
    }
}

extension ConfigReview {
    init(_ snapshot: HostSnapshot, service: ServiceSnapshot? = nil) throws(Problem) {
        try self.init(snapshot, snapshot.explain, service: service)
    }

    func lines(_ snapshot: HostSnapshot) -> [ReportLine] { lines(snapshot, snapshot.explain) }
}

extension OrderView {
    init(_ snapshot: HostSnapshot, agent: String, provider: String) {
        self.init(snapshot, .english, agent: agent, provider: provider)
    }
}
