internal import ArgumentParser
internal import GatewayHost

/// `openclaw config validate`: what the gateway rejects or ignores, with file, line and the nearest known key.
struct ConfigValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: Words.text("help.config.validate.abstract"),
        discussion: Words.text("help.config.validate.discussion")
    )

    @Flag(help: Words.help("config.json"))
    var json = false
}

extension ConfigValidateCommand: Runnable {
    /// Exit code 1 if the gateway rejects the config.
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let snapshot = context.snapshot()
        let review = try ConfigReview(snapshot)
        if json {
            Console.output(json: review.document(snapshot))
        } else {
            Console.output(review.lines(snapshot))
        }
        return review.issues.isEmpty ? 0 : 1
    }
}
