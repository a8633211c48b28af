import CSystem
import Glibc
import TerminalUI

/// Folders whose files are looked at: the kernel tells of changes, and where it does not see all, a clock does.
struct FolderWatch {
    /// What to poll; -1 while nothing is watched.
    private(set) var descriptor: Int32 = -1
    /// When to look although nothing was told, in milliseconds of the monotonic clock; nil where the kernel sees all.
    private(set) var nextLook: Int64?

    /// How often a folder on another host is looked at.
    private static let pause: Int64 = 2000

    /// Adds folders. One that is not there yet is seen when it appears: its nearest folder above is watched.
    mutating func add(_ folders: [String]) {
        if descriptor < 0 { descriptor = csystem_watch_open() }
        for folder in folders {
            let isSeen = descriptor >= 0 && watchNearest(folder)
            if !isSeen, nextLook == nil { nextLook = MonotonicClock.now() + Self.pause }
        }
    }

    /// Whether the files may have changed since the last call.
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

    /// Watches the folder or what is there above it; false when changes in it stay unseen.
    private func watchNearest(_ folder: String) -> Bool {
        var path = Substring(folder)
        while csystem_watch_add(descriptor, String(path)) == ENOENT {
            guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return false }
            path = path[..<slash]
        }
        return csystem_watch_add(descriptor, String(path)) == 0 && csystem_watch_sees_all(String(path)) == 1
    }
}
