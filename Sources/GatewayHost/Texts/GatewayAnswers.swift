package import Secrets

/// What is wanted of the `gateway` section; a nil member leaves what is there.
package struct GatewayAnswers: Sendable, Equatable {
    /// TCP port.
    package var port: Int?
    /// `loopback`, `lan`, `tailnet`, `auto` or `custom`.
    package var bind: String?
    /// `token` or `password`.
    package var authMode: String?
    package var token: Secret?
    package var password: Secret?
    /// `off`, `serve` or `funnel`.
    package var tailscale: String?
    package var tailscaleResetOnExit: Bool?
    /// Port, bind and tailscale get their safe values too where they are missing, as in the gateway's own onboarding from
    /// flags; otherwise only `mode` and a token.
    package var fillsAll = false

    package init() {}

    /// A TCP port as it was typed; nil when it is none.
    package static func port(_ text: String) -> Int? {
        Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }
}
