internal import Anthropic
internal import Credentials
internal import GatewayConfig
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// The live check of a profile: confirmation, progress and result.
//
// At most one check runs. It is cancelled by a change of agent, of screen, or of the secret under this profile id.
extension ProfilesScreen {
    // MARK: - Confirming

    /// What a check of a row would send, or why it is not possible.
    private enum Checkable {
        case with(CheckTarget)
        case not(String)
    }

    private func checkable(_ row: ProfileRow) -> Checkable {
        if let obstacle = host.checks.obstacle {
            return .not(host.texts("check." + obstacle, ["host": host.checks.host]))
        }
        guard row.provider == host.format.provider.id else {
            return .not(host.texts("check.otherProvider", ["profile": row.id, "provider": row.provider]))
        }
        if let reference = row.reference, row.ending.isEmpty {
            let values = ["profile": row.id, "reference": host.texts.words(for: reference)]
            let key = reference.whole.map { $0.isTemplate ? "template" : "reference" } ?? "malformedReference"
            return .not(host.texts("check." + key, values))
        }
        return host.checkTarget(row.id, agent).map(Checkable.with)
            ?? .not(host.texts("check.nothingToSend", ["profile": row.id]))
    }

    /// Why a row's credential cannot be checked; nil if it can.
    func checkUnavailable(_ row: ProfileRow) -> String? {
        if case .not(let reason) = checkable(row) { reason } else { nil }
    }

    /// Whether a check that passes clears the marks of a row: there are some, and this program writes them.
    func clears(_ row: ProfileRow) -> Bool {
        row.usage.hasFailures && host.storeWords == nil && refusal(.clearMarks(row.id), row) == nil
    }

    /// Shows what would be sent to whom and what follows; nothing is sent before it is confirmed.
    mutating func askToCheck(_ row: ProfileRow) {
        let target: CheckTarget
        switch checkable(row) {
        case .not(let reason): return message = .plain(reason)
        case .with(let found): target = found
        }
        guard let model = host.checkedModel else { return }
        let clears = clears(row)
        var lines: [Block] = [.text(words("profiles.check.asks", ["host": host.checks.host, "model": model]))]
        if target.kind == .setupToken { lines.append(.text(words("policy.sentence"), .muted)) }
        if clears { lines.append(.text(words("profiles.check.clears", ["path": host.storePath(holder(of: row))]))) }
        let strip = Strip(
            title: words(clears ? "profiles.check.questionClears" : "profiles.check.question", ["profile": name(row)]),
            lines: lines,
            list: PickList([
                PickRow(id: Strip.checkIt, label: words("profiles.check.do")),
                PickRow(id: Strip.leaveIt, label: words("strip.leave")),
            ])
        )
        open(.check(CheckQuestion(profile: row.id, clears: clears, strip: strip)))
    }

    /// Opens the preview of an act on the marked row; does nothing if that is another profile than this one.
    mutating func begin(_ act: ProfileAct, on profile: String?) -> [Effect] {
        guard let row = markedRow, profile == nil || profile == row.id else { return [] }
        let command: Command =
            switch act {
            case .check: .verify
            case .replace: .replaceSecret
            case .clear: .clearFailures
            case .include: .include
            }
        return run(command, .enter)
    }

    /// The agent whose store holds a row.
    func holder(of row: ProfileRow) -> String { row.isOwn ? agent : "main" }

    // MARK: - Starting

    /// Starts the check of the topmost overlay: of a stored profile, or of a secret that will replace one.
    mutating func startCheck() -> [Effect] {
        switch overlays.last {
        case .check(let question):
            close()
            return row(question.profile).map { start($0, clears: question.clears) } ?? []
        case .proposal(var proposal):
            guard let replacement = proposal.replacement, let row = row(replacement.profile) else { return [] }
            proposal.noteSeen()
            replaceOverlay(.proposal(proposal))
            let asked = AskedCheck(row, agent: agent, kind: replacement.kind, purpose: .replacing)
            return start(asked, .pasted(replacement.credential.secret))
        default: return []
        }
    }

    private mutating func start(_ row: ProfileRow, clears: Bool) -> [Effect] {
        guard let target = host.checkTarget(row.id, agent) else { return [] }
        return start(
            AskedCheck(row, agent: agent, kind: target.kind, purpose: clears ? .clearing : .knowing),
            .stored(profileID: row.id, agent: holder(of: row))
        )
    }

    private mutating func start(_ asked: AskedCheck, _ credential: CheckRequest.Credential) -> [Effect] {
        guard let model = host.checkedModel else { return [] }
        (self.asked, clearing) = (asked, nil)
        return check.start(BackgroundCheck.Subject(credential: credential, model: model), at: time)
    }

    // MARK: - While it runs

    /// The id of the stored profile that is being checked.
    var checkedProfile: String? {
        guard check.isRunning, let asked, asked.purpose != .replacing else { return nil }
        return asked.profile
    }

    /// The progress message while a check runs.
    var checkMessage: Message? {
        guard let id = checkedProfile, let row = row(id), case .running(let seconds, let spinner) = runningView else {
            return nil
        }
        let values = ["profile": name(row), "host": host.checks.host, "seconds": String(seconds)]
        let text = words(CheckView.isLong(seconds) ? "profiles.checking.long" : "profiles.checking", values)
        let stops = overlays.isEmpty && moving == nil && !isFiltering ? words("profiles.checking.stops") : ""
        return .plain([spinner, text, stops].filter { !$0.isEmpty }.joined(separator: " "))
    }

    private var runningView: CheckView {
        guard case .running(let since) = check.state else { return .none }
        return pace.view(since: since, now: time)
    }

    /// Esc: cancels the check.
    mutating func stopCheck() -> [Effect] {
        if let row = asked.flatMap({ row($0.profile) }) {
            message = .plain(words("profiles.check.stopped", ["profile": name(row)]))
        }
        return dropCheck()
    }

    mutating func dropCheck() -> [Effect] {
        (asked, clearing) = (nil, nil)
        return check.stop()
    }

    /// Called after every event: cancels a check that has lost its subject, and clears the cooldown after a passed
    /// check once no overlay is open.
    mutating func followCheck() -> [Effect] {
        showProgress()
        if check.isRunning, let asked, !isWanted(asked) {
            if asked.purpose != .replacing, asked.agent == agent {
                message = .warning(words("profiles.check.dropped", ["profile": asked.profile]))
            }
            return dropCheck()
        }
        guard let clearing, overlays.isEmpty, moving == nil, !isFiltering, progress.pending == nil else { return [] }
        self.clearing = nil
        return clear(clearing)
    }

    private func isWanted(_ asked: AskedCheck) -> Bool {
        guard asked.agent == agent, let row = row(asked.profile), asked.isAbout(row) else { return false }
        return asked.purpose != .replacing || overlays.contains { $0.replacement?.profile == asked.profile }
    }

    /// Shows the progress of the check on the page of a replacement.
    private mutating func showProgress() {
        guard check.isRunning, asked?.purpose == .replacing else { return }
        show(runningView)
    }

    mutating func show(_ view: CheckView) {
        let words = words
        for index in overlays.indices {
            guard case .proposal(var proposal) = overlays[index], proposal.replacement != nil else { continue }
            if proposal.show(view, words) { isShown = false }
            overlays[index] = .proposal(proposal)
        }
    }
}
