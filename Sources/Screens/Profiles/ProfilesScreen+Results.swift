internal import GatewayHost
internal import TerminalUI

// What comes back from the effects.
extension ProfilesScreen {
    mutating func applied(_ result: Result<ApplyReport, ApplyFailure>, interrupted: Bool, at time: Int64) -> [Effect] {
        guard let proposal = pending else { return [] }
        switch result {
        case .success(let report):
            (pending, waiting, overlays) = (nil, nil, [])
            let record = record(of: proposal)
            message = .ok(proposal.done + "  " + words(interrupted ? "done.interrupted" : "profiles.undoHint"))
            told += [proposal.done] + report.written.map { words("profiles.told.file", ["path": $0.path]) }
            told.append(words("profiles.told.backup", ["path": host.display(report.backupFolder)]))
            return record + [.tables(.read)]
        case .failure(.changedMeanwhile(let paths)):
            (pending, waiting) = (nil, nil)
            isShown = false
            message = .warning(words("review.changed", ["paths": paths.joined(separator: ", ")]))
            return [.tables(.read)]
        case .failure(.locked(let holder)):
            waiting = (holder, waiting?.since ?? time, time)
            return [.wake(afterMilliseconds: Self.retryMilliseconds)]
        case .failure(.failed(let problem)):
            (pending, waiting, expectsChange) = (nil, nil, false)
            message = .error(words("profiles.notApplied", ["reason": problem.sentence]))
            return []
        }
    }

    /// What the check of the secret that was stored came to is kept under its name.
    private func record(of proposal: Proposal) -> [Effect] {
        guard let replacement = proposal.replacement, replacement.view.verification != nil else { return [] }
        return [.record(checkID: check.id, profileID: replacement.profile)]
    }

    /// The lock that is waited for, in words.
    var waitingText: String? {
        waiting.map { waiting in
            let seconds = String((waiting.now - waiting.since) / 1000)
            return words("review.waiting", ["holder": waiting.holder, "seconds": seconds])
        }
    }
}
