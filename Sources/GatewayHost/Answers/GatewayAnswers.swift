package import Secrets

/// The requested values of the `gateway` section; nil keeps the current value.
package struct GatewayAnswers: Sendable, Equatable {
    /// The checked values, by the name of their field.
    var values: [String: SetupValue] = [:]
    /// Also sets missing port, bind and tailscale to safe defaults, as the gateway's non-interactive onboarding does;
    /// if false only `mode` and a token are added.
    package var fillsAll = false

    package init() {}

    package subscript(field: SetupField) -> SetupValue? {
        get { values[field.name] }
        set { values[field.name] = newValue }
    }

    /// TCP port.
    package var port: Int? {
        get { self[.gatewayPort]?.number }
        set { self[.gatewayPort] = newValue.map(SetupValue.number) }
    }

    /// `loopback`, `lan`, `tailnet`, `auto` or `custom`.
    package var bind: String? {
        get { self[.gatewayBind]?.text }
        set { self[.gatewayBind] = newValue.map(SetupValue.text) }
    }

    /// `token` or `password`.
    package var authMode: String? {
        get { self[.gatewayAuth]?.text }
        set { self[.gatewayAuth] = newValue.map(SetupValue.text) }
    }

    package var token: Secret? {
        get { self[.gatewayToken]?.secret }
        set { self[.gatewayToken] = newValue.map(SetupValue.secret) }
    }

    package var password: Secret? {
        get { self[.gatewayPassword]?.secret }
        set { self[.gatewayPassword] = newValue.map(SetupValue.secret) }
    }

    /// `off`, `serve` or `funnel`.
    package var tailscale: String? {
        get { self[.tailscale]?.text }
        set { self[.tailscale] = newValue.map(SetupValue.text) }
    }
}
