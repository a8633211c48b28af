import FileTransactions
import Glibc
import Synchronization

/// The state of an `InMemoryFileSystem`: inodes by number, open files, and faults.
struct MemoryDisk {
    struct Inode {
        enum Content: Equatable {
            case file([UInt8])
            case folder([String: UInt64])
            case link(String)
            case other
        }

        var content: Content
        var mode: FileMode
        var owner: UInt32
        var modified: FileTime
        /// The number of hard links.
        var linkCount: UInt64 = 0
        /// The states since the last sync, the synced one first.
        var history: [Content]
    }

    struct Open {
        var inode: UInt64
        var offset = 0
        var isWritable = false
        var hasLock = false
    }

    static let root: UInt64 = 1

    var userID: UInt32
    var features = MemoryFeatures()
    var inodes: [UInt64: Inode] = [:]
    var open: [Int32: Open] = [:]
    private var nextInode: UInt64 = 2
    private var nextDescriptor: Int32 = 3
    /// In nanoseconds; every change advances it by one.
    private(set) var time: Int64
    var calls: [InMemoryFileSystem.Call] = []
    private(set) var callNumber = 0
    var fault: InMemoryFileSystem.Fault?
    var interloper: (call: Int, action: @Sendable (InMemoryFileSystem) -> Void)?
    private(set) var hasCrashed = false

    init(userID: UInt32, now: Int64) {
        self.userID = userID
        time = now * 1_000_000
        inodes[Self.root] = Inode(
            content: .folder([:]),
            mode: 0o755,
            owner: userID,
            modified: FileTime(nanoseconds: time),
            history: [.folder([:])]
        )
    }

    // MARK: - Calls

    mutating func count(_ call: InMemoryFileSystem.Call) -> (@Sendable (InMemoryFileSystem) -> Void)? {
        // Calls made by a simulated other process are not counted.
        if interloper?.call == 0 { return nil }
        callNumber += 1
        calls.append(call)
        guard let waiting = interloper, waiting.call == callNumber else { return nil }
        interloper = (0, waiting.action)
        return { files in
            waiting.action(files)
            files.state.withLock { $0.interloper = nil }
        }
    }

    /// The errno that the current call fails with.
    var faultNow: Int32? {
        mutating get {
            if interloper?.call == 0 { return nil }
            switch fault {
            case .fail(let call, let number): return call == callNumber ? number : nil
            case .failFrom(let call, let number): return callNumber >= call ? number : nil
            case .crash(let call):
                hasCrashed = hasCrashed || callNumber >= call
                return hasCrashed ? EOWNERDEAD : nil
            case nil: return nil
            }
        }
    }

    mutating func restartCount() {
        callNumber = 0
        calls = []
    }

    mutating func endProcesses() {
        open = [:]
        fault = nil
        interloper = nil
        hasCrashed = false
    }

    mutating func losePower(choose: (Int) -> Int) {
        for (number, inode) in inodes.sorted(by: { $0.key < $1.key }) {
            let kept = inode.history[choose(inode.history.count)]
            inodes[number]?.content = kept
            inodes[number]?.history = [kept]
        }
        countLinks()
    }

    // MARK: - Inodes

    mutating func tick() -> Int64 {
        time += 1
        return time
    }

    mutating func setTime(milliseconds: Int64) {
        time = max(time + 1, milliseconds * 1_000_000)
    }

    mutating func newInode(_ content: Inode.Content, mode: FileMode) -> UInt64 {
        let number = nextInode
        nextInode += 1
        let unsynced: Inode.Content =
            switch content {
            case .folder: .folder([:])
            case .file: .file([])
            default: content
            }
        inodes[number] = Inode(
            content: content,
            mode: mode,
            owner: userID,
            modified: FileTime(nanoseconds: tick()),
            history: [unsynced]
        )
        return number
    }

    mutating func change(_ number: UInt64, to content: Inode.Content) {
        let now = FileTime(nanoseconds: tick())
        inodes[number]?.content = content
        inodes[number]?.modified = now
        inodes[number]?.history.append(content)
    }

    mutating func sync(_ number: UInt64) {
        guard let content = inodes[number]?.content else { return }
        inodes[number]?.history = [content]
    }

    mutating func newDescriptor(_ file: Open) -> Int32 {
        let descriptor = nextDescriptor
        nextDescriptor += 1
        open[descriptor] = file
        return descriptor
    }

    mutating func countLinks() {
        for number in inodes.keys { inodes[number]?.linkCount = 0 }
        for case .folder(let entries) in inodes.values.map(\.content) {
            for number in entries.values { inodes[number]?.linkCount += 1 }
        }
    }

    var usedBytes: Int {
        inodes.values.reduce(0) { sum, inode in
            guard case .file(let bytes) = inode.content else { return sum }
            return sum + bytes.count
        }
    }

    func status(_ number: UInt64) -> FileStatus {
        guard let inode = inodes[number] else { preconditionFailure("no inode \(number)") }
        let (kind, size): (FileStatus.Kind, Int) =
            switch inode.content {
            case .file(let bytes): (.file, bytes.count)
            case .folder(let entries): (.folder, entries.count)
            case .link(let target): (.symbolicLink, target.utf8.count)
            case .other: (.other, 0)
            }
        return FileStatus(
            kind: kind,
            mode: inode.mode,
            owner: inode.owner,
            device: 1,
            inode: number,
            linkCount: kind == .folder ? 2 : inode.linkCount,
            size: Int64(size),
            modified: inode.modified
        )
    }
}

extension FileTime {
    /// A time of the disk's clock, in nanoseconds since 1970.
    init(nanoseconds: Int64) {
        self.init(seconds: nanoseconds / 1_000_000_000, nanoseconds: nanoseconds % 1_000_000_000)
    }
}
