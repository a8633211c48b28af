internal import GatewayHost
internal import Glibc
internal import Secrets
internal import TerminalUI

/// Asks for a secret in a one-line masked field: asterisks, the length and the last four characters, never the secret.
///
/// A multi-line paste is one answer, even in a terminal without bracketed paste.
@MainActor
struct MaskedPrompt {
    enum Answer {
        /// With what the paste said of it if it is Claude Code's own login.
        case secret(Secret, ClaudeLogin?)
        /// Escape, Ctrl-C, Ctrl-D, or the terminal was closed; with the exit code.
        case left(code: Int32)
    }

    private let terminal: RawTerminal
    private let check: SecretCheck
    /// What is asked for; where it is a setup-token, nothing else is taken.
    private let wanted: SecretKind?
    private var field = SecretField()
    private var decoder = KeyDecoder()
    private var bytes = ByteInput()
    private var answer: Answer?
    /// The secret a warning was shown for; a second Enter accepts it.
    private var warned: Secret?
    /// Whether the last change was a paste: the end of what is being typed would reveal each key press.
    private var isPasted = false

    /// Shows the question and waits for an answer; nil without a terminal.
    ///
    /// - Parameter wanted: where it is a setup-token, nothing else is taken or offered.
    static func ask(_ question: [String], wanted: SecretKind? = nil) -> Answer? {
        guard let terminal = RawTerminal(enter: "\u{1B}[?2004h", reset: "\u{1B}[?2004l\r\u{1B}[K") else { return nil }
        defer { terminal.close() }
        var prompt = MaskedPrompt(terminal: terminal, check: SecretCheck(texts: Words.texts), wanted: wanted)
        return prompt.run(question)
    }

    private init(terminal: RawTerminal, check: SecretCheck, wanted: SecretKind?) {
        self.terminal = terminal
        self.check = check
        self.wanted = wanted
    }

    private mutating func run(_ question: [String]) -> Answer {
        for line in question { say(line) }
        draw()
        while true {
            if let answer { return answer }
            let now = MonotonicClock.now()
            let deadline = decoder.deadline.map { Int(max(0, $0 - now)) }
            switch terminal.next(timeoutMilliseconds: deadline) {
            case .input: read()
            case .timedOut: settle()
            case .signal(SIGWINCH), .signal(SIGCONT), .other: draw()
            case .signal(SIGTSTP): say(Words.text("prompt.noSuspend"))
            case .signal(let number): return .left(code: 128 + number)
            case .hungUp: return .left(code: 128 + SIGHUP)
            }
        }
    }

    private mutating func read() {
        var inputs: [RawInput] = []
        var reader = bytes
        terminal.withInput { inputs = reader.feed($0) }
        bytes = reader
        for input in inputs { take(decoder.feed(input, at: MonotonicClock.now())) }
        settle()
    }

    /// An Escape byte is the Escape key only if no further bytes follow.
    private mutating func settle() {
        for input in bytes.settle() { take(decoder.feed(input, at: MonotonicClock.now())) }
        take(decoder.settle(at: MonotonicClock.now()))
        draw()
    }

    private mutating func take(_ keys: [Key]) {
        for key in keys where answer == nil { take(key) }
    }

    private mutating func take(_ key: Key) {
        let before = field.secret
        defer {
            if field.secret != before { if case .character = key { isPasted = false } else { isPasted = true } }
        }
        switch key {
        case .escape, .control("c"): answer = .left(code: 130)
        case .control("d") where field.isEmpty: answer = .left(code: 130)
        case .control("z"): say(Words.text("prompt.noSuspend"))
        case .brokenPaste(let piece): tell(piece, field.handle(key))
        default: act(field.handle(key))
        }
    }

    /// A paste arrived in pieces: shows how much has arrived.
    private mutating func tell(_ piece: BrokenPaste, _ action: WidgetAction) {
        if case .pasted(let paste, _) = action, paste.outcome.secret == nil { return refuse(paste.outcome) }
        if case .refused = action { return act(action) }
        let (key, count) =
            switch piece.progress {
            case .paused: ("wizard.credential.paused", piece.whole.count)
            case .ended: ("wizard.credential.late", field.count)
            case .lost: ("wizard.credential.broken", field.count)
            }
        say(Words.text(key, ["count": String(count)]))
    }

    private mutating func act(_ action: WidgetAction) {
        switch action {
        case .accepted: accept()
        case .pasted(let paste, _):
            if case .refused(.tooShort) = paste.outcome, case .refused(.tooShort(let count)) = field.reading.outcome {
                say(Words.text("wizard.credential.piece", ["count": String(count)]))
            } else if paste.outcome.secret == nil {
                refuse(paste.outcome)
            }
        case .refused(.full(let limit)):
            say(Words.text("wizard.refused.tooLong", ["count": "\(field.count)", "limit": "\(limit)"]))
        case .refused(.fullWidthLetters): say(Words.text("wizard.field.fullWidth"))
        case .refused(.typedAfterPaste): say(Words.text("wizard.field.typedAfterPaste"))
        default: break
        }
    }

    private mutating func accept() {
        let outcome = field.reading.outcome
        guard let secret = outcome.secret else { return refuse(outcome) }
        if case .unknownKind = outcome, secret.count < TokenLength.leastOfAny {
            return say(
                Words.text(
                    "wizard.refused.tooLittle." + (secret.count == 1 ? "one" : "other"),
                    ["count": String(secret.count)]
                )
            )
        }
        if wanted == .setupToken, case .unknownKind = outcome { return say(Words.text("prompt.notAToken")) }
        if let warning = warning(outcome), warned != secret {
            warned = secret
            return say(warning)
        }
        let values = ["count": String(secret.count), "ending": secret.ending]
        say(Words.text(secret.ending.isEmpty ? "prompt.taken.short" : "prompt.taken", values))
        answer = .secret(secret, field.reading.login)
    }

    private func warning(_ outcome: PastedSecret) -> String? {
        switch outcome {
        case .apiKey where field.mayBeCutOff: Words.text("prompt.broken", ["count": String(field.count)])
        case .setupToken(_, .looksCutOff(let count)): Words.text("prompt.cutOff", ["count": String(count)])
        case .unknownKind: Words.text("prompt.unknownKind")
        default: nil
        }
    }

    private mutating func refuse(_ outcome: PastedSecret) {
        switch outcome {
        case .refused(let reason): say(check.problem(reason).message)
        case .several(let found): say(Words.text("error.secret.several", ["count": String(found.count)]))
        default: break
        }
    }

    /// Whether nothing more is to come, as far as its length tells. The terminal keeps each line that was written: the ends
    /// of two pieces would be eight characters of one secret.
    private var isWhole: Bool {
        guard isPasted, !field.mayBeCutOff, let secret = field.reading.outcome.secret else { return false }
        return !TokenLength.isOdd(secret)
    }

    // MARK: - Drawing

    private func say(_ line: String) {
        terminal.write("\r\u{1B}[K\(line)\r\n")
        draw()
    }

    private func draw() {
        guard answer == nil else { return }
        let secret = field.secret
        let ending = isWhole ? secret.ending : ""
        let values = ["count": String(secret.count), "ending": ending]
        let facts =
            secret.isEmpty ? "" : "  " + Words.text(ending.isEmpty ? "prompt.count" : "prompt.countEnds", values)
        let width = TextWidth.columns(of: facts)
        let room = max(1, terminal.size.columns - 3 - width)
        let stars = String(repeating: "*", count: min(secret.count, room))
        terminal.write("\r\u{1B}[K> \(stars)\(facts)")
        if width > 0 { terminal.write("\u{1B}[\(width)D") }
    }
}
