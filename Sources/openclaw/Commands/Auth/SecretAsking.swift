internal import Credentials
internal import GatewayHost
internal import Glibc
internal import Secrets

/// Reads the secret of a command from a file, from piped standard input, or from the masked field on a terminal.
@MainActor
struct SecretAsking {
    /// The person left the field without an answer.
    struct Left: Error {
        let code: Int32
    }

    /// The kind that is wanted; nil for either. A secret of the other kind is stored as what it is, or refused by name.
    let wanted: SecretKind?
    let file: String?
    /// Whether the masked field can be shown.
    let canAsk: Bool

    /// What was given.
    struct Given {
        /// Cleaned.
        let secret: Secret
        /// It is Claude Code's own login.
        let login: ClaudeLogin?
    }

    /// Throws with the next step if the input cannot be used; nothing of it is kept.
    /// - Parameters:
    ///   - snapshot: tells the time; a login that has ended is refused.
    ///   - zone: of the times that are shown.
    func secret(_ snapshot: HostSnapshot, _ zone: ClockZone) throws(Problem) -> Result<Given, Left> {
        let check = SecretCheck(texts: Words.texts)
        guard file != nil || isatty(STDIN_FILENO) == 0 else { return try ask(check, snapshot, zone) }
        let input = try SecretInput.required(file: file)
        return .success(try given(try judged(input, check), PasteReader.read(input).login, check, snapshot, zone))
    }

    private func ask(
        _ check: SecretCheck,
        _ snapshot: HostSnapshot,
        _ zone: ClockZone
    ) throws(Problem) -> Result<Given, Left> {
        guard canAsk else { throw Self.noField }
        let question = [questionKey, "prompt.hint"].map { Words.text($0) }
        while true {
            switch MaskedPrompt.ask(question, wanted: wanted) {
            case nil: throw Self.noField
            case .left(let code)?: return .failure(Left(code: code))
            case .secret(let secret, let login)?:
                do throws(Problem) {
                    return .success(try given(try judged(secret, check), login, check, snapshot, zone))
                } catch {
                    Console.report(error, json: false)
                }
            }
        }
    }

    /// Says what to know of a login.
    private func given(
        _ secret: Secret,
        _ login: ClaudeLogin?,
        _ check: SecretCheck,
        _ snapshot: HostSnapshot,
        _ zone: ClockZone
    ) throws(Problem) -> Given {
        if let login { Console.error(try check.words(for: login, now: snapshot.readAt, zone: zone)) }
        return Given(secret: secret, login: login)
    }

    private var questionKey: String {
        switch wanted {
        case .apiKey: "prompt.question.apiKey"
        case .setupToken: "prompt.question.token"
        case nil: "prompt.question.either"
        }
    }

    private func judged(_ given: Secret, _ check: SecretCheck) throws(Problem) -> Secret {
        guard wanted == .setupToken else { return try check.read(given) }
        do throws(Problem) {
            return try check.readToken(given)
        } catch {
            guard case .apiKey = PasteReader.read(given).outcome else { throw error }
            var problem = error
            problem.next = Words.text("auth.isAPIKey.next")
            throw problem
        }
    }

    private static var noField: Problem {
        Problem(
            code: "no-terminal",
            message: Words.text("auth.noField"),
            details: [Words.text("file.nothingChanged")],
            next: Words.text("auth.noField.next")
        )
    }
}
