import Glibc

/// Signals that must not end or stop the program during a commit.
package enum HeldSignals {
    private static let numbers = [SIGINT, SIGTERM, SIGTSTP, SIGHUP]

    private static var set: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        return set
    }

    /// Whether one of them arrived while they were blocked.
    package static var arePending: Bool {
        var pending = sigset_t()
        return sigpending(&pending) == 0 && numbers.contains { sigismember(&pending, $0) == 1 }
    }

    fileprivate static func hold() -> sigset_t {
        var wanted = set
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &wanted, &before)
        return before
    }

    fileprivate static func restore(_ before: sigset_t) {
        var before = before
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}

/// Runs the body with SIGINT, SIGTERM, SIGTSTP and SIGHUP blocked on this thread; they are delivered afterwards.
///
/// Other threads must block them too, otherwise the kernel delivers a signal for the process there.
package func withSignalsHeld<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    let before = HeldSignals.hold()
    defer { HeldSignals.restore(before) }
    return try body()
}
