internal import Anthropic
internal import GatewayHost
internal import TerminalUI

// The page: the verdict with its evidence, what was written, and the rows.
extension DoneStep {
    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        report(context, answers) + [.gap, .widget]
    }

    /// The page without its rows, which is also what stays in the terminal.
    func report(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        switch state {
        case .nothing: return [.title(words("farewell.nothing"))]
        case .undone(let lines): return [.marked(.ok, [words("done.undone")]), .gap] + lines.map { .text($0) }
        case .saved(let report):
            let verdict = DoneVerdict(self, report, context, lacks: lacksCredential(context, answers), answers)
            return verdict.blocks + [.gap, .facts(facts(of: report, context), FactForm(labels: 10, endsAsides: true))]
                + notes(of: report, words)
        }
    }

    private func facts(of report: ApplyReport, _ context: StepContext) -> [Fact] {
        let words = context.words
        let written = report.written.map { file in
            let path = words.isNarrow ? file.path.lastComponent : file.path
            let aside = words.isNarrow ? "" : told[file.path] ?? ""
            return Fact(
                label: words(file.created ? "done.created" : "done.changed"),
                value: path,
                aside: aside,
                lead: .ok
            )
        }
        return written + backup(report, context) + [
            Fact(label: words("done.gateway"), value: gateway(report, words), labelStyle: .text)
        ]
    }

    private func backup(_ report: ApplyReport, _ context: StepContext) -> [Fact] {
        let words = context.words
        let label = words("done.backup")
        if report.written.allSatisfy(\.created), !report.written.isEmpty {
            return [
                Fact(label: label, value: words("done.backup.none", count: report.written.count), labelStyle: .text)
            ]
        }
        guard !report.backupFolder.isEmpty else { return [] }
        let shown = context.display(report.backupFolder)
        let folder = words.isNarrow ? shown.lastTwoComponents : shown
        return [Fact(label: label, value: folder, labelStyle: .text)]
    }

    /// Only whether the gateway runs is known.
    private func gateway(_ report: ApplyReport, _ words: Words) -> String {
        guard let pid = report.gatewayProcess else { return words("done.gateway.stopped") }
        return words("done.gateway.running", ["pid": String(pid)])
    }

    private func notes(of report: ApplyReport, _ words: Words) -> [Block] {
        let changed = report.written.filter(\.changedSince)
        let left = report.leftOver(words.texts).map { [Block.gap, .note(.warning, $0.withoutMark)] } ?? []
        guard !changed.isEmpty else { return left }
        let paths = changed.map(\.path).joined(separator: ", ")
        return [.gap, .note(.warning, words("done.changedSince", ["paths": paths]))] + left
    }

    /// The commands that go on from here, for the lines that stay in the terminal. What `columns` have no room for stands
    /// below them, in `longCommands`.
    func nextCommands(_ context: StepContext, _ answers: SetupAnswers, columns: Int) -> [Block] {
        guard case .saved(let report) = state else { return [] }
        let words = context.words
        let facts = commands(report, context, answers).map { command in
            let aside = command.last == Self.undoing ? undoing(words) : nil
            let value = words.texts.command(command.joined(separator: " ")).unbroken
            return Fact(label: "", value: value, aside: aside ?? "")
        }
        let fits = facts.allSatisfy { FrameLayout.textEdge + TextWidth.columns(of: $0.value) <= columns }
        return [.gap, .text(words("done.next"))] + (fits ? [.facts(facts)] : [])
    }

    /// The same commands where they are too long, because they begin with a long path: they go on behind a backslash.
    func longCommands(_ context: StepContext, _ answers: SetupAnswers, columns: Int) -> [String] {
        guard case .saved(let report) = state else { return [] }
        let texts = context.words.texts
        let indent = String(repeating: " ", count: FrameLayout.textEdge)
        let commands = commands(report, context, answers).map { [texts.command($0[0])] + $0.dropFirst() }
        let room = columns - FrameLayout.textEdge
        guard commands.contains(where: { TextWidth.columns(of: $0.joined(separator: " ")) > room }) else { return [] }
        return commands.flatMap { CommandText(parts: $0).lines(columns: room) }.map { indent + $0 }
    }

    private static let undoing = "undo"

    private func commands(_ report: ApplyReport, _ context: StepContext, _ answers: SetupAnswers) -> [[String]] {
        let status = next(report, lacks: lacksCredential(context, answers))
        return report.canBeUndone ? [status, [Self.undoing]] : [status]
    }

    /// What is worth typing next, without the program's word.
    private func next(_ report: ApplyReport, lacks: Bool) -> [String] {
        let agent = report.agent == "main" ? [] : ["--agent \(report.agent)"]
        if lacks { return ["models auth add"] + agent }
        if report.verdict?.isConfigRefused == true { return ["config validate"] }
        // Suggest `--probe` if the credential was not verified.
        return ["models status"] + agent + (check.isVerified ? [] : ["--probe"])
    }
}

extension String {
    /// The text with no-break spaces.
    var unbroken: String { replacing(" ", with: "\u{A0}") }
    /// The warning mark is drawn, so its text form is removed.
    fileprivate var withoutMark: String { hasPrefix("! ") ? String(dropFirst(2)) : self }
    fileprivate var lastTwoComponents: String { split(separator: "/").suffix(2).joined(separator: "/") }
}
