internal import GatewayHost
internal import JSON5
internal import Secrets

extension OnboardCommand: Runnable {
    @MainActor
    static func runBare(in context: ProgramContext) throws(Problem) -> Int32 {
        guard context.hasTerminal else { throw noTerminal }
        return try WizardCommand(context: context).run(OnboardRequest())
    }

    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        if check { return try checkAnswers() }
        let context = try context.waiting(lock)
        guard answers == nil || nonInteractive else {
            throw Problem(code: "risk-not-accepted", message: Words.text("error.answersAlone"))
        }
        let request = try request(on: context.host)
        let givesSecret = request.apiKey != nil || request.token != nil
        if nonInteractive {
            guard acceptRisk else { throw Self.riskNotAccepted }
            return try flagOnboarding(in: context).run(request)
        }
        guard !request.concernsGateway() else {
            throw Problem(code: "risk-not-accepted", message: Words.text("error.gatewayFlags"))
        }
        if givesSecret || dryRun {
            var alone = request
            alone.credentialAlone = true
            return try flagOnboarding(in: context).run(alone)
        }
        guard context.hasTerminal, !noInput, !json else { throw Self.noTerminal }
        return try WizardCommand(context: context, checksUnasked: verify ?? true).run(request)
    }

    /// `--check`: lists the mistakes of the answers file.
    private func checkAnswers() throws(Problem) -> Int32 {
        guard let answers else {
            throw Problem(code: "usage", message: Words.text("error.answers.checkAlone"))
        }
        let mistakes = try AnswersInput.mistakes(in: answers)
        if json {
            let list = mistakes.map { mistake -> Value in
                let allowed = mistake.problem.next.map(Value.string) ?? .null
                return .object([
                    "key": .string(mistake.key), "line": .integer(mistake.line),
                    "message": .string(ProgramWord.redact(mistake.problem.message)), "allowed": allowed,
                ])
            }
            Console.output(
                json: .object(["ok": .bool(mistakes.isEmpty), "changed": .bool(false), "mistakes": .array(list)])
            )
        } else {
            for mistake in mistakes { Console.report(mistake.problem, json: false) }
            if mistakes.isEmpty { Console.output(Words.text("answers.fine", ["path": answers])) }
        }
        return mistakes.isEmpty ? 0 : 1
    }

    @MainActor
    private func flagOnboarding(in context: ProgramContext) -> FlagOnboarding {
        FlagOnboarding(
            context: context,
            dryRun: dryRun,
            json: json,
            yes: yes,
            checking: verify == true ? (saveUnverified ? .thenSave : .orNothing) : .none
        )
    }

    private func request(on host: Host) throws(Problem) -> OnboardRequest {
        guard fields.standardInputs + gateway.fields.standardInputs < 2 else {
            throw Problem(code: "two-inputs", message: Words.text("error.secret.twoInputs"))
        }
        var request = try AnswersInput.read(answers, host)
        try fields.fill(&request)
        try gateway.fill(&request)
        return request
    }

    /// The wording and the address are the gateway's.
    private static var riskNotAccepted: Problem {
        Problem(
            code: "risk-not-accepted",
            message: Words.text("error.risk"),
            details: [Words.text("error.risk.read")],
            next: Words.text("error.risk.next")
        )
    }

    private static var noTerminal: Problem {
        Problem(
            code: "no-terminal",
            message: Words.text("error.noTerminal"),
            details: Words.text("error.noTerminal.flags").split(separator: "\n").map(String.init),
            next: Words.text("error.noTerminal.next")
        )
    }
}
