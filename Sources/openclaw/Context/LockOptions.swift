internal import ArgumentParser
internal import FileTransactions
internal import GatewayHost
internal import Secrets

/// How long a writing command waits for another writer's lock.
struct LockOptions: ParsableArguments {
    @Option(help: ArgumentHelp(Words.text("help.writing.lockTimeout"), valueName: "seconds"))
    var lockTimeout: String?
}

extension LockOptions {
    /// In seconds: one day is the longest accepted wait.
    private static let longestSeconds = 86_400.0

    /// The requested lock patience; nil without the flag.
    func patience() throws(Problem) -> LockPatience? {
        guard let lockTimeout else { return nil }
        guard let seconds = Double(lockTimeout), (0...Self.longestSeconds).contains(seconds) else {
            throw Problem(
                code: "bad-lock-timeout",
                message: Words.text("lock.badTimeout", ["value": Redaction.redact(lockTimeout)]),
                next: Words.text("lock.badTimeout.next")
            )
        }
        return LockPatience(milliseconds: Int64(seconds * 1000))
    }
}
