internal import ArgumentParser
internal import ChildProgram
internal import Credentials
internal import FileTransactions
internal import GatewayHost
internal import Glibc
internal import Secrets
internal import TerminalUI

/// `openclaw models auth setup-token`: runs `claude setup-token` in this terminal, or takes a token made elsewhere.
struct SetupTokenCommand: ParsableCommand {
    static let configuration = Words.command("setup-token", "setupToken")

    @OptionGroup var source: SecretOptions
    @OptionGroup var writing: WritingOptions
}

extension SetupTokenCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        if let provider = source.provider, provider.lowercased() != ProviderName.anthropic {
            throw Problem(code: "wrong-provider", message: Words.text("auth.setupToken.provider"))
        }
        var storing = Storing(context: context, source: source, writing: writing, wanted: .setupToken)
        guard source.tokenFile == nil, context.hasTerminal, !writing.json,
            let program = ProgramSearch.find("claude", in: context.host.environment["PATH"])
        else { return try storing.run() }
        let work = try ProfileWriting(context: context, options: writing)
        let ready = try storing.prepare(work)
        switch wantsRelay() {
        case .paste: return try storing.ask(ready, work)
        case .left(let code): return code
        case .relay: break
        }
        let claude = ClaudeProgram(path: program, environment: context.host.environment, asks: !writing.yes)
        switch try claude.makeToken() {
        case .success(let token):
            storing.madeAt = context.host.clock.now()
            return try storing.store(token, ready, work)
        case .failure(let left): return left.code
        }
    }

    /// Where the token comes from.
    private enum Way {
        case relay
        case paste
        case left(Int32)
    }

    @MainActor
    private func wantsRelay() -> Way {
        guard !writing.yes else { return .relay }
        Console.output([.sentence(Words.text("relay.offer"))])
        switch KeyQuestion.ask(Words.text("relay.question"), keys: ["p"]) {
        case .enter: return .relay
        case .left(let code): return .left(code)
        case .key, nil: return .paste
        }
    }
}

/// The installed `claude` program.
@MainActor
struct ClaudeProgram {
    let path: String
    let environment: [String: String]
    /// Whether a person can be asked.
    let asks: Bool

    /// Runs `claude setup-token` in a masked screen; its token gets the same checks as a pasted one.
    func makeToken() throws(Problem) -> Result<Secret, SecretAsking.Left> {
        let outcome: MaskedRelay.Outcome?
        do throws(ChildError) {
            outcome = try MaskedRelay.run(path, ["setup-token"], environment: Self.allowed(environment))
        } catch {
            throw Self.cannotStart(path, error)
        }
        switch outcome {
        case .ended(let finding)?: return try judge(finding)
        case .left(let code)?:
            Console.output(Words.text("relay.left"))
            return .failure(SecretAsking.Left(code: code))
        case .failed(let code)?:
            throw Self.problem("relay.failed", ["code": String(code)])
        case nil: throw Self.problem("relay.noToken", [:])
        }
    }

    /// A token read from a screen is stored only if it is certainly one complete token.
    private func judge(_ finding: TokenSight.Finding) throws(Problem) -> Result<Secret, SecretAsking.Left> {
        let check = SecretCheck(texts: Words.texts)
        switch finding {
        case .whole(let token): return .success(try check.readToken(token))
        case .nothing: throw Self.problem("relay.noToken", [:])
        case .several(let count): throw Self.problem("relay.several", ["count": String(count)])
        case .doubtful(let seen):
            let token = try check.readToken(seen)
            let isLong = token.count == TokenLength.ofWholeToken
            let key = isLong ? "relay.doubtful.broken" : "relay.doubtful.length"
            let values = ["count": String(token.count), "ending": token.ending]
            guard asks else { throw Self.problem(key, values) }
            Console.output([.sentence(Words.text(key, values), .warning)])
            switch KeyQuestion.ask(Words.text("relay.doubtful.question"), keys: ["s"]) {
            case .key: return .success(token)
            case .left(let code): return .failure(SecretAsking.Left(code: code))
            case .enter, nil: throw Self.problem(key, values)
            }
        }
    }

    private static func cannotStart(_ path: String, _ error: ChildError) -> Problem {
        let reason = if case .failed(let code) = error { String(cString: strerror(code)) } else { "" }
        return Problem(
            code: "cannot-start",
            message: Words.text("error.cannotStart", ["program": path, "reason": reason]),
            next: Words.text("relay.failed.next")
        )
    }

    private static func problem(_ key: String, _ values: [String: String]) -> Problem {
        Problem(
            code: "no-token-made",
            message: Words.text(key, values),
            details: [Words.text("file.nothingChanged")],
            next: Words.text("relay.failed.next")
        )
    }

    /// The environment variables that the login needs; none that holds a credential.
    private static func allowed(_ environment: [String: String]) -> [String: String] {
        let names: Set<String> = [
            "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "COLORTERM", "LANG", "LANGUAGE", "TZ", "TMPDIR",
            "BROWSER",
            "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "SSH_CONNECTION", "SSH_TTY", "NO_COLOR",
            "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "NODE_EXTRA_CA_CERTS",
            "SSL_CERT_FILE", "SSL_CERT_DIR", "CLAUDE_CONFIG_DIR",
        ]
        return environment.filter { names.contains($0.key) || $0.key.hasPrefix("LC_") || $0.key.hasPrefix("XDG_") }
    }
}
