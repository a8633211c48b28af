internal import Credentials
internal import GatewayHost
internal import TerminalUI

/// One row of the history: a change or a backup.
struct HistoryRow: Sendable {
    enum Subject: Sendable {
        case apply(History.Apply)
        case backup(History.Backup)
    }

    let id: String
    let subject: Subject
    let time: String
    let text: String
    /// Whether it can be undone or restored, as a word.
    let state: String
    let isPossible: Bool

    var isApply: Bool {
        if case .apply = subject { true } else { false }
    }

    var backup: History.Backup? {
        if case .backup(let backup) = subject { backup } else { nil }
    }

    /// What a filter searches.
    var searched: String { time + " " + text + " " + state }
}

/// Makes the rows: the changes first, then the backups, each newest first.
struct HistoryRows {
    let history: History
    let text: HistoryText
    let words: Words
    /// Unix milliseconds of the screen's clock.
    let now: Int64

    var rows: [HistoryRow] { history.applies.map(row) + history.backups.map(row) }

    private func row(_ apply: History.Apply) -> HistoryRow {
        HistoryRow(
            id: "apply." + apply.id,
            subject: .apply(apply),
            time: text.moment(apply.time, now: now),
            text: shortened(apply.what),
            state: text.word(apply, now: now, isNarrow: words.isNarrow),
            isPossible: apply.undo.isPossible
        )
    }

    private func row(_ backup: History.Backup) -> HistoryRow {
        let values = ["file": text.file(backup.id.path), "before": shortened(backup.before)]
        return HistoryRow(
            id: "backup." + backup.id.record + "." + backup.id.path,
            subject: .backup(backup),
            time: text.moment(backup.time, now: now),
            text: words("history.backup", values),
            state: text.word(backup, isNarrow: words.isNarrow),
            isPossible: backup.state == .possible
        )
    }

    /// On a phone the provider that all profiles share is left out first.
    private func shortened(_ text: String) -> String {
        words.isNarrow ? text.replacing(ProfileNaming.anthropicPrefix, with: "") : text
    }
}
