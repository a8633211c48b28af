internal import FileTransactions
internal import GatewayHost
internal import Glibc

/// A write during which signals are blocked, with a message if one arrives meanwhile.
///
/// The signal ends the process as soon as it is unblocked; the state of the files was reported before that.
enum HeldWrite {
    static func run<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result,
        isDone: (Result) -> Bool
    ) throws(Failure) -> Result {
        try withSignalsHeld { () throws(Failure) in
            do throws(Failure) {
                let result = try body()
                tell(isDone: isDone(result))
                return result
            } catch {
                tell(isDone: false)
                throw error
            }
        }
    }

    private static func tell(isDone: Bool) {
        guard HeldSignals.arePending else { return }
        Console.error(Words.text(isDone ? "signal.finished" : "signal.notWritten"))
    }
}

extension HeldWrite {
    /// The same for a write that returns its failure.
    static func run<Success, Failure: Error>(
        _ write: () -> Swift.Result<Success, Failure>
    ) -> Swift.Result<Success, Failure> {
        run(write) { result in
            if case .success = result { true } else { false }
        }
    }
}
