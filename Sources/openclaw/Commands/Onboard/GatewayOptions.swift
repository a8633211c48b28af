internal import ArgumentParser
internal import GatewayHost
internal import Secrets

/// The flags of `onboard --non-interactive` that configure the gateway itself and the agents' workspaces.
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

    // Only for remote mode, which this program does not set up: the value is never read, so never stored.
    @Option(help: .hidden)
    var remoteToken: String?

    @Flag(help: .hidden)
    var installDaemon = false

    @Flag(help: .hidden)
    var reset = false

    // The gateway's own onboarding does these steps and this one never does, so skipping them needs no message.
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

    /// Copies the flags into a request. A flag that only the gateway's program supports is an error, never ignored.
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
