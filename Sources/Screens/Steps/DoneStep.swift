internal import Anthropic
internal import Credentials
internal import GatewayHost
internal import TerminalUI

extension StepID { static let done = StepID("done") }

/// What was done and the next steps; the same lines are printed on the normal screen afterwards.
struct DoneStep: Step {
    let id = StepID.done
    var keys: KeyContext { canUndo ? .done : .undone }
    let hasRail = false
    let enterLabel = "leaveRow"
    var state: State
    /// The state of the check at the time of the apply.
    var check = CheckView.none
    /// Whether the checked model is the one the gateway will use.
    var isModelChecked = false

    /// How the page was reached.
    enum State: Sendable, Equatable {
        case nothing
        case saved(ApplyReport)
        /// The apply was undone; the lines say what was restored.
        case undone([String])
    }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {}

    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        key == .enter ? .leave(code: 0) : .ignored
    }

    /// Whether undo is possible.
    var canUndo: Bool {
        if case .saved(let report) = state { report.canBeUndone } else { false }
    }

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        switch state {
        case .nothing: return [.title(words("farewell.nothing"))]
        case .undone(let lines): return [.title(words("done.undone")), .gap] + lines.map { .text("  " + $0) }
        case .saved(let report):
            let isStored = answers.storesCredential
            let lacks = !isStored && lacksCredential(context, answers)
            let title =
                lacks
                ? words("done.saved.noCredential", ["agent": report.agent]) : title(report, words, isStored: isStored)
            return [.title(title)] + reason(report, words, isStored: isStored, lacks) + [.gap]
                + [.facts(facts(of: report, context)), .gap]
                + notes(of: report, words)
                + [.text(words("done.next")), .facts(nextCommands(report, words, lacksCredential: lacks))]
                + (words.isSpoken ? [] : [.gap, .text(words("done.stays"), .muted).optional])
        }
    }

    private func facts(of report: ApplyReport, _ context: StepContext) -> [Fact] {
        let words = context.words
        var facts =
            verified(words)
            + report.written.map { file in
                let path = words.isNarrow ? file.path.lastComponent : file.path
                return Fact(label: words(file.created ? "done.created" : "done.written"), value: path, lead: .ok)
            }
        if !report.backupFolder.isEmpty {
            let shown = context.display(report.backupFolder)
            let folder = words.isNarrow ? shown.lastTwoComponents : shown
            facts.append(Fact(label: words("done.backup"), value: folder))
        }
        if let payer = report.payer {
            facts.append(Fact(label: words("done.paidBy"), value: words.payer(payer)))
        }
        return facts + [Fact(label: words("done.gateway"), value: gateway(report, words))]
    }

    /// Whether the chosen agents have nothing to answer with: no profile of their own or of main, and no variable.
    private func lacksCredential(_ context: StepContext, _ answers: SetupAnswers) -> Bool {
        let facts = context.facts
        guard facts.environmentKeys.isEmpty, facts.winner(of: answers.agents) == nil else { return false }
        return facts.agents.filter { answers.agents.contains($0.id) }.allSatisfy { $0.store == .none }
    }

    private func title(_ report: ApplyReport, _ words: Words, isStored: Bool) -> String {
        // A check says nothing of a config with which the gateway does not start.
        guard check.isVerified, report.verdict?.obstacle == nil else {
            return words(isStored ? "done.saved" : "done.saved.settings")
        }
        return isModelChecked ? words("done.canAnswer", ["agent": report.agent]) : words("done.works")
    }

    /// Why nobody answers, or why it is not verified.
    private func reason(_ report: ApplyReport, _ words: Words, isStored: Bool, _ lacksCredential: Bool) -> [Block] {
        if !lacksCredential, let obstacle = report.verdict?.obstacle { return [.note(.error, obstacle)] }
        return switch check {
        // Nothing was stored that could have been checked.
        case .none where !isStored, .open where !isStored: []
        case .none, .open: [.text(words("done.notVerified"))]
        case .impossible(let word):
            [.text(words("done.noCheck", ["reason": CheckWords(words.texts).short(code: word)]))]
        case .running: [.text(words("done.notAwaited"))]
        case .ended(let verification) where verification.isVerified: []
        case .ended(let verification): [.text(CheckWords(words.texts).sentence(verification))]
        }
    }

    private func verified(_ words: Words) -> [Fact] {
        guard let verification = check.verification, verification.isVerified else { return [] }
        let seconds = verification.secondsText
        let value = words(
            seconds == nil ? "done.answered" : "done.answered.in",
            ["model": verification.model, "seconds": seconds ?? ""]
        )
        return [Fact(label: words("done.verified"), value: value, lead: .ok)]
    }

    /// Only whether the gateway runs is known.
    private func gateway(_ report: ApplyReport, _ words: Words) -> String {
        guard let pid = report.gatewayProcess else { return words("done.gateway.stopped") }
        return words("done.gateway.running", ["pid": String(pid)])
    }

    private func notes(of report: ApplyReport, _ words: Words) -> [Block] {
        let changed = report.written.filter(\.changedSince)
        let left = report.leftOver(words.texts).map { [Block.note(.warning, $0.withoutMark), .gap] } ?? []
        guard !changed.isEmpty else { return left }
        let paths = changed.map(\.path).joined(separator: ", ")
        return [.note(.warning, words("done.changedSince", ["paths": paths])), .gap] + left
    }

    /// The command that goes on from here.
    private func look(_ report: ApplyReport, _ flags: String, _ agent: String, lacksCredential: Bool) -> String {
        if lacksCredential { return "openclaw models auth add" + agent }
        if report.verdict?.isConfigRefused == true { return "openclaw config validate" }
        return "openclaw models status" + flags
    }

    /// Commands use no-break spaces, so that they do not wrap.
    private func nextCommands(_ report: ApplyReport, _ words: Words, lacksCredential: Bool) -> [Fact] {
        let agent = report.agent == "main" ? "" : " --agent \(report.agent)"
        let undo = words("done.undo.puts", count: report.written.count)
        // Suggest `--probe` if the credential was not verified.
        let probe = check.isVerified ? "" : " --probe"
        let command = look(report, agent + probe, agent, lacksCredential: lacksCredential)
        let status = Fact(label: "", value: command.unbroken)
        guard report.canBeUndone else { return [status] }
        return [status, Fact(label: "", value: "openclaw undo".unbroken, aside: undo)]
    }

    func asking(_ context: StepContext) -> Asking { .nothing }
    func widgetRows(columns: Int, _ context: StepContext) -> Int { 0 }
    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? { nil }
}

extension String {
    /// The text with no-break spaces.
    var unbroken: String { replacing(" ", with: "\u{A0}") }
    /// The warning mark is drawn, so its text form is removed.
    fileprivate var withoutMark: String { hasPrefix("! ") ? String(dropFirst(2)) : self }
    fileprivate var lastComponent: String { String(split(separator: "/").last ?? self[...]) }
    fileprivate var lastTwoComponents: String { split(separator: "/").suffix(2).joined(separator: "/") }
}
