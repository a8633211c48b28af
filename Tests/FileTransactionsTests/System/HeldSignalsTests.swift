import FileTransactions
import Glibc
import Synchronization
import Testing

@Suite(.serialized) struct HeldSignalsTests {
    /// Signals delivered after they were blocked, counted by this test's handler.
    private static let delivered = Atomic(0)

    @Test func signalsComeAfterTheBody() {
        let old = signal(SIGTSTP) { _ in HeldSignalsTests.delivered.add(1, ordering: .relaxed) }
        defer { signal(SIGTSTP, old) }
        var open = sigset_t()
        sigemptyset(&open)
        sigaddset(&open, SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &open, nil)
        let duringBody = withSignalsHeld { () -> Int in
            #expect(!HeldSignals.arePending)
            pthread_kill(pthread_self(), SIGTSTP)
            #expect(HeldSignals.arePending)
            return Self.delivered.load(ordering: .relaxed)
        }
        #expect(duringBody == 0)
        #expect(Self.delivered.load(ordering: .relaxed) == 1)
        #expect(!HeldSignals.arePending)
    }

    @Test func theMaskIsRestoredAfterAnError() {
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &before)
        #expect(throws: FileError.self) {
            try withSignalsHeld { () throws(FileError) in throw FileError(.busy, .lock, "/") }
        }
        var after = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &after)
        for number in [SIGINT, SIGTERM, SIGTSTP, SIGHUP] {
            #expect(sigismember(&before, number) == sigismember(&after, number))
        }
    }
}
