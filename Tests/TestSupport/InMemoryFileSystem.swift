package import FileTransactions
import Glibc
import Synchronization

/// A file system in memory that can fail or crash at its n-th call: the twin of `SystemFileSystem`.
///
/// It has inodes, modes, owners, times, symbolic links, descriptors, flocks, `renameat2` flags, and the errnos of Linux.
/// It also knows what was synced, so that a power cut can lose the rest. Calls are counted from 1.
package final class InMemoryFileSystem: FileSystem, Sendable {
    /// What the test wants to happen.
    package enum Fault: Sendable, Equatable {
        /// This one call fails and does nothing.
        case fail(call: Int, errno: Int32)
        /// This call and all later ones fail.
        case failFrom(call: Int, errno: Int32)
        /// The process is killed before this call takes effect: it and all later ones fail until `reboot`.
        case crash(call: Int)
    }

    /// One call, as it was made.
    package struct Call: Sendable, Equatable, CustomStringConvertible {
        package let operation: FileOperation
        package let path: String
        /// Whether it could change something.
        package let isWrite: Bool
        package var description: String { "\(operation.rawValue) \(path)" }
    }

    let state: Mutex<MemoryDisk>

    /// An empty disk with `/` owned by the user.
    package init(userID: UInt32 = 1000, now: Int64 = 1_770_000_000_000) {
        state = Mutex(MemoryDisk(userID: userID, now: now))
    }

    /// Another disk in the same state, open files and call count included.
    package init(copying other: InMemoryFileSystem) {
        state = Mutex(other.state.withLock { $0 })
    }

    package var userID: UInt32 { state.withLock { $0.userID } }

    // MARK: - Faults

    package func arm(_ fault: Fault?) {
        state.withLock { $0.fault = fault }
    }

    /// Runs once, just before the call takes effect: somebody else at work at the same time.
    package func before(call: Int, _ action: @escaping @Sendable (InMemoryFileSystem) -> Void) {
        state.withLock { $0.interloper = (call, action) }
    }

    package var calls: [Call] { state.withLock { $0.calls } }

    /// How many calls were made since the count was restarted.
    package var callNumber: Int { state.withLock { $0.callNumber } }

    package func forgetCalls() {
        state.withLock { $0.calls = [] }
    }

    /// The next call is number 1.
    package func restartCount() {
        state.withLock { $0.restartCount() }
    }

    /// Ends every process: descriptors and flocks are gone, what is on the disk stays; faults are over.
    package func reboot() {
        state.withLock { $0.endProcesses() }
    }

    /// As `reboot`, and what was not synced may be lost: for each folder and file `choose` picks one of so many states
    /// since the last sync, 0 being the synced one.
    package func losePower(choose: (Int) -> Int) {
        state.withLock { disk in
            disk.losePower(choose: choose)
            disk.endProcesses()
        }
    }

    /// Counts the call and does what it does, unless it is to fail.
    func make<Result>(
        _ operation: FileOperation,
        _ path: String,
        isWrite: Bool = false,
        _ body: (inout MemoryDisk) throws(FileError) -> Result
    ) throws(FileError) -> Result {
        let call = Call(operation: operation, path: path, isWrite: isWrite)
        let action = state.withLock { $0.count(call) }
        action?(self)
        let outcome: Swift.Result<Result, FileError> = state.withLock { disk in
            if let number = disk.faultNow { return .failure(FileError(errno: number, operation, path)) }
            do throws(FileError) {
                return .success(try body(&disk))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }
}

/// What the disk can and cannot do.
package struct MemoryFeatures: Sendable {
    /// renameat2 with RENAME_EXCHANGE.
    package var canExchange = true
    /// renameat2 with RENAME_NOREPLACE.
    package var canRenameExclusively = true
    package var canLink = true
    package var isReadOnly = false
    /// Bytes all files may have together.
    package var capacity = Int.max
    package var maximumFiles = Int.max
    package var mountPoints: Set<String> = []
    package var accessLists: Set<String> = []
    /// The process that `lockHolder` names.
    package var processID: Int32 = 812

    package init() {}
}
