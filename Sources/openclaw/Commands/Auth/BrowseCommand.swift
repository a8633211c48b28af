internal import ArgumentParser
internal import GatewayHost

/// `openclaw models auth browse`: the full-screen profile table, which `openclaw models auth` also opens on a terminal.
struct BrowseCommand: ParsableCommand {
    static let configuration = Words.command("browse", "browse")

    @Option(help: Words.help("auth.agent"))
    var agent: String?

    @OptionGroup var surface: SurfaceOptions
}

extension BrowseCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try BrowseSurface(context: context).profiles(agent: agent)
    }
}
