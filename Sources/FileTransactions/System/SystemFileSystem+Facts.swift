import CSystem
import Glibc

/// Read-only queries about paths.
extension SystemFileSystem {
    package func realPath(of path: String) throws(FileError) -> String {
        guard let resolved = realpath(path, nil) else { throw FileError(errno: errno, .realPath, path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    package func entries(of path: String) throws(FileError) -> [String] {
        guard let folder = opendir(path) else { throw FileError(errno: errno, .entries, path) }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        if errno != 0 { throw FileError(errno: errno, .entries, path) }
        return names.sorted()
    }

    package func volume(of path: String) throws(FileError) -> VolumeStatus {
        var info = statvfs()
        try call(.volume, path) { statvfs(path, &info) }
        return VolumeStatus(
            isReadOnly: info.f_flag & UInt(ST_RDONLY) != 0,
            availableBytes: Self.product(UInt64(info.f_bavail), UInt64(info.f_frsize)),
            availableFiles: info.f_files == 0 ? nil : UInt64(info.f_favail)
        )
    }

    /// Saturates on overflow.
    private static func product(_ blocks: UInt64, _ size: UInt64) -> UInt64 {
        let (product, overflow) = blocks.multipliedReportingOverflow(by: size)
        return overflow ? .max : product
    }

    package func permits(_ access: Access, at path: String) throws(FileError) -> Bool {
        let wanted: Int32 =
            switch access {
            case .read: R_OK
            case .write: W_OK
            case .search: X_OK
            }
        let result = Self.repeated { faccessat(AT_FDCWD, path, wanted, AT_EACCESS) }
        if result.value == 0 { return true }
        // EPERM means an immutable file; EROFS is reported by `volume`, but means no access here too.
        if [EACCES, EPERM, EROFS].contains(result.errno) { return false }
        throw FileError(errno: result.errno, .permits, path)
    }

    package func hasAccessList(_ path: String) throws(FileError) -> Bool {
        switch openclaw_has_access_list(path) {
        case 0: return true
        case ENODATA, ENOTSUP: return false
        case let number: throw FileError(errno: number, .accessList, path)
        }
    }

    /// From the fifth field of /proc/self/mountinfo (proc_pid_mountinfo(5)).
    package func mountPoints() throws(FileError) -> Set<String> {
        let table = try contents(of: "/proc/self/mountinfo", limit: 16 << 20).bytes
        return Set(
            table.split(separator: UInt8(ascii: "\n")).compactMap { line in
                let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5, omittingEmptySubsequences: false)
                return fields.count > 4 ? MountTable.unescaped(fields[4]) : nil
            }
        )
    }

    /// From /proc/locks: `1: FLOCK  ADVISORY  WRITE 812 fe:00:1234 0 EOF` (proc_locks(5)).
    package func lockHolder(of status: FileStatus) throws(FileError) -> Int32? {
        let table = try procText("/proc/locks")
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ")
            // The device is not compared: on btrfs the kernel shows another one than stat(2).
            guard fields.count > 5, fields[1] == "FLOCK", fields[3] == "WRITE",
                fields[5].split(separator: ":").last == Substring(String(status.inode)),
                let process = Int32(fields[4]), process > 0
            else { continue }
            return process
        }
        return nil
    }

    private func procText(_ path: String) throws(FileError) -> String {
        String(decoding: try contents(of: path, limit: 16 << 20).bytes, as: UTF8.self)
    }
}

/// The escapes of /proc/self/mountinfo.
enum MountTable {
    /// Undoes `\040` and its like: a backslash with three octal digits is one byte.
    static func unescaped(_ field: ArraySlice<UInt8>) -> String {
        guard field.contains(UInt8(ascii: "\\")) else { return String(decoding: field, as: UTF8.self) }
        var bytes: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
                bytes.append(digits.reduce(0) { $0 &* 8 &+ ($1 &- 0x30) })
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
