internal import GatewayConfig
package import GatewayHost
internal import Secrets
package import TerminalUI

/// `openclaw models params` on a terminal: the parameters of every model, now and after saving, with the reasons.
///
/// Edits are collected and written only by saving, as one plan.
///
///     let screen = ParametersScreen(host)
package struct ParametersScreen: Screen, ProposingScreen {
    /// The pane that has the focus.
    enum Pane: Sendable { case models, parameters }

    package var capabilities = TerminalCapabilities(colors: 0, unicode: false)

    private(set) var host: BrowseHost
    private(set) var edits = ParameterEdits()
    /// The agent whose values are shown; nil for those of all agents.
    private(set) var agent: String?
    /// Nil if the config cannot be read.
    private(set) var sheet: ParameterSheet?
    private(set) var problem: Problem?
    /// The models in table order: those with values first, because they are what one looks for.
    private(set) var references: [ModelReference] = []
    /// How many of them have values of their own.
    private(set) var valuedCount = 0
    /// The displayed name of each model, redacted, and the note behind it.
    private(set) var names: [(name: String, note: String)] = []
    /// The width of the widest row in cells. Measured when the host is read, because there can be thousands.
    private(set) var modelColumns = 0
    /// The full data of the marked model; for all others only the note is needed.
    private(set) var marked: ModelParameters?
    var models = Table(columns: [], ids: [])
    /// The parameters of the marked model.
    var list = ParameterList()
    /// The rows in place of both panes if there is nothing to show.
    var choices = PickList([])
    /// The request for the provider's models.
    var asking = ModelsRequest()
    var pane = Pane.parameters
    var size = Size(columns: 80, rows: 24)

    var overlays: [BrowseOverlay] = []
    var message: Message?
    var progress = ProposalProgress()
    var isFiltering = false
    /// Whether this is the bottom of the screen stack.
    package var isRoot = true
    var isShown = false
    var told: [String] = []

    /// The minimum width for two panes.
    private static let twoPanes = 72

    /// The screen with the first model marked: one with values, else the default.
    package init(_ host: BrowseHost) {
        self.host = host
        if host.isSpoken { pane = .models }
        load()
        showModels()
        if sheet != nil, let warning = host.modelsWarning() { message = .warning(warning) }
    }

    // MARK: - Surroundings

    var words: Words { Words(host, size) }
    var marks: Marks { Marks(capabilities) }
    var parameterWords: ParameterWords? {
        sheet.map { ParameterWords(words: words, sheet: $0, place: host.place) }
    }
    var hasTwoPanes: Bool { !host.isSpoken && size.columns >= Self.twoPanes }

    /// The current context in the key table.
    var keys: KeyContext {
        if progress.waiting != nil { return .waiting }
        if progress.pending != nil { return .writing }
        if let overlay = overlays.last { return keys(of: overlay) }
        if isFiltering { return .filter }
        guard sheet != nil else { return .problemRows }
        return pane == .models ? .modelTable : hasTwoPanes ? .parameterTable : .parameterPage
    }

    /// Whether the mark is on the row that asks the provider for its models.
    var isOnAsking: Bool { models.markedID == ModelsRequest.row }

    var enterLabel: String {
        if case .editor(let editor) = overlays.last, editor.list == nil { return "accept" }
        if let overlay = overlays.last { return overlay.enterLabel }
        if isFiltering { return "filterDone" }
        guard sheet != nil else { return "choose" }
        guard pane == .parameters else { return isOnAsking ? "ask" : "parameters" }
        return switch list.marked {
        case .unknown: "itsCommand"
        case .allowlist(let isKept): isKept ? "takeBack" : "listOthers"
        case .legacy: marked?.legacy?.isRemoved == true ? "takeBack" : "migrate"
        case .value, nil: "edit"
        }
    }

    /// What was done on this screen, for the shell.
    package var farewell: [String] { told }
    package var draft: SetupDraft? { nil }

    // MARK: - Reading

    /// Takes a new read of the host; mark, edits and overlays stay.
    mutating func update(_ host: BrowseHost) {
        let before = sheet
        self.host = host
        load()
        showModels()
        if let needed = sheet?.neededEdits, needed != edits { change(needed) }
        let isOther = before.map { before in sheet.map { !$0.readsSame(as: before) } ?? true } ?? (sheet != nil)
        // What was done here, or went wrong, stays to be read.
        if isOther, !progress.expectsChange, message?.mark == nil { message = .plain(words("parameters.changed")) }
        progress.expectsChange = false
        closeGone()
        replanProposals()
        tellBrought()
    }

    /// Closes an editor whose model or row no longer exists.
    private mutating func closeGone() {
        let gone = overlays.firstIndex { overlay in
            if case .editor(let editor) = overlay { !references.contains(editor.model) } else { false }
        }
        if let gone { overlays.removeSubrange(gone...) }
    }

    private mutating func load() {
        switch host.parameters(edits, agent) {
        case .success(let sheet): (self.sheet, problem) = (sheet, nil)
        case .failure(let problem): (sheet, self.problem) = (nil, problem)
        }
        choices = PickList(choiceRows)
        showMarked()
    }

    /// Gives the table its models; edits never change that list.
    private mutating func showModels() {
        var (valued, others): ([ModelReference], [ModelReference]) = ([], [])
        for model in sheet?.models ?? [] {
            if sheet?.hasValues(model) == true { valued.append(model) } else { others.append(model) }
        }
        valuedCount = valued.count
        references = valued + others
        let references = references
        names = parameterWords.map { words in references.map { (words.name($0), words.role($0)) } } ?? []
        modelColumns =
            names.lazy.map { name, note in
                TextWidth.columns(of: name) + (note.isEmpty ? 0 : 2 + TextWidth.columns(of: note))
            }.max() ?? 0
        let ids = references.map(\.key) + (askedHost == nil || sheet == nil ? [] : [ModelsRequest.row])
        models.replace(ids: ids, text: searchText)
        showMarked()
    }

    /// The text that the filter searches, per model.
    var searchText: (Int) -> String {
        let (references, names) = (references, names)
        return { $0 < references.count ? references[$0].key + " " + names[$0].note : "" }
    }

    /// Loads the parameters of the marked model.
    mutating func showMarked() {
        let references = references
        marked = models.marked.flatMap { $0 < references.count ? sheet?.parameters(of: references[$0]) : nil }
        guard let marked else { return list.replace([]) }
        // What a model does not take is no parameter of it, unless a file sets it all the same.
        let lines = marked.lines.filter { $0.parameter.isTaken || $0.isWritten || $0.isEdited }
        var rows = lines.map(ParameterRow.value)
        if let legacy = marked.legacy { rows.append(.legacy(legacy)) }
        rows += marked.unknown.map(ParameterRow.unknown)
        if let sheet, sheet.shutsOut > 0 || edits.keepsAllModels {
            rows.append(.allowlist(isKept: edits.keepsAllModels))
        }
        list.replace(rows)
        list.measure(parameterWords)
    }

    // MARK: - Edits

    mutating func change(_ edits: ParameterEdits) {
        self.edits = edits
        load()
    }

    /// Shows the values of an agent, or those of all agents.
    mutating func show(agent: String?) {
        self.agent = agent
        load()
        showModels()
    }

    mutating func wrote(_ proposal: Proposal) -> [Effect] {
        change(ParameterEdits())
        return []
    }
}
