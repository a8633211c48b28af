package import Anthropic
internal import GatewayConfig
internal import JSON5
package import Secrets

// What a live check of this host's credentials is made from.
extension HostSnapshot {
    /// Where requests go, as the config says; no variable overrides it.
    package var endpoint: Endpoint { Endpoint(baseURL: AnthropicProvider(config.root).baseURL) }

    /// What asks that host, with the headers of the config.
    ///
    /// - Parameter transport: nil takes the `curl` program.
    package func verifier(
        _ transport: (any Transport)? = nil,
        limits: TransportLimits = TransportLimits()
    ) -> Verifier {
        Verifier(
            transport: transport ?? CurlTransport(environment: host.environment),
            endpoint: endpoint,
            overrides: AnthropicProvider(config.root).headers,
            limits: limits
        )
    }

    /// The id without its provider that a check of a credential asks for; nil for a model of another provider, and for what
    /// looks like a secret: the record of the check would keep it.
    package func checkedModel(_ model: String? = nil) -> String? {
        guard let asked = ModelReference(model ?? effectiveModel), asked.provider == Provider.anthropic.id,
            !Redaction.looksSecret(asked.model)
        else { return nil }
        return asked.model
    }

    /// The note on what a subscription may be used for, with its source and day: shown before its token is sent anywhere.
    package func policyNote(for credential: Secret) -> String? {
        SecretKind.isSubscription(credential) ? texts("wizard.policy.line") : nil
    }
}
