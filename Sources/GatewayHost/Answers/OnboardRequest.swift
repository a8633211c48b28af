internal import Credentials
internal import GatewayConfig
package import Secrets

/// The flags of `onboard`, unvalidated.
///
/// Validation and messages are those of the gateway's `onboard --non-interactive`, so that scripts written for it keep
/// working; all checks run before anything is written.
package struct OnboardRequest: Sendable, Equatable {
    package var agents: [String] = []
    package var authChoice: String?
    /// The API key flag exactly as given.
    package var apiKey: Secret?
    package var tokenProvider: String?
    package var token: Secret?
    package var tokenProfileID: String?
    /// A duration in the gateway's syntax; a number without a unit is days.
    package var tokenExpiresIn: String?
    package var model: String?
    package var cacheRetention: String?
    package var gateway = GatewayRequest()
    /// The agents' workspace folder; `~` is the home folder.
    package var workspace: String?
    package var nodeManager: String?
    /// Without `--non-interactive` only the credential is set and the `gateway` section stays unchanged.
    package var credentialAlone = false

    package init() {}

    /// Validates the flags and converts them to answers.
    package func answers(for snapshot: HostSnapshot) throws(Problem) -> SetupAnswers {
        var answers = SetupAnswers(agents: try snapshot.agentIDs(agents))
        try fillCredential(&answers, snapshot: snapshot)
        if let model { answers.model = try checkedModel(model, snapshot.texts) }
        if let cacheRetention { answers.cacheRetention = try checkedRetention(cacheRetention, snapshot.texts) }
        answers.gateway = credentialAlone ? nil : try gateway.answers(snapshot.texts)
        answers.workspace = try checkedWorkspace(snapshot)
        answers.nodeManager = try checkedNodeManager(snapshot.texts)
        return answers
    }

    private func checkedModel(_ text: String, _ texts: Texts) throws(Problem) -> String {
        guard let reference = ModelReference(text), !Redaction.looksSecret(text), !text.hasSuffix("/") else {
            throw Problem(code: "bad-model", message: texts("error.model", ["model": text]))
        }
        return reference.key
    }

    private func checkedWorkspace(_ snapshot: HostSnapshot) throws(Problem) -> String? {
        guard let workspace else { return nil }
        let path = snapshot.paths.expanding(workspace)
        guard !path.isEmpty, !SecretPrefixes.isClaude(in: workspace) else {
            throw Problem(code: "bad-workspace", message: snapshot.texts("error.workspace"))
        }
        return path
    }

    private func checkedNodeManager(_ texts: Texts) throws(Problem) -> String? {
        guard let nodeManager, !["npm", "pnpm", "bun"].contains(nodeManager) else { return nodeManager }
        throw Problem(code: "bad-node-manager", message: texts("error.nodeManager"))
    }

    private func checkedRetention(_ text: String, _ texts: Texts) throws(Problem) -> CacheRetention {
        guard let retention = CacheRetention(rawValue: text) else {
            throw Problem(
                code: "bad-cache-retention",
                message: texts("error.cacheRetention", ["value": text]),
                next: texts("error.cacheRetention.next")
            )
        }
        return retention
    }
}
