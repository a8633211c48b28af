internal import GatewayHost
internal import Secrets
internal import TerminalUI

// What screens that propose changes do alike with an event, and with a key before their page gets it.
extension ProposingScreen {
    /// Follows a proposal or an undo; events of other kinds do nothing here.
    mutating func follow(_ event: ScreenEvent) -> [Effect] {
        switch event {
        case .presented:
            isShown = true
            return progress.waiting != nil || progress.settling != nil
                ? [.wake(afterMilliseconds: Self.retryMilliseconds)] : []
        case .woken(let time): return resume(at: time) ?? []
        case .suspendRefused: message = .plain(words("suspend.refused"))
        case .applied(let result, let interrupted, let time):
            return applied(result, interrupted: interrupted, at: time)
        case .undone(let result):
            if case .failure = result { progress.expectsChange = false }
            tellUndone(result)
        default: break
        }
        return []
    }

    /// Does what was chosen once Enter turned out not to be held, or tries the busy lock again; nil if neither is due.
    mutating func resume(at time: Int64) -> [Effect]? {
        if let settling = progress.settling, settling.due <= time { return act(settling.row) }
        if progress.waiting != nil, let proposal = progress.pending { return [.apply(proposal.plan)] }
        return nil
    }

    // MARK: - Keys

    /// Notes that a key was pressed: what was chosen before it does not happen by itself any more.
    mutating func note(_ key: Key, at time: Int64) {
        progress.enters.note(key, at: time)
        progress.settling = nil
    }

    /// Whether a key counts for nothing: something is being written, or what it would confirm was not visible yet.
    func drops(_ key: Key) -> Bool {
        if progress.pending != nil, progress.waiting == nil { return true }
        return overlays.last?.writes == true && !isShown && key != .control("c")
    }

    /// What comes before the page: the effects of a key that ends here, nil for one that the page gets.
    /// - Parameter takesPaste: whether text can be pasted now; a credential never can.
    mutating func receive(_ key: Key, at time: Int64, in size: Size, takesPaste: Bool) -> [Effect]? {
        note(key, at: time)
        if FrameLayout(size: size).isTooSmall { return key == .control("c") ? [.leave(code: 130)] : [] }
        if drops(key) { return [] }
        message = nil
        if let secret = key.pasted, secret.looksLikeCredential || !takesPaste {
            message = .warning(words(secret.looksLikeCredential ? "home.droppedKey" : "paste.dropped"))
            return []
        }
        return nil
    }
}
