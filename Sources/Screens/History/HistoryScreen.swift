internal import GatewayConfig
package import GatewayHost
internal import Secrets
package import TerminalUI

/// What was changed on this host and can be undone, and the backups: each is previewed with its difference first.
///
///     let screen = HistoryScreen(host, seenAt: now)
package struct HistoryScreen: Screen, ProposingScreen {
    package var capabilities = TerminalCapabilities(colors: 0, unicode: false)

    private(set) var host: BrowseHost
    /// Nil if the records cannot be read.
    private(set) var history: History?
    private(set) var problem: Problem?
    private(set) var rows: [HistoryRow] = []
    /// Marks and filters the rows; they are drawn by `HistoryList`, because they stand in two groups.
    var table = Table(columns: [], ids: [])
    /// The difference of the marked row, which takes time to make.
    private(set) var difference: [DiffLine] = []
    private var shownID: String?
    var clock: ScreenClock
    var size = Size(columns: 80, rows: 24)

    var overlays: [BrowseOverlay] = []
    var message: Message?
    var progress = ProposalProgress()
    var isFiltering = false
    var isShown = false
    var told: [String] = []
    /// The apply whose undo is previewed; nil for the last one.
    var undoing: String?

    package init(_ host: BrowseHost, seenAt: Int64 = 0) {
        self.host = host
        clock = ScreenClock(readAt: host.readAt, seenAt: seenAt, isHeld: host.isSpoken)
        load()
    }

    // MARK: - Surroundings

    var words: Words { Words(host, size) }
    var marks: Marks { Marks(capabilities) }
    var text: HistoryText { HistoryText(texts: host.texts, zone: host.zone, display: host.display) }
    var now: Int64 { clock.now }
    package var farewell: [String] { told }
    package var draft: SetupDraft? { nil }

    var keys: KeyContext {
        if progress.waiting != nil { return .waiting }
        if progress.pending != nil { return .writing }
        if let overlay = overlays.last { return keys(of: overlay) }
        if isFiltering { return .filter }
        return rows.isEmpty ? .emptyHistory : .history
    }

    var enterLabel: String { overlays.last?.enterLabel ?? (isFiltering ? "filterDone" : "preview") }

    var bodyArea: Rect { FrameLayout(size: size).body(messageRows: 0) }

    // MARK: - Rows

    /// Takes a new read of the host; the mark stays on its row.
    mutating func update(_ host: BrowseHost, seenAt: Int64) {
        self.host = host
        clock = ScreenClock(readAt: host.readAt, seenAt: seenAt, isHeld: host.isSpoken)
        progress.expectsChange = false
        shownID = nil
        load()
        replanProposals()
    }

    private mutating func load() {
        switch host.history.value {
        case .success(let history): (self.history, problem) = (history, nil)
        case .failure(let problem): (history, self.problem) = (nil, problem)
        }
        layOut()
    }

    /// Makes the rows, whose texts depend on the width.
    mutating func layOut() {
        rows = history.map { HistoryRows(history: $0, text: text, words: words, now: now).rows } ?? []
        let searched = searchText
        table.replace(ids: rows.map(\.id), text: searched)
        showMarked()
    }

    var searchText: (Int) -> String {
        let rows = rows
        return { rows[$0].searched }
    }

    var marked: HistoryRow? { table.marked.map { rows[$0] } }

    /// Makes the difference of the marked row.
    mutating func showMarked() {
        guard shownID != marked?.id else { return }
        shownID = marked?.id
        difference =
            switch marked?.subject {
            case .apply(let apply): apply.files.flatMap { $0.lines() }
            case .backup(let backup): backup.change.lines()
            case nil: []
            }
    }

    mutating func wrote(_ proposal: Proposal) -> [Effect] { [] }
}
