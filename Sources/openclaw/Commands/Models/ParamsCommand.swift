internal import ArgumentParser
internal import GatewayHost

/// `openclaw models params`: the full-screen table of all models' parameters.
struct ParamsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "params",
        abstract: Words.text("help.params.abstract"),
        discussion: HelpWords.discussion("help.params.discussion")
    )

    @OptionGroup var surface: SurfaceOptions
}

extension ParamsCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try BrowseSurface(context: context).parameters()
    }
}
