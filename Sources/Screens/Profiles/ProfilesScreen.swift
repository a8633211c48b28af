internal import Credentials
package import GatewayHost
internal import Secrets
package import TerminalUI

/// `openclaw models auth` on a terminal: an agent's profiles with their states, and the actions on each.
///
/// Every action shows its plan first; undo is one key. When files change outside, the rows update and the mark stays.
///
///     let screen = ProfilesScreen(host, agent: "main", seenAt: now)
package struct ProfilesScreen: Screen, ProposingScreen {
    package var capabilities = TerminalCapabilities(colors: 0, unicode: false) {
        // The marks of the checks are not equally wide everywhere.
        didSet { if capabilities.unicode != oldValue.unicode { measureChecks() } }
    }

    private(set) var host: BrowseHost
    private(set) var agent: String
    /// All rows in table order.
    private(set) var rows: ProfileRows
    /// The pane that is a table.
    var pane = Pane.main
    /// The row of each line of the table.
    private(set) var shown: [Int] = []
    /// How many of them are ready.
    private(set) var paneReadyCount = 0
    /// The rows that the table leaves to the line below it, and how many of them are ready.
    private(set) var others: [Int] = []
    private(set) var othersReadyCount = 0
    /// Whether the credential of the marked row can be checked, for the footer. Kept, because finding out can take the
    /// order of the whole provider.
    private(set) var markCanBeChecked = true
    /// The row that this was found out for; nil after the rows were replaced.
    private var notedID: String?
    private(set) var status: StatusText?
    /// The profiles whose secret the provider refused.
    private(set) var refused: Set<String> = []
    /// The earliest end of a cooldown.
    private(set) var nextReturn: Int64?
    var table = Table(columns: [], ids: [])
    /// The rows in place of a missing table.
    var choices = PickList([])
    var size = Size(columns: 80, rows: 24)
    var clock: ScreenClock

    var overlays: [BrowseOverlay] = []
    var message: Message?
    /// Set while a row is being moved.
    var moving: MovingRow?
    /// The row that was dropped last; it stays in its new place while that is asked and written.
    var dropped: MovingRow?
    var progress = ProposalProgress()
    var isFiltering = false
    /// Whether this is the bottom of the screen stack.
    package var isRoot = true
    var isShown = false
    /// The background check; its ids differ from those of all earlier screens.
    var check: BackgroundCheck
    /// The subject of the check.
    var asked: AskedCheck?
    /// The check passed; the cooldown is cleared once no overlay is open.
    var clearing: AskedCheck?
    var pace = CheckPace()
    /// The time of the last event that had one, on the loop's clock.
    var time: Int64
    var told: [String] = []
    /// The profile to mark once the host was read again: the new id of a renamed one.
    var renamed: String?

    /// Opens at an agent; marks `profile` if given, else the row that explains the verdict.
    package init(_ host: BrowseHost, agent: String? = nil, profile: String? = nil, seenAt: Int64 = 0) {
        self.host = host
        let agent = agent.flatMap { host.agent($0)?.id } ?? host.defaultAgent
        self.agent = agent
        rows = host.profiles(agent)
        clock = ScreenClock(readAt: host.readAt, seenAt: seenAt, isHeld: host.isSpoken)
        check = BackgroundCheck(id: Int(seenAt))
        time = seenAt
        load()
        markFirst(profile)
        noteMark()
    }

    // MARK: - Surroundings

    /// The current time in Unix milliseconds, as of the last event.
    var now: Int64 { clock.now }
    var words: Words { Words(host, size) }
    var marks: Marks { Marks(capabilities) }
    var moments: MomentText { MomentText(texts: host.texts, zone: host.zone, now: host.readAt) }
    var profileWords: ProfileWords {
        ProfileWords(words: words, status: status, moments: moments, now: now, checked: checkedProfile)
    }

    var groups: [ProfileGroup] { rows.groups }
    /// The id, without the provider that the verdict is about.
    func name(_ row: ProfileRow) -> String { ProfileWords.name(row, isAlone: row.provider == mainProvider) }

    var markedRow: ProfileRow? { table.marked.map { rows[shown[$0]] } }
    func row(_ id: String) -> ProfileRow? { rows.row(id) }
    /// Whether the gateway would use a row, and the provider did not refuse it.
    func isReady(_ index: Int) -> Bool {
        rows.isReady(index, refused: refused)
    }

    /// Why the store cannot be read; nil if it can.
    var storeProblem: Problem? { rows.isEmpty ? host.problems.first : nil }
    /// Whether the table is shown. Where nothing can be stored or copied here, also that of what others store.
    var showsTable: Bool { (!ownIsEmpty || host.storeWords != nil) && !rows.isEmpty }
    /// Whether the agent has no own profiles; it then inherits main's, if any.
    var ownIsEmpty: Bool { host.agent(agent)?.own.isEmpty ?? true }

    /// The current context in the key table.
    var keys: KeyContext {
        if progress.waiting != nil { return .waiting }
        if progress.pending != nil { return .writing }
        if let overlay = overlays.last { return keys(of: overlay) }
        if moving != nil { return .moving }
        if isFiltering { return .filter }
        return showsTable ? .table : .pageRows
    }

    var enterLabel: String {
        overlays.last?.enterLabel
            ?? (moving != nil ? "drop" : isFiltering ? "filterDone" : showsTable ? "actions" : "choose")
    }

    /// What was done on this screen, for the shell.
    package var farewell: [String] { told }
    package var draft: SetupDraft? { nil }

    // MARK: - Reading

    /// Takes a new read of the host; mark, filter and overlays stay.
    mutating func update(_ host: BrowseHost, seenAt: Int64) {
        let before = rows
        self.host = host
        clock = ScreenClock(readAt: host.readAt, seenAt: seenAt, isHeld: host.isSpoken)
        if host.agent(agent) == nil { agent = host.defaultAgent }
        rows = host.profiles(agent)
        load()
        if let id = renamed, row(id) != nil {
            table.mark(id: id)
            renamed = nil
        }
        // What was done here, or went wrong, stays to be read.
        if !progress.expectsChange, message?.mark == nil { tellChange(since: before) }
        progress.expectsChange = false
        replanOverlays()
        if !asksForMove { dropped = nil }
    }

    mutating func show(agent: String) {
        self.agent = agent
        (moving, dropped, pane) = (nil, nil, .main)
        table = Table(columns: [], ids: [])
        rows = host.profiles(agent)
        load()
        markFirst(nil)
    }

    private mutating func load() {
        let now = now
        notedID = nil
        nextReturn = nil
        for state in rows.states {
            if let until = state.restsUntil, until > now { nextReturn = min(nextReturn ?? until, until) }
        }
        status = if case .success(let status) = host.status(agent) { status } else { nil }
        refused = status?.report.refusedProfiles ?? []
        layOut()
        choices = PickList(choiceRows)
    }

    /// Gives the table its rows and columns; again after a change of width, because it changes the texts.
    mutating func layOut() {
        (shown, others) = paneRows
        paneReadyCount = shown.count(where: isReady)
        othersReadyCount = others.count(where: isReady)
        let (ids, searched) = (rows.ids, searchText)
        table.replace(ids: shown.count == ids.count ? ids : shown.map { ids[$0] }, text: searched)
        table.more = MoreTexts(words)
        table.columns = columns
    }

    /// Finds out what the footer says of the marked row.
    mutating func noteMark() {
        guard notedID == nil || notedID != table.markedID else { return }
        notedID = table.markedID
        markCanBeChecked = markedRow.map { checkUnavailable($0) == nil } ?? true
    }

    /// The text that the filter searches, per row.
    var searchText: (Int) -> String {
        let (profileWords, rows, shown, marks) = (profileWords, rows, shown, marks)
        return { index in
            let row = rows[shown[index]]
            let check = profileWords.check(row.check, marks).text
            return [row.id, profileWords.kind(row), profileWords.state(row).text, check].joined(separator: " ")
        }
    }

    /// Marks the row that explains the verdict.
    private mutating func markFirst(_ profile: String?) {
        let provider = status?.report.verdict.provider
        let rows = rows
        let isJudged = { (index: Int) in provider == nil || rows.provider(at: index) == provider }
        let explaining =
            rows.indices.first { rows.states[$0].isReady && isJudged($0) } ?? rows.indices.first(where: isJudged)
        guard let id = profile ?? explaining.map({ rows.ids[$0] }) else { return }
        showPane(of: id)
        table.mark(id: id)
    }

    /// Reports an outside change of rows: by the gateway, if only its marks differ.
    private mutating func tellChange(since before: ProfileRows) {
        let old = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
        let rows = Array(rows)
        let changed = rows.filter { row in old[row.id].map { $0.usage != row.usage || $0.ending != row.ending } ?? true
        }
        let ids = Set(rows.map(\.id))
        let gone = before.filter { !ids.contains($0.id) }
        guard !changed.isEmpty || !gone.isEmpty, changed.count + gone.count < 50 else {
            if !changed.isEmpty || !gone.isEmpty { message = .plain(words("profiles.changed.many")) }
            return
        }
        let count = changed.count + gone.count
        let shown = (changed + gone).prefix(2).map(name).joined(separator: words("line.join"))
        let names = count > 2 ? host.texts("list.more", ["names": shown, "count": String(count - 2)]) : shown
        let onlyMarks = gone.isEmpty && changed.allSatisfy { old[$0.id]?.ending == $0.ending }
        message = .plain(words(onlyMarks ? "profiles.changed.marks" : "profiles.changed.files", ["profiles": names]))
    }
}
