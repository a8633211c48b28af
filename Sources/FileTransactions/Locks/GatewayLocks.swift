/// All gateway locks of one commit: either all are held or none.
struct GatewayLocks {
    /// Called every tenth of a second while waiting.
    typealias Waiting = (LockWait) -> LockWaitChoice

    private let files: any FileSystem
    private let clock: WallClock
    private let patience: LockPatience
    private(set) var held: [GatewayLock] = []

    init(_ folder: SetupFolder) {
        files = folder.files
        clock = folder.clock
        patience = folder.patience
    }

    /// Takes all locks in the order of their paths.
    ///
    /// If one is busy, the others are released while waiting, so that a commit that cannot proceed blocks nobody.
    mutating func acquire(_ paths: [String], waiting: Waiting) throws(FileError) {
        let delays = LockRetries.delays(random: clock.random, limit: patience.gateway)
        var waited: Int64 = 0
        for delay in delays.map(Optional.some) + [nil] {
            guard let holder = try takeAll(paths) else { return }
            guard let delay else {
                var error = FileError(.locked, .lock, holder.path)
                error.userID = holder.userID
                error.holder = holder
                throw error
            }
            try wait(delay, for: holder, &waited, waiting)
        }
    }

    /// The holder of a busy lock; nil if all were taken.
    private mutating func takeAll(_ paths: [String]) throws(FileError) -> LockHolder? {
        for path in paths.sorted() {
            switch try GatewayLock.take(path, files, now: clock.now()) {
            case .taken(let lock):
                held.append(lock)
                try held[held.count - 1].renew(files, now: clock.now())
            case .heldBy(let holder):
                if let error = release().first { throw error }
                return holder
            }
        }
        return nil
    }

    private func wait(
        _ delay: Int64,
        for holder: LockHolder,
        _ waited: inout Int64,
        _ waiting: Waiting
    ) throws(FileError) {
        var left = delay
        while left > 0 {
            try LockWait(holder: holder, waitedMilliseconds: waited).ask(waiting)
            let slice = min(left, 100)
            clock.sleep(slice)
            left -= slice
            waited += slice
        }
    }

    /// Throws if another process removed one of the locks; renews those that become old.
    mutating func check() throws(FileError) {
        for index in held.indices {
            guard try held[index].isHeld(files) else { throw FileError(.lockLost, .lock, held[index].path) }
            let now = clock.now()
            if held[index].isOld(now: now) { try held[index].renew(files, now: now) }
        }
    }

    /// Releases the locks that are still ours; returns those that could not be removed.
    mutating func release() -> [FileError] {
        var problems: [FileError] = []
        for lock in held.reversed() {
            do {
                if try lock.isHeld(files) { try files.removeFolderIfPresent(lock.path) }
            } catch {
                problems.append(error)
            }
        }
        held = []
        return problems
    }
}

extension LockWait {
    /// Throws `cancelled` if the caller stops the wait or a signal arrived.
    func ask(_ waiting: GatewayLocks.Waiting) throws(FileError) {
        guard waiting(self) == .cancel || HeldSignals.arePending else { return }
        var error = FileError(.cancelled, .lock, holder.path)
        error.userID = holder.userID
        error.holder = holder
        throw error
    }
}
