package import Secrets

/// What the flags and the answers file of `onboard` say, unvalidated.
///
/// Validation and messages are those of the gateway's `onboard --non-interactive`, so that scripts written for it keep
/// working; all checks run before anything is written.
package struct OnboardRequest: Sendable, Equatable {
    /// The given values, by the name of their field.
    private var given: [String: SetupValue] = [:]
    /// `local` or `remote`; only local gateways are set up.
    package var mode: String?
    package var remoteURL: String?
    /// Without `--non-interactive` only the credential is set and the `gateway` section stays unchanged.
    package var credentialAlone = false

    package init() {}

    /// The given value of a field, as it was given; nil if it was not.
    package subscript(field: SetupField) -> SetupValue? {
        get { given[field.name] }
        set { given[field.name] = newValue }
    }

    /// Whether anything is asked about the gateway itself.
    package func concernsGateway(_ fields: [SetupField] = SetupField.all) -> Bool {
        mode != nil || remoteURL != nil || fields.contains { $0.group == .gateway && self[$0] != nil }
    }

    /// Validates the values and converts them to answers.
    package func answers(
        for snapshot: HostSnapshot,
        _ explain: Explanation,
        _ fields: [SetupField] = SetupField.all
    ) throws(Problem) -> SetupAnswers {
        var answers = SetupAnswers(agents: try snapshot.agentIDs(agents, explain))
        try fillCredential(&answers, snapshot: snapshot, explain)
        let settings = fields.filter { !$0.isStored }
        for field in settings where field.group == .credential { try fill(field, &answers, snapshot, explain.texts) }
        if !credentialAlone {
            try fillGateway(&answers, settings.filter(\.isOfGatewaySection), snapshot, explain.texts)
        }
        for field in settings where field.group == .gateway && !field.isOfGatewaySection {
            try fill(field, &answers, snapshot, explain.texts)
        }
        return answers
    }

    /// Takes one value over, checked by its field.
    func fill(
        _ field: SetupField,
        _ answers: inout SetupAnswers,
        _ snapshot: HostSnapshot,
        _ texts: Texts
    ) throws(Problem) {
        if let value = self[field] { answers[field] = try field.checked(value, snapshot.paths, texts) }
    }
}

// MARK: - Values that decide what is asked

extension OnboardRequest {
    package var agents: [String] {
        get { self[.agents]?.list ?? [] }
        set { self[.agents] = newValue.isEmpty ? nil : .list(newValue) }
    }

    package var authChoice: String? {
        get { self[.authChoice]?.text }
        set { self[.authChoice] = newValue.map(SetupValue.text) }
    }

    /// The API key exactly as given.
    package var apiKey: Secret? {
        get { self[.anthropicAPIKey]?.secret }
        set { self[.anthropicAPIKey] = newValue.map(SetupValue.secret) }
    }

    /// The setup-token exactly as given.
    package var token: Secret? {
        get { self[.token]?.secret }
        set { self[.token] = newValue.map(SetupValue.secret) }
    }
}
