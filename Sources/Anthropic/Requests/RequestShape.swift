internal import JSON5
package import Secrets

/// Builds requests as the gateway does: URL, headers and body for one credential.
///
/// Whether a credential is a setup-token is decided by its text, as in the gateway, never by its stored type.
///
///     RequestShape(endpoint: endpoint, credential: key).message(.minimal(model: "claude-opus-4-6"))
package struct RequestShape: Sendable {
    package let endpoint: Endpoint
    private let credential: Secret
    /// `models.providers.anthropic.headers` of the config.
    private let overrides: [String: String]

    package init(endpoint: Endpoint, credential: Secret, overrides: [String: String] = [:]) {
        self.endpoint = endpoint
        self.credential = credential
        self.overrides = overrides
    }

    /// Requests with a setup-token carry the identity of the gateway's own program.
    private var kind: SecretKind { SecretKind(of: credential) }

    /// `POST /v1/messages`.
    package func message(_ request: MessageRequest) -> HTTPRequest {
        let body = request.body(kind: kind)
        return HTTPRequest(
            .post,
            url("/v1/messages"),
            headers: headers(
                asksOneHour: request.caching == .oneHour,
                extra: [HTTPRequest.Header("content-type", "application/json")]
            ),
            body: Array(body.json(indent: 0).utf8)
        )
    }

    /// `GET /v1/models` with a page size that covers all models.
    package func models() -> HTTPRequest {
        HTTPRequest(.get, url("/v1/models?limit=1000"), headers: headers(asksOneHour: false))
    }

    private func url(_ path: String) -> String {
        (endpoint.baseURL.hasSuffix("/") ? String(endpoint.baseURL.dropLast()) : endpoint.baseURL) + path
    }
}

// MARK: - Headers

extension RequestShape {
    private static let commonBetas = [
        "fine-grained-tool-streaming-2025-05-14", "interleaved-thinking-2025-05-14",
    ]
    private static let setupTokenBetas = ["claude-code-20250219", "oauth-2025-04-20"]
    /// The documentation requires it for one-hour caching; the gateway's own code never sends it.
    private static let oneHourBeta = "extended-cache-ttl-2025-04-11"
    /// Headers that the config must not override, because the checked credential must be the one that is sent.
    private static let ours: Set<String> = ["x-api-key", "authorization", "anthropic-beta"]

    private func headers(asksOneHour: Bool, extra: [HTTPRequest.Header] = []) -> [HTTPRequest.Header] {
        var headers = [
            HTTPRequest.Header("accept", "application/json"),
            HTTPRequest.Header("anthropic-version", "2023-06-01"),
            HTTPRequest.Header("anthropic-dangerous-direct-browser-access", "true"),
            HTTPRequest.Header("anthropic-beta", betas(asksOneHour: asksOneHour).joined(separator: ",")),
        ]
        headers += extra + identity
        for (name, value) in overrides.sorted(by: { $0.key < $1.key }) where !Self.ours.contains(name.lowercased()) {
            headers.removeAll { $0.name == name.lowercased() }
            headers.append(HTTPRequest.Header(name.lowercased(), value))
        }
        return headers
    }

    /// The credential headers; for a setup-token also the required identity.
    private var identity: [HTTPRequest.Header] {
        guard kind == .setupToken else {
            return [HTTPRequest.Header("x-api-key", credential), HTTPRequest.Header("user-agent", "openclaw")]
        }
        var bearer = SecretBuffer()
        bearer.append(contentsOf: "Bearer ".utf8)
        bearer.append(credential)
        return [
            HTTPRequest.Header("authorization", bearer.secret),
            HTTPRequest.Header("user-agent", "claude-cli/2.1.2 (external, cli)"),
            HTTPRequest.Header("x-app", "cli"),
        ]
    }

    /// The gateway's beta list merged with the user's from the config, which would replace it in the gateway.
    private func betas(asksOneHour: Bool) -> [String] {
        let written = overrides.filter { $0.key.lowercased() == "anthropic-beta" }.sorted { $0.key < $1.key }
        let theirs = written.flatMap { $0.value.split(separator: ",") }.map { name in
            String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        var betas = (kind == .setupToken ? Self.setupTokenBetas : []) + Self.commonBetas
        if asksOneHour { betas.append(Self.oneHourBeta) }
        for beta in theirs where !beta.isEmpty && !betas.contains(beta) { betas.append(beta) }
        return betas
    }
}
