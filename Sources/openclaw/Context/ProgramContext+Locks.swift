internal import FileTransactions
internal import GatewayHost
internal import Synchronization

extension ProgramContext {
    /// A copy of this context whose lock timeout is the one of the flag.
    func waiting(_ lock: LockOptions) throws(Problem) -> ProgramContext {
        guard let patience = try lock.patience() else { return self }
        var context = self
        context.host.patience = patience
        return context
    }
}

extension LiveHost {
    /// The same host without waiting for locks: a screen is blocked while it applies and writes no message meanwhile.
    /// The user retries instead.
    var forScreens: LiveHost {
        var live = self
        live.host.patience = LockPatience(milliseconds: 1000)
        live.host.tellsWaiting = { _ in }
        return live
    }
}

/// Prints one line on standard error, once per run, when a lock takes longer than a second.
final class WaitingLine: Sendable {
    // A class because all copies of a host share the flag.
    private let isSaid = Mutex(false)
    static let patienceMilliseconds: Int64 = 1000

    func tell(_ wait: LockWait, _ words: (LockHolder) -> String) {
        guard wait.waitedMilliseconds >= Self.patienceMilliseconds else { return }
        let isFirst = isSaid.withLock { said in
            defer { said = true }
            return !said
        }
        if isFirst { Console.error(words(wait.holder)) }
    }
}
