package import ChildProgram
package import Secrets

/// Asks a host the smallest question with a credential and a model, and judges the answer.
///
/// A subscription token is sent with the identity of the gateway's own program, which it is honoured with; whoever calls
/// this has shown the policy note before. Blocks its thread.
package struct Verifier: Sendable {
    package let endpoint: Endpoint
    package let limits: TransportLimits
    private let transport: any Transport
    private let overrides: [String: String]

    /// - Parameter overrides: `models.providers.anthropic.headers` of the config.
    package init(
        transport: any Transport,
        endpoint: Endpoint,
        overrides: [String: String] = [:],
        limits: TransportLimits = TransportLimits()
    ) {
        self.transport = transport
        self.endpoint = endpoint
        self.overrides = overrides
        self.limits = limits
    }

    /// The host that the credential is sent to; shown before.
    package var host: String { endpoint.host }

    /// - Parameter model: the id without its provider.
    package func verify(
        _ credential: Secret,
        model: String,
        maximumTokens: Int = 1,
        cancellation: Cancellation = Cancellation()
    ) -> Verification {
        let shape = RequestShape(endpoint: endpoint, credential: credential, overrides: overrides)
        do throws(Verification) {
            let response = try transport.answer(
                to: shape.message(.minimal(model: model, maximumTokens: maximumTokens)),
                of: shape,
                model: model,
                limits: limits,
                cancellation: cancellation
            )
            return Verification(response, model: model, host: host)
        } catch {
            return error
        }
    }
}
