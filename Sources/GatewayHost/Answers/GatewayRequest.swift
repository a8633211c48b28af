package import Secrets

/// The gateway flags of `onboard`, unvalidated.
///
/// Validation and messages are those of the gateway's `onboard --non-interactive`, but all run before anything is
/// written.
package struct GatewayRequest: Sendable, Equatable {
    /// `local` or `remote`.
    package var mode: String?
    package var port: String?
    package var bind: String?
    package var auth: String?
    package var token: Secret?
    package var password: Secret?
    package var tailscale: String?
    package var tailscaleResetOnExit = false
    package var remoteURL: String?

    package init() {}

    /// Whether no flag was given.
    package var isEmpty: Bool { self == GatewayRequest() }

    /// The validated values for the `gateway` section.
    func answers(_ texts: Texts) throws(Problem) -> GatewayAnswers {
        try checkMode(texts)
        var answers = GatewayAnswers()
        answers.fillsAll = true
        answers.port = try checkedPort(texts)
        answers.bind = try checked(bind, among: ["loopback", "tailnet", "lan", "auto", "custom"], "bind", texts)
        answers.tailscale = try checked(tailscale, among: ["off", "serve", "funnel"], "tailscale", texts)
        answers.authMode = try checked(auth, among: ["token", "password"], "auth", texts)
        answers.tailscaleResetOnExit = tailscaleResetOnExit ? true : nil
        try expose(&answers, texts)
        answers.token = token
        answers.password = password
        if answers.authMode == "password", password == nil {
            throw Problem(code: "missing-gateway-password", message: texts("error.gateway.passwordMissing"))
        }
        return answers
    }

    /// Tailscale requires the bind address loopback; `funnel`, which exposes the gateway to the internet, requires a
    /// password.
    private func expose(_ answers: inout GatewayAnswers, _ texts: Texts) throws(Problem) {
        guard let tailscale = answers.tailscale, tailscale != "off" else { return }
        guard bind == nil || bind == "loopback" else {
            throw Problem(code: "bad-gateway-bind", message: texts("error.gateway.exposedBind", ["mode": tailscale]))
        }
        answers.bind = "loopback"
        guard tailscale == "funnel" else { return }
        guard auth == nil || auth == "password" else {
            throw Problem(code: "bad-gateway-auth", message: texts("error.gateway.funnelAuth"))
        }
        answers.authMode = "password"
    }

    private func checkMode(_ texts: Texts) throws(Problem) {
        guard let mode, mode != "local" else { return }
        guard mode == "remote" else {
            throw Problem(
                code: "bad-mode",
                message: texts("error.gateway.mode", ["value": Redaction.redact(mode)])
            )
        }
        guard remoteURL != nil else {
            throw Problem(code: "missing-remote-url", message: texts("error.gateway.remoteURLMissing"))
        }
        throw Problem(
            code: "remote-mode",
            message: texts("error.gateway.remote"),
            next: texts("error.gateway.remote.next")
        )
    }

    private func checkedPort(_ texts: Texts) throws(Problem) -> Int? {
        guard let port else { return nil }
        guard let number = GatewayAnswers.port(port) else {
            throw Problem(
                code: "bad-gateway-port",
                message: texts("error.gateway.port"),
                next: texts("error.gateway.port.next")
            )
        }
        return number
    }

    private func checked(
        _ value: String?,
        among choices: [String],
        _ name: String,
        _ texts: Texts
    ) throws(Problem) -> String? {
        guard let value, !choices.contains(value) else { return value }
        throw Problem(
            code: "bad-gateway-" + name,
            message: texts("error.gateway." + name),
            next: texts("error.choices", ["choices": choices.joined(separator: ", ")])
        )
    }
}
