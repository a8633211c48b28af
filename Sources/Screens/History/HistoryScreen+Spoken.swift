internal import GatewayHost
internal import TerminalUI

// The history in line mode.
extension HistoryScreen: SpokenScreen {
    var writes: Bool { overlays.last?.writes ?? false }
    var isSettling: Bool { progress.settling != nil }

    var spokenPage: SpokenPage {
        switch overlays.last {
        case .proposal(let proposal): return spoken(proposal)
        case let overlay?: return overlay.spoken(words) ?? SpokenPage(lines: [], asking: .nothing, isOverlay: true)
        case nil: break
        }
        let values = ["page": words("history.name"), "scope": host.hostName]
        let nothing = rows.isEmpty ? [words("history.nothing")] : []
        let lines = problem.map { [words.spoken(.error, $0.message)] } ?? nothing
        return SpokenPage(
            subject: "history",
            place: words("line.page", values),
            lines: lines,
            asking: rows.isEmpty ? .nothing : .rows(spokenRows, marked: table.marked),
            isList: true
        )
    }

    /// The changes, then the backups, each with its head.
    private var spokenRows: [SpokenRow] {
        rows.indices.map { index in
            let row = rows[index]
            let isFirst = index == 0 || rows[index - 1].isApply != row.isApply
            let head = words(row.isApply ? "history.changes" : "history.backups")
            return SpokenRow(
                id: row.id,
                heading: isFirst ? head : "",
                text: words.spoken(joined: [row.time, row.text, row.state])
            )
        }
    }

    mutating func mark(_ row: SpokenRow) -> Bool {
        if !overlays.isEmpty { return markInOverlay(row) }
        table.mark(id: row.id)
        showMarked()
        return true
    }

    mutating func look(at time: Int64) {
        clock.printed(at: time)
        layOut()
    }
}
