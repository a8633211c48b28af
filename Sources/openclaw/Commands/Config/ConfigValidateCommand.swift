internal import ArgumentParser
internal import GatewayConfig
internal import GatewayHost

/// `openclaw config validate`: what the gateway rejects or ignores, with file, line and the nearest known key.
struct ConfigValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: Words.text("help.config.validate.abstract"),
        discussion: HelpWords.discussion("help.config.validate.discussion")
    )

    @Flag(help: Words.help("config.json"))
    var json = false

    @Flag(help: Words.help("config.strict"))
    var strict = false
}

extension ConfigValidateCommand: Runnable {
    /// Exit code 1 if the gateway rejects the config; with `--strict` also if that is not certain.
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let snapshot = context.snapshot()
        let service = snapshot.config.unset.isEmpty ? nil : ServiceSnapshot.read(snapshot, context.live)
        let explain = context.live.explanation(of: snapshot)
        let review = try ConfigReview(snapshot, explain, service: service)
        if json {
            Console.output(json: review.document(snapshot, isStrict: strict))
        } else {
            Console.output(review.lines(snapshot, explain))
        }
        return review.exitCode(isStrict: strict)
    }
}
