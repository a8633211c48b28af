internal import FileTransactions
internal import GatewayHost
internal import Synchronization

extension ProgramContext {
    /// How often a command without a person plans again because files changed meanwhile: with many of them at once each
    /// gets its turn, and one whose files never rest comes to an end.
    static let turns = 50

    /// The same host, where locks are waited for as long as a flag says.
    func waiting(_ lock: LockOptions) throws(Problem) -> ProgramContext {
        guard let patience = try lock.patience() else { return self }
        var context = self
        context.host.patience = patience
        return context
    }
}

extension Host {
    /// The same host for what a screen does while it stands still: nobody is kept waiting in front of it, and nothing is
    /// written beside it. The person tries again.
    var forScreens: Host {
        var host = self
        host.patience = LockPatience(milliseconds: 1000)
        host.tellsWaiting = { _ in }
        return host
    }
}

/// One line on standard error when a lock is waited for longer than a second; each run says it once.
final class WaitingLine: Sendable {
    // A class because all copies of a host share what was said.
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
