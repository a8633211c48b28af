internal import GatewayHost
internal import TerminalUI

/// A screen that previews changes, has them applied, and reports the results.
protocol ProposingScreen: OverlaidScreen {
    var host: BrowseHost { get }
    var marks: Marks { get }
    var progress: ProposalProgress { get set }
    /// The body of the page without a message.
    var bodyArea: Rect { get }
    var capabilities: TerminalCapabilities { get }
    /// Draws everything below the overlays.
    func drawPage(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point?
    /// Runs the action of a row in the topmost overlay.
    mutating func act(_ row: String) -> [Effect]
    /// Called after the proposal was applied.
    mutating func wrote(_ proposal: Proposal) -> [Effect]
}

extension ProposingScreen {
    var planText: PlanText { PlanText(texts: host.texts, display: host.display) }

    /// The retry interval for a busy lock.
    static var retryMilliseconds: Int { 250 }

    /// Which lock is waited for, as text.
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

    /// Gives a key to the topmost list. Returns the id of the chosen row, an empty id if the key was used otherwise,
    /// nil if it was not used.
    mutating func take(_ key: Key) -> String? {
        guard var overlay = overlays.last, var list = overlay.list else { return nil }
        let action = list.handle(key == .tab ? .down : key)
        overlay.list = list
        replaceOverlay(overlay)
        switch action {
        case .chosen(let index): return list.rows[index].id
        case .refused, .handled: break
        default: return nil
        }
        return ""
    }

    /// Handles a key for a proposal or an undo preview; nil leaves it to the key table.
    mutating func handleAnswer(_ key: Key, in context: KeyContext, at time: Int64) -> [Effect]? {
        // Letters and scroll keys of a large preview do not belong to the list.
        switch KeyTable.command(for: key, in: context) {
        case .up, .down, .accept, nil: break
        default: return nil
        }
        guard let id = take(key) else { return nil }
        return id.isEmpty ? [] : chosen(id, at: time)
    }

    /// A row was chosen with Enter: it takes effect at once, or when Enter is known not to be held.
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

    /// Applies what the topmost overlay previews.
    mutating func doIt() -> [Effect] {
        switch overlays.last {
        case .proposal(let proposal):
            progress.pending = proposal
            progress.expectsChange = true
            return [.apply(proposal.plan)]
        case .undo:
            close()
            progress.expectsChange = true
            return [.undo, .browse(.read)]
        default: return []
        }
    }

    // MARK: - Planning again

    /// Plans the shown proposals again after the files changed.
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
            return wrote(proposal) + [.browse(.read)]
        case .failure(.changedMeanwhile(let paths)):
            (progress.pending, progress.waiting) = (nil, nil)
            isShown = false
            message = .warning(words("review.changed", ["paths": paths.joined(separator: ", ")]))
            return [.browse(.read)]
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
