package import Anthropic
internal import GatewayConfig
internal import JSON5
package import Secrets

// Live checks of this host's credentials.
extension HostSnapshot {
    /// Where requests are sent: the config's base URL; no environment variable overrides it.
    package var endpoint: Endpoint { Endpoint(baseURL: ProviderEndpoint(config.root, release.format).baseURL) }

    /// The verifier for that host, with the headers of the config.
    ///
    /// - Parameter transport: nil runs the `curl` program.
    package func verifier(
        _ live: LiveHost,
        _ transport: (any Transport)? = nil,
        limits: TransportLimits = TransportLimits()
    ) -> Verifier {
        Verifier(
            transport: transport ?? CurlTransport(environment: live.host.environment),
            endpoint: endpoint,
            overrides: ProviderEndpoint(config.root, release.format).headers,
            limits: limits
        )
    }

    /// The model id, without the provider prefix, for a credential check; nil for a model of another provider,
    /// and if this program cannot check its credentials.
    package func checkedModel(_ model: String? = nil) -> String? {
        guard release.provider.verification != nil,
            let asked = ModelReference(model ?? effectiveModel), asked.provider == release.provider.id,
            !Redaction.looksSecret(asked.model)
        else { return nil }
        return asked.model
    }

    /// The dated and sourced note on what a subscription may be used for; shown before its token is sent.
    package func policyNote(for credential: Secret, _ texts: Texts) -> String? {
        SecretKind(of: credential) == .setupToken ? texts("wizard.policy.sentence") : nil
    }
}
