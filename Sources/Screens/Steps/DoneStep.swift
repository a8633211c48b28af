internal import Anthropic
internal import GatewayHost
internal import TerminalUI

extension StepID { static let done = StepID("done") }

/// What was done, and where to go from here; the same lines are printed on the normal screen afterwards.
struct DoneStep: ListStep {
    let id = StepID.done
    var state: State
    /// The state of the check at the time of the apply.
    var check = CheckView.none
    /// Whether the checked model is the one the gateway will use.
    var isModelChecked = false
    /// What was written to each file, by its shown path.
    var told: [String: String] = [:]
    var list = PickList([])

    /// How the page was reached.
    enum State: Sendable, Equatable {
        case nothing
        case saved(ApplyReport)
        /// The apply was undone; the lines say what was restored.
        case undone([String])
    }

    enum Row {
        static let add = "add"
        static let leave = "leave"
        static let home = "home"
        static let command = "command"
        static let undo = "undo"
    }

    init(state: State) { self.state = state }

    var keys: KeyContext { canUndo ? .done : .undone }

    var enterLabel: String {
        switch list.markedRow?.id {
        case Row.add: "add"
        case Row.home: "open"
        case Row.command: "command"
        case Row.undo: "undo"
        default: "leaveRow"
        }
    }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        list = PickList(rows(context, answers), labels: context.words.isNarrow ? 0 : 21)
    }

    /// A letter is a command here, not the beginning of a row.
    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        if case .character = key, KeyTable.command(for: key, in: keys) != nil { return .ignored }
        switch list.handle(key) {
        case .chosen(let index): return take(list.rows[index].id, context, &answers)
        case .handled: return .handled
        case .ignored, .accepted, .pasted, .refused: return .ignored
        }
    }

    mutating func take(_ id: String, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        switch id {
        case Row.add: .again
        case Row.home: .openHome
        case Row.command: .showCommand
        case Row.undo: .undo
        default: .leave(code: 0)
        }
    }

    private func rows(_ context: StepContext, _ answers: SetupAnswers) -> [PickRow] {
        let words = context.words
        let lacks = lacksCredential(context, answers)
        // The remarks stand in one column on every page of this kind, and not at all where there is no room.
        func row(_ id: String, _ remark: String) -> PickRow {
            PickRow(id: id, label: words("done.row." + id), notes: words.isNarrow ? [] : [remark])
        }
        var rows = lacks ? [row(Row.add, words("done.row.add.what"))] : []
        rows.append(row(Row.leave, words(lacks ? "done.row.leave.later" : "done.row.leave.stays")))
        // The browse screens need a screen.
        if !words.isSpoken { rows.append(row(Row.home, words("done.row.home.what"))) }
        rows.append(row(Row.command, words("done.row.command.what")))
        if canUndo, let what = undoing(words) { rows.append(row(Row.undo, what)) }
        return rows
    }

    /// Whether undo is possible.
    var canUndo: Bool {
        if case .saved(let report) = state { report.canBeUndone } else { false }
    }

    /// What undo does with the files: those that are new go away.
    func undoing(_ words: Words) -> String? {
        guard case .saved(let report) = state, !report.written.isEmpty else { return nil }
        let new = report.written.count(where: \.created)
        let old = report.written.count - new
        if old == 0 { return words("done.undo.removes", count: new) }
        if new == 0 { return words("done.undo.restores", count: old) }
        return words(
            "done.undo.both",
            ["new": words("done.undo.files", count: new), "old": words("done.undo.files.old", count: old)]
        )
    }

    /// Whether the chosen agents have nothing to answer with: no profile of their own or of main, and no variable.
    func lacksCredential(_ context: StepContext, _ answers: SetupAnswers) -> Bool {
        let facts = context.facts
        guard case .saved = state, !answers.storesCredential else { return false }
        guard facts.environmentKeys.isEmpty, facts.winner(of: answers.agents) == nil else { return false }
        return facts.agents.filter { answers.agents.contains($0.id) }.allSatisfy { $0.store == .none }
    }
}
