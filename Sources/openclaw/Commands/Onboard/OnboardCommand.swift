internal import ArgumentParser
internal import GatewayHost

/// `openclaw onboard`: the wizard on a terminal; without one the same plan is built from flags.
struct OnboardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "onboard",
        abstract: Words.text("help.onboard.abstract"),
        discussion: HelpWords.discussion("help.onboard.discussion")
    )

    @OptionGroup var fields: FieldFlags<FieldFlagGroup.Credential>

    @OptionGroup(title: "Gateway (with --non-interactive)")
    var gateway: GatewayOptions

    @Option(help: Words.help("onboard.answers"))
    var answers: String?

    @Flag(help: Words.help("onboard.check"))
    var check = false

    @Flag(help: Words.help("onboard.nonInteractive"))
    var nonInteractive = false

    @Flag(help: Words.help("onboard.acceptRisk"))
    var acceptRisk = false

    @Flag(inversion: .prefixedNo, help: Words.help("onboard.verify"))
    var verify: Bool?

    @Flag(help: Words.help("onboard.saveUnverified"))
    var saveUnverified = false

    @Flag(help: Words.help("onboard.dryRun"))
    var dryRun = false

    @Flag(help: Words.help("onboard.yes"))
    var yes = false

    @Flag(help: Words.help("onboard.json"))
    var json = false

    @Flag(help: Words.help("onboard.noInput"))
    var noInput = false

    @OptionGroup var surface: SurfaceOptions

    @OptionGroup var lock: LockOptions
}

extension Words {
    /// The help line of an option.
    static func help(_ key: String) -> ArgumentHelp { ArgumentHelp(HelpWords.text("help." + key)) }
}
