internal import Glibc

/// A separate thread for blocking work, with signals blocked, so that they still reach the main thread.
package enum BackgroundThread {
    private final class Work: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts the work; if no thread can be created, it runs synchronously.
    package static func start(_ work: @escaping @Sendable () -> Void) {
        if let thread = begin(work) { pthread_detach(thread) }
    }

    /// Runs the work on this many threads, including the current one, and waits for all of them.
    package static func together(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        let others = (1..<max(1, count)).compactMap { _ in begin(work) }
        work()
        for thread in others { pthread_join(thread, nil) }
    }

    /// Nil if the work already ran on the current thread.
    private static func begin(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
        let box = Unmanaged.passRetained(Work(work))
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { pointer in
                if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run() }
                return nil
            },
            box.toOpaque()
        )
        pthread_sigmask(SIG_SETMASK, &before, nil)
        guard code != 0 else { return thread }
        box.takeRetainedValue().run()
        return nil
    }
}
