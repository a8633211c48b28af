internal import Credentials
package import GatewayHost
internal import Secrets
package import TerminalUI

/// The agents and which profiles each can use: its own, main's, or none. Enter opens an agent's profiles.
package struct AgentsScreen: Screen {
    package var capabilities = TerminalCapabilities(colors: 0, unicode: false)

    private(set) var host: BrowseHost
    var table = Table(columns: [], ids: [])
    private var size = Size(columns: 80, rows: 24)
    private(set) var message: Message?
    private(set) var help: Reading?
    private var isFiltering = false
    /// The profile ids of all agents, main's first; one table column each.
    private var profiles: [String] = []

    package init(_ host: BrowseHost) {
        self.host = host
        layOut()
    }

    var words: Words { Words(host, size) }
    private var marks: Marks { Marks(capabilities) }
    var keys: KeyContext { help != nil ? .reading : isFiltering ? .filter : .agentTable }
    package var farewell: [String] { [] }
    package var draft: SetupDraft? { nil }

    // MARK: - Events

    package mutating func handle(_ event: ScreenEvent) -> [Effect] {
        switch event {
        case .resized(let size):
            self.size = size
            layOut()
        case .key(let key, _): return handle(key)
        case .suspendRefused: message = .plain(words("suspend.refused"))
        case .browse(.filesChanged): return [.browse(.read)]
        case .browse(.read(let host, _)):
            self.host = host
            layOut()
        case .browse, .presented, .woken, .reread, .applied, .undone, .checked, .recordFailed: break
        }
        return []
    }

    private mutating func handle(_ key: Key) -> [Effect] {
        if FrameLayout(size: size).isTooSmall { return key == .control("c") ? [.leave(code: 130)] : [] }
        message = nil
        if let secret = key.pasted {
            message = .warning(words(secret.looksLikeCredential ? "home.droppedKey" : "paste.dropped"))
            return []
        }
        if isFiltering { return handleFilter(key) }
        if help == nil, case .chosen(let index) = table.handle(key, pageRows: pageRows) {
            return [.browse(.open(.profiles(agent: host.agents[index].id, profile: nil)))]
        }
        return command(key)
    }

    private mutating func handleFilter(_ key: Key) -> [Effect] {
        let (rows, text) = (pageRows, searchText)
        return table.handleTyping(key, isFiltering: &isFiltering, pageRows: rows, text: text) ? [] : command(key)
    }

    private mutating func command(_ key: Key) -> [Effect] {
        KeyTable.command(for: key, in: keys).map { run($0) } ?? []
    }

    private mutating func run(_ command: Command) -> [Effect] {
        switch command {
        case .back:
            if help != nil {
                help = nil
            } else if table.filter.isEmpty {
                return [.browse(.back)]
            } else {
                clearFilter()
            }
        case .quit: return [.browse(.back)]
        case .leave: return [.leave(code: 130)]
        case .filter: isFiltering = true
        case .help:
            let sheet = HelpSheet(
                words: words,
                keys: .agentTable,
                enterLabel: "profiles",
                topic: "agentTable",
                name: words("agentTable.name")
            )
            help = help == nil ? sheet.reading : nil
        case .redraw: return [.repaint, .browse(.read)]
        case .suspend: return [.suspend]
        case .up, .down, .pageUp, .pageDown, .first, .last:
            let (area, marks) = (FrameLayout(size: size).body(messageRows: 0), marks)
            help?.scroll(command, in: area, marks: marks)
        default: break
        }
        return []
    }

    private mutating func clearFilter() {
        isFiltering = false
        table.setFilter("", text: searchText)
    }

    // MARK: - Table

    private var searchText: (Int) -> String {
        let agents = host.agents
        return { agents[$0].id + " " + (agents[$0].own + agents[$0].ofMain).joined(separator: " ") }
    }

    private mutating func layOut() {
        var seen: Set<String> = []
        let main = host.agent("main")?.own ?? []
        profiles = (main + host.agents.flatMap(\.own)).filter { seen.insert($0).inserted }
        let names = host.agents.map { TextWidth.columns(of: $0.id) }.max() ?? 0
        var columns = [Table.Column(words("agentTable.agent"), columns: names)]
        if words.isNarrow {
            let widest = host.agents.map { TextWidth.columns(of: count($0)) }.max() ?? 0
            columns.append(Table.Column(words("agentTable.profiles"), columns: widest))
        } else {
            let cells = ["own", "main", "none"].map { TextWidth.columns(of: words("agentTable." + $0)) }.max() ?? 0
            columns += profiles.enumerated().map { Table.Column($1.withoutProvider, columns: cells, rank: 1000 - $0) }
        }
        table.columns = columns
        table.more = MoreTexts(words)
        let text = searchText
        table.replace(ids: host.agents.map(\.id), text: text)
    }

    private func count(_ agent: BrowseHost.Agent) -> String {
        words("agentTable.count", ["own": String(agent.own.count), "main": String(agent.ofMain.count)])
    }

    private func cells(_ agent: BrowseHost.Agent) -> [Table.Cell] {
        guard !words.isNarrow else { return [Table.Cell(agent.id), Table.Cell(count(agent))] }
        let own = Set(agent.own)
        let ofMain = Set(agent.ofMain)
        return [Table.Cell(agent.id)]
            + profiles.map { id in
                if own.contains(id) { return Table.Cell(words("agentTable.own"), .ok) }
                return ofMain.contains(id)
                    ? Table.Cell(words("agentTable.main")) : Table.Cell(words("agentTable.none"), .muted)
            }
    }

    // MARK: - Drawing

    private var pageRows: Int { max(1, FrameLayout(size: size).body(messageRows: 0).rows - 3) }

    package func draw(on canvas: inout Canvas) -> Point? {
        let frame = BrowseFrame(
            words: words,
            marks: marks,
            size: size,
            header: BrowseHeader(
                title: words("agentTable.header"),
                user: host.user,
                host: host.hostName,
                scope: words("agentTable.count", count: host.agents.count)
            ),
            message: message,
            keys: keys,
            enterLabel: help == nil ? isFiltering ? "filterDone" : "profiles" : "back"
        )
        return frame.draw(on: &canvas) { canvas, area in
            if let help {
                return help.draw(on: &canvas, in: area, marks: marks) { words("reading.more", count: $0) }
            }
            let title = TextWrap.lines(words("agentTable.title"), columns: area.columns - FrameLayout.textEdge)
            let edge = FrameLayout.textEdge
            for (row, line) in title.enumerated() {
                canvas.put(line, at: area.inset(left: edge, top: row).origin, style: .title, limit: area.columns - edge)
            }
            let body = area.inset(top: title.count + 1)
            if isFiltering || !table.filter.isEmpty {
                let shown = words(
                    "list.count",
                    ["shown": String(table.shownCount), "total": String(host.agents.count)]
                )
                let text = "/" + table.filter + "  " + shown
                canvas.put(text, at: area.inset(left: edge, top: title.count).origin, limit: area.columns - edge)
            }
            table.draw(on: &canvas, in: body, marks: marks) { cells(host.agents[$0]) }
            return table.cursor(in: body)
        }
    }
}
