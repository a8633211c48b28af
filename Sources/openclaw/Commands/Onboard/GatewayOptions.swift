internal import ArgumentParser
internal import GatewayHost
internal import Secrets

/// The flags of `onboard --non-interactive` that concern the gateway itself and the agents' surroundings.
struct GatewayOptions: ParsableArguments {
    @Option(help: Words.help("onboard.mode"))
    var mode: String?

    @Option(help: Words.help("onboard.gatewayPort"))
    var gatewayPort: String?

    @Option(help: Words.help("onboard.gatewayBind"))
    var gatewayBind: String?

    @Option(help: Words.help("onboard.gatewayAuth"))
    var gatewayAuth: String?

    @Option(help: Words.help("onboard.gatewayToken"))
    var gatewayToken: String?

    @Option(help: Words.help("onboard.gatewayPassword"))
    var gatewayPassword: String?

    @Option(help: Words.help("onboard.gatewayTokenFile"))
    var gatewayTokenFile: String?

    @Option(help: Words.help("onboard.gatewayPasswordFile"))
    var gatewayPasswordFile: String?

    @Option(help: Words.help("onboard.tailscale"))
    var tailscale: String?

    @Flag(help: Words.help("onboard.tailscaleResetOnExit"))
    var tailscaleResetOnExit = false

    @Option(help: Words.help("onboard.workspace"))
    var workspace: String?

    @Option(help: Words.help("onboard.nodeManager"))
    var nodeManager: String?

    @Option(help: .hidden)
    var remoteUrl: String?

    // Of remote mode only, which is not ours: never read, so never kept.
    @Option(help: .hidden)
    var remoteToken: String?

    @Flag(help: .hidden)
    var installDaemon = false

    @Flag(help: .hidden)
    var reset = false

    // The gateway's own onboarding does these; ours never did, so leaving them out needs no saying.
    @Flag(help: .hidden)
    var noInstallDaemon = false

    @Flag(help: .hidden)
    var skipDaemon = false

    @Flag(help: .hidden)
    var skipChannels = false

    @Flag(help: .hidden)
    var skipSkills = false

    @Flag(help: .hidden)
    var skipHealth = false

    @Flag(help: .hidden)
    var skipUi = false

    @Option(help: .hidden)
    var daemonRuntime: String?

    @Option(help: .hidden)
    var flow: String?

    /// Puts the flags into a request; what only the gateway's own program does is refused, not passed over.
    func fill(_ request: inout OnboardRequest) throws(Problem) {
        if installDaemon && !skipDaemon { throw Self.notOurs("--install-daemon", "openclaw gateway install") }
        if reset { throw Self.notOurs("--reset", "openclaw reset") }
        request.gateway.mode = mode ?? request.gateway.mode
        request.gateway.port = gatewayPort ?? request.gateway.port
        request.gateway.bind = gatewayBind ?? request.gateway.bind
        request.gateway.auth = gatewayAuth ?? request.gateway.auth
        request.gateway.token =
            try SecretInput.read(value: gatewayToken, file: gatewayTokenFile, flag: "--gateway-token")
            ?? request.gateway.token
        request.gateway.password =
            try SecretInput.read(value: gatewayPassword, file: gatewayPasswordFile, flag: "--gateway-password")
            ?? request.gateway.password
        request.gateway.tailscale = tailscale ?? request.gateway.tailscale
        request.gateway.tailscaleResetOnExit = tailscaleResetOnExit || request.gateway.tailscaleResetOnExit
        request.gateway.remoteURL = remoteUrl
        request.workspace = workspace ?? request.workspace
        request.nodeManager = nodeManager ?? request.nodeManager
    }

    private static func notOurs(_ flag: String, _ command: String) -> Problem {
        Problem(
            code: "not-ours",
            message: Words.text("error.notOurs", ["flag": flag]),
            next: Words.text("error.notOurs.next", ["command": command])
        )
    }
}
