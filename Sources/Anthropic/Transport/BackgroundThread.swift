internal import Glibc

/// A thread of its own for work that blocks; signals go on arriving at the thread that expects them.
package enum BackgroundThread {
    private final class Work: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts the work; where no thread can be had it runs at once on this one.
    package static func start(_ work: @escaping @Sendable () -> Void) {
        if let thread = begin(work) { pthread_detach(thread) }
    }

    /// Does the work on so many threads, this one among them, and waits for all of them.
    package static func together(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        let others = (1..<max(1, count)).compactMap { _ in begin(work) }
        work()
        for thread in others { pthread_join(thread, nil) }
    }

    /// Nil when the work was done on this thread already.
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
