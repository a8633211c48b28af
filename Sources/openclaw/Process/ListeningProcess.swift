internal import CSystem
internal import Glibc

/// Finds the process that listens on a local TCP port, without connecting to it.
struct ListeningProcess {
    /// The process id; nil if nobody listens or the process belongs to another user and cannot be inspected.
    static func on(port: Int) -> Int32? {
        let inodes = listeningInodes(port: port)
        guard !inodes.isEmpty else { return nil }
        return processes().first { owns(inodes, process: $0) }
    }

    /// Asks the kernel by netlink; if a container forbids that, /proc is read instead.
    static func listeningInodes(port: Int) -> Set<String> {
        guard let number = UInt16(exactly: port) else { return [] }
        var inodes = [UInt32](repeating: 0, count: 16)
        let count = csystem_listening_sockets(number, &inodes, Int32(inodes.count))
        guard count < 0 else { return Set(inodes.prefix(Int(count)).map(String.init)) }
        return Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap { listedInodes(in: $0, port: port) })
    }

    /// Sockets in state 0A (LISTEN) on this port; the local address ends in the port in hexadecimal.
    static func listedInodes(in table: String, port: Int) -> [String] {
        text(of: table).split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ", omittingEmptySubsequences: true)
            guard fields.count > 9, fields[3] == "0A", let colon = fields[1].lastIndex(of: ":") else { return nil }
            guard Int(fields[1][fields[1].index(after: colon)...], radix: 16) == port else { return nil }
            return String(fields[9])
        }
    }

    private static func processes() -> [Int32] {
        entries(of: "/proc").compactMap(Int32.init)
    }

    private static func owns(_ inodes: Set<String>, process: Int32) -> Bool {
        entries(of: "/proc/\(process)/fd").contains { descriptor in
            guard let target = link("/proc/\(process)/fd/\(descriptor)"), target.hasPrefix("socket:[") else {
                return false
            }
            return inodes.contains(String(target.dropFirst("socket:[".count).dropLast()))
        }
    }

    private static func entries(of folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
            )
        }
        return names
    }

    private static func link(_ path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { readlink(path, $0, bytes.count) } ?? -1
        }
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    private static func text(of path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = chunk.withUnsafeMutableBytes { $0.baseAddress.map { read(descriptor, $0, 16_384) } ?? 0 }
            if count <= 0 { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
