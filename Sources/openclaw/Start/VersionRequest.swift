internal import GatewayHost
internal import JSON5

/// `openclaw --version --verbose`: also the release of the gateway here and where it keeps credentials. Read-only.
struct VersionRequest: Equatable {
    private let printsDocument: Bool

    /// Nil for any other line; plain `--version` is the parser's.
    init?(_ words: [String]) {
        guard words.contains("--version"), words.contains("--verbose"),
            words.allSatisfy({ ["--version", "--verbose", "--json"].contains($0) })
        else { return nil }
        printsDocument = words.contains("--json")
    }

    func run(in context: ProgramContext) -> Int32 {
        let snapshot = context.snapshot()
        let overview = GatewayOverview(snapshot, context.live)
        if printsDocument {
            var members: Members = ["version": .string(Version.program), "files": .string(Version.gateway)]
            for (name, value) in overview.members { members[name] = value }
            Console.output(json: .object(members))
        } else {
            for line in [Version.line] + overview.lines(Words.texts) { Console.output(line) }
        }
        return 0
    }
}
