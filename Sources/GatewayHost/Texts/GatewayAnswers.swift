package import Secrets

/// The requested values of the `gateway` section; nil keeps the current value.
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
    /// Also sets missing port, bind and tailscale to safe defaults, as the gateway's non-interactive onboarding does;
    /// if false only `mode` and a token are added.
    package var fillsAll = false

    package init() {}

    /// Parses a TCP port; nil if it is invalid.
    package static func port(_ text: String) -> Int? {
        Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }
}
