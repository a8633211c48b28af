internal import ArgumentParser
internal import GatewayHost
internal import Secrets

/// The flags of `onboard --non-interactive` that configure the gateway itself and the agents' workspaces.
struct GatewayOptions: ParsableArguments {
    @Option(help: Words.help("onboard.mode"))
    var mode: String?

    @OptionGroup var fields: FieldFlags<FieldFlagGroup.Gateway>

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
        request.mode = mode
        request.remoteURL = remoteUrl
        try fields.fill(&request)
    }

    private static func notOurs(_ flag: String, _ command: String) -> Problem {
        Problem(
            code: "not-ours",
            message: Words.text("error.notOurs", ["flag": flag]),
            next: Words.text("error.notOurs.next", ["command": command])
        )
    }
}
