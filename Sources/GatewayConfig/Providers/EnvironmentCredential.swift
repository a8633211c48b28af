package import Secrets

/// A credential of the provider found in the environment.
package struct EnvironmentCredential: Sendable {
    /// Such as `ANTHROPIC_API_KEY`.
    package let variable: String
    /// The layer, file and line it comes from.
    package let source: EnvironmentLayers.Source
    /// The trimmed value.
    package let secret: Secret
}

extension EnvironmentLayers {
    /// The effective credentials in the gateway's order; it uses the first one if there are no profiles.
    package func credentialCandidates(of provider: Provider) -> [EnvironmentCredential] {
        provider.environmentNames.compactMap { variable in
            guard let value = self[variable].nonBlank, let source = source(of: variable) else { return nil }
            return EnvironmentCredential(variable: variable, source: source, secret: Secret(value))
        }
    }
}
