// Target TestSupport: what several test targets share. It is never part of a shipped product.
//
// - `InMemoryFileSystem`: the file system protocol in memory, with faults, crashes and power failures at any call.
// - `ScriptedTerminal`, `ScriptedLineTerminal`: terminals whose events come from a script, for tests of screens.
// - `PseudoTerminal`, `VirtualScreen`: the real program in a real pseudo-terminal, with libvterm as its screen.
// - `TemporaryHome`, `FileTree`: an isolated home folder, and file trees as comparable values.
// - `ScreenGolden`, `ScreenPicture`: golden files of screens, and SVG pictures of them.
// - `GoldenFolder`, `GoldenTally`: recorded behaviour of the gateway, and its comparison.
// - `StubServer`, `MemoryScan`, `ExtremeFiles`: a misbehaving HTTP server, a search for secrets in process memory,
//   files with extreme numbers.
//
// It must not know the targets under test, except through the level 0 targets that Package.swift lists.

package import FileTransactions
import Glibc
import Synchronization

/// A file system in memory that can fail or crash at its n-th call: the test double of `SystemFileSystem`.
///
/// It has inodes, modes, owners, times, symbolic links, descriptors, flocks, `renameat2` flags, and Linux's errnos. It
/// also tracks what was synced, so that a simulated power failure can lose the rest. Calls are counted from 1.
package final class InMemoryFileSystem: FileSystem, Sendable {
    /// The fault to inject.
    package enum Fault: Sendable, Equatable {
        /// This call fails without an effect.
        case fail(call: Int, errno: Int32)
        /// This call and all later ones fail.
        case failFrom(call: Int, errno: Int32)
        /// The process is killed before this call takes effect: it and all later ones fail until `reboot`.
        case crash(call: Int)
    }

    /// One recorded call.
    package struct Call: Sendable, Equatable, CustomStringConvertible {
        package let operation: FileOperation
        package let path: String
        /// Whether it can change the disk.
        package let isWrite: Bool
        package var description: String { "\(operation.rawValue) \(path)" }
    }

    let state: Mutex<MemoryDisk>

    /// An empty disk whose `/` belongs to the user.
    package init(userID: UInt32 = 1000, now: Int64 = 1_770_000_000_000) {
        state = Mutex(MemoryDisk(userID: userID, now: now))
    }

    /// A copy of a disk, including open files and call count.
    package init(copying other: InMemoryFileSystem) {
        state = Mutex(other.state.withLock { $0 })
    }

    package var userID: UInt32 { state.withLock { $0.userID } }

    // MARK: - Faults

    package func arm(_ fault: Fault?) {
        state.withLock { $0.fault = fault }
    }

    /// Runs `action` once, just before the call takes effect, to simulate another process.
    package func before(call: Int, _ action: @escaping @Sendable (InMemoryFileSystem) -> Void) {
        state.withLock { $0.interloper = (call, action) }
    }

    package var calls: [Call] { state.withLock { $0.calls } }

    /// The number of calls since the count was restarted.
    package var callNumber: Int { state.withLock { $0.callNumber } }

    package func forgetCalls() {
        state.withLock { $0.calls = [] }
    }

    /// The next call is number 1.
    package func restartCount() {
        state.withLock { $0.restartCount() }
    }

    /// Ends every process: descriptors and flocks are gone, the disk stays, faults are cleared.
    package func reboot() {
        state.withLock { $0.endProcesses() }
    }

    /// Like `reboot`, but unsynced changes may be lost: for each folder and file `choose` picks one of the states since
    /// the last sync, 0 being the synced one.
    package func losePower(choose: (Int) -> Int) {
        state.withLock { disk in
            disk.losePower(choose: choose)
            disk.endProcesses()
        }
    }

    /// Counts the call and executes it, unless it has to fail.
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

/// What the disk supports.
package struct MemoryFeatures: Sendable {
    /// renameat2 with RENAME_EXCHANGE.
    package var canExchange = true
    /// renameat2 with RENAME_NOREPLACE.
    package var canRenameExclusively = true
    package var canLink = true
    package var isReadOnly = false
    /// The capacity for all files together, in bytes.
    package var capacity = Int.max
    package var maximumFiles = Int.max
    package var mountPoints: Set<String> = []
    package var accessLists: Set<String> = []
    /// The process id that `lockHolder` returns.
    package var processID: Int32 = 812

    package init() {}
}
