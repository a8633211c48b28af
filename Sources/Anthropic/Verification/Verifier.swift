// Target Anthropic: live requests to the provider, in the form in which the gateway sends them.
//
// Data flow: `Endpoint` (base URL from the config) and a credential give a `RequestShape`, which turns a
// `MessageRequest` into an `HTTPRequest`. A `Transport` sends it; the only real one, `CurlTransport`, runs the `curl`
// program. The `HTTPResponse` is interpreted as a `Verification` (`Verifier`), a model list (`LiveModels`) or cache
// usage (`CacheTrial`). `Check` runs a verification on a background thread and can be cancelled.
//
// Must not know: the config file, the credential store, screens, texts for people.
//
// Invariants: no HTTP library is linked, so no network code runs in a process that holds secrets; a credential is never
// in an argument, an environment variable or a file; redirects are not followed; nothing is sent unencrypted to another
// machine; only the provider's own answer makes a credential count as rejected.

package import ChildProgram
package import Secrets

/// Sends a minimal request with a credential and a model, and interprets the answer.
///
/// A subscription token is sent with the identity of the gateway's own program, which the provider requires; callers
/// must have shown the policy note before. Blocks its thread.
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

    /// The host that the credential is sent to, as it is shown before.
    package var host: String { endpoint.shown }

    /// - Parameter model: the model id without the provider prefix.
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
