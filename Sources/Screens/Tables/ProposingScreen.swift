internal import GatewayHost
internal import TerminalUI

/// A screen that proposes changes and has them written: what is proposed, answered, written, and what came of it.
protocol ProposingScreen: OverlaidScreen {
    var host: TableHost { get }
    var marks: Marks { get }
    var progress: ProposalProgress { get set }
    /// The body of the page without a message, for what has to know how far it reaches.
    var bodyArea: Rect { get }
    var capabilities: TerminalCapabilities { get }
    /// Draws what lies below all overlays.
    func drawPage(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point?
    /// Does what a row of the topmost overlay stands for.
    mutating func act(_ row: String) -> [Effect]
    /// What was proposed is in the files now.
    mutating func wrote(_ proposal: Proposal) -> [Effect]
}

extension ProposingScreen {
    var planText: PlanText { PlanText(texts: host.texts, display: host.display) }

    /// How often a busy lock is tried again.
    static var retryMilliseconds: Int { 250 }

    /// The lock that is waited for, in words.
    var waitingText: String? {
        progress.waiting.map { waiting in
            let seconds = String((waiting.now - waiting.since) / 1000)
            return words("review.waiting", ["holder": waiting.holder, "seconds": seconds])
        }
    }

    mutating func stopWaiting() {
        progress.end()
        message = .plain(words("review.stopped"))
    }

    // MARK: - Answers

    /// Gives a key to the topmost list: the id of the row that was taken, none when it was used otherwise, nil when it was
    /// not used.
    mutating func take(_ key: Key) -> String? {
        guard var overlay = overlays.last, var list = overlay.list else { return nil }
        let action = list.handle(key == .tab ? .down : key)
        overlay.list = list
        replaceOverlay(overlay)
        switch action {
        case .chosen(let index): return list.rows[index].id
        case .refused(.rowUnavailable(let index)):
            if case .menu(let menu) = overlay { message = .plain(menu.reasons[list.rows[index].id] ?? "") }
        case .refused(.nothingMatches), .handled: break
        default: return nil
        }
        return ""
    }

    /// What the rows of a proposal, or of what undo would do, make of a key; nil leaves it to the key table.
    mutating func handleAnswer(_ key: Key, in context: KeyContext, at time: Int64) -> [Effect]? {
        // Letters, and what scrolls a larger change, are not for the list.
        switch KeyTable.command(for: key, in: context) {
        case .up, .down, .accept, nil: break
        default: return nil
        }
        guard let id = take(key) else { return nil }
        return id.isEmpty ? [] : chosen(id, at: time)
    }

    /// A row was chosen with Enter: it counts at once, or when it is known that Enter is not held down.
    private mutating func chosen(_ row: String, at time: Int64) -> [Effect] {
        guard row != Strip.leaveIt else { return answer(yes: false) }
        switch progress.enters.verdict {
        case .pressed: return act(row)
        case .unclear: progress.settling = (row, time + HeldEnter.repeatMilliseconds)
        case .repeated: message = .plain(words("review.held"))
        }
        return []
    }

    /// Do it, or leave it.
    mutating func answer(yes: Bool) -> [Effect] {
        guard !yes else { return overlays.last?.yes(words).map { act($0) } ?? [] }
        close()
        message = .plain(words("profiles.left"))
        return []
    }

    /// Does what the topmost overlay shows.
    mutating func doIt() -> [Effect] {
        switch overlays.last {
        case .proposal(let proposal):
            progress.pending = proposal
            progress.expectsChange = true
            return [.apply(proposal.plan)]
        case .undo:
            close()
            progress.expectsChange = true
            return [.undo, .tables(.read)]
        default: return []
        }
    }

    // MARK: - Planning again

    /// The files changed: what is proposed is planned again on what is there now.
    mutating func replanProposals() {
        for index in overlays.indices {
            guard case .proposal(var proposal) = overlays[index] else { continue }
            switch host.planner(proposal.change) {
            case .success(let plan) where !plan.isEmpty:
                if proposal.replan(plan) { isShown = false }
                overlays[index] = .proposal(proposal)
            case .success:
                message = .plain(words("profiles.alreadySo"))
                overlays.removeSubrange(index...)
                return
            case .failure(let problem):
                message = .error(problem.sentence)
                overlays.removeSubrange(index...)
                return
            }
        }
    }

    // MARK: - Results

    mutating func applied(_ result: Result<ApplyReport, ApplyFailure>, interrupted: Bool, at time: Int64) -> [Effect] {
        guard let proposal = progress.pending else { return [] }
        switch result {
        case .success(let report):
            (progress.pending, progress.waiting, overlays) = (nil, nil, [])
            message = .ok(proposal.done + "  " + words(interrupted ? "done.interrupted" : "profiles.undoHint"))
            told += [proposal.done] + report.written.map { words("profiles.told.file", ["path": $0.path]) }
            told.append(words("profiles.told.backup", ["path": host.display(report.backupFolder)]))
            if let left = report.leftOver(words.texts) { told.append(left) }
            return wrote(proposal) + [.tables(.read)]
        case .failure(.changedMeanwhile(let paths)):
            (progress.pending, progress.waiting) = (nil, nil)
            isShown = false
            message = .warning(words("review.changed", ["paths": paths.joined(separator: ", ")]))
            return [.tables(.read)]
        case .failure(.locked(let holder, _)):
            progress.waiting = (holder, progress.waiting?.since ?? time, time)
            return [.wake(afterMilliseconds: Self.retryMilliseconds)]
        case .failure(.failed(let problem)):
            progress.end()
            message = .error(words("profiles.notApplied", ["reason": problem.sentence]))
            return []
        }
    }
}
