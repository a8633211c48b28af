internal import Credentials
internal import GatewayConfig
package import Secrets

/// What the flags of `onboard` asked for, before it is known to be possible.
///
/// The gateway's own checks and error texts (its `onboard --non-interactive`), so that scripts written for it keep
/// their meaning; every check is made before anything is written.
package struct OnboardRequest: Sendable, Equatable {
    package var agents: [String] = []
    package var authChoice: String?
    /// What was given as the API key, as it was given.
    package var apiKey: Secret?
    package var tokenProvider: String?
    package var token: Secret?
    package var tokenProfileID: String?
    /// A duration as the gateway reads it; a bare number is days.
    package var tokenExpiresIn: String?
    package var model: String?
    package var cacheRetention: String?
    package var gateway = GatewayRequest()
    /// The folder the agents work in; `~` is the home folder.
    package var workspace: String?
    package var nodeManager: String?
    /// Only the credential: the page's line without `--non-interactive` leaves the gateway section alone.
    package var credentialAlone = false

    package init() {}

    /// The answers that the flags stand for.
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
        guard !path.isEmpty, !workspace.contains("sk-ant-") else {
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
