internal import Secrets

// The values of the `gateway` section, and what they demand of each other.
extension OnboardRequest {
    func fillGateway(
        _ answers: inout SetupAnswers,
        _ fields: [SetupField],
        _ snapshot: HostSnapshot,
        _ texts: Texts
    ) throws(Problem) {
        try checkMode(texts)
        answers.gateway = GatewayAnswers()
        answers.gateway?.fillsAll = true
        for field in fields { try fill(field, &answers, snapshot, texts) }
        try expose(&answers, texts)
        if answers.gateway?.authMode == "password", answers.gateway?.password == nil {
            throw .missingGatewayPassword(texts)
        }
    }

    /// Tailscale requires the bind address loopback; `funnel`, which exposes the gateway to the internet, requires a
    /// password.
    func expose(_ answers: inout SetupAnswers, _ texts: Texts) throws(Problem) {
        guard let gateway = answers.gateway, let tailscale = gateway.tailscale, tailscale != "off" else { return }
        guard gateway.bind == nil || gateway.bind == "loopback" else {
            throw Problem(code: "bad-gateway-bind", message: texts("error.gateway.exposedBind", ["mode": tailscale]))
        }
        answers.gateway?.bind = "loopback"
        guard tailscale == "funnel" else { return }
        guard gateway.authMode == nil || gateway.authMode == "password" else {
            throw Problem(code: "bad-gateway-auth", message: texts("error.gateway.funnelAuth"))
        }
        answers.gateway?.authMode = "password"
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
}

extension Problem {
    /// The gateway is to ask for a password, and none is given.
    static func missingGatewayPassword(_ texts: Texts) -> Problem {
        Problem(code: "missing-gateway-password", message: texts("error.gateway.passwordMissing"))
    }
}
