import CSystem
import Glibc
import TerminalUI

/// Watches the files of folders with inotify; folders whose changes the kernel does not see are polled.
struct FolderWatch {
    /// The descriptor to poll; -1 if nothing is watched.
    private(set) var descriptor: Int32 = -1
    /// The next polling time in milliseconds of the monotonic clock; nil if the kernel sees all changes.
    private(set) var nextLook: Int64?

    /// The polling interval for network file systems, in milliseconds.
    private static let pause: Int64 = 2000

    /// Adds folders. A folder that does not exist yet is found when it appears, because its nearest existing parent is
    /// watched.
    mutating func add(_ folders: [String]) {
        if descriptor < 0 { descriptor = csystem_watch_open() }
        for folder in folders {
            let isSeen = descriptor >= 0 && watchNearest(folder)
            if !isSeen, nextLook == nil { nextLook = MonotonicClock.now() + Self.pause }
        }
    }

    /// Whether files may have changed since the last call.
    mutating func sawChange(isReadable: Bool, now: Int64) -> Bool {
        if let time = nextLook, time <= now {
            nextLook = now + Self.pause
            return true
        }
        return isReadable && csystem_watch_take(descriptor) == 1
    }

    mutating func close() {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
        descriptor = -1
        nextLook = nil
    }

    /// Watches the folder or its nearest existing parent; false if the kernel does not see changes in it.
    private func watchNearest(_ folder: String) -> Bool {
        var path = Substring(folder)
        while csystem_watch_add(descriptor, String(path)) == ENOENT {
            guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return false }
            path = path[..<slash]
        }
        return csystem_watch_add(descriptor, String(path)) == 0 && csystem_watch_sees_all(String(path)) == 1
    }
}
