import CSystem
import Foundation
import Synchronization

/// A fake secret that this process stores only scrambled, until a test asks for its text.
package struct ScrambledSecret: Sendable {
    private static let mask: UInt8 = 0xA5
    fileprivate let bytes: [UInt8]

    /// `prefix` and 95 letters, different for each secret.
    package init(prefix: String) {
        bytes = prefix.utf8.map { $0 ^ Self.mask } + (0..<95).map { _ in UInt8.random(in: 0x61...0x7A) ^ Self.mask }
    }

    /// The plain text. A caller that stores it will be found by the scan.
    package var text: String { String(decoding: bytes.map { $0 ^ Self.mask }, as: UTF8.self) }

    fileprivate static func isMasked(_ byte: UInt8, _ masked: UInt8) -> Bool { byte ^ mask == masked }
}

/// Searches all writable memory of a process: heap, stacks, static data.
///
/// It reads /proc/PID/mem, so that memory freed by another thread meanwhile gives an error instead of a crash.
package struct MemoryScan {
    private struct Region {
        let range: Range<UInt>
        let name: String
    }

    private static let window = 1 << 20
    private static let page: UInt = 4096
    private let memory: Int32
    private let isOwn: Bool
    private let buffer: UnsafeMutableRawBufferPointer

    /// How often 16 bytes of the secret's random part occur in memory, by name of the region (`[heap]`, `[stack]`, …).
    package static func places(of secret: ScrambledSecret) throws -> [String: Int] {
        try places(of: secret, inProcess: getpid())
    }

    /// The same for a child process, which must be dumpable.
    package static func places(of secret: ScrambledSecret, inProcess process: Int32) throws -> [String: Int] {
        // One scan at a time, because the buffer of another scan contains what it reads.
        try oneAtATime.withLock { _ in try search(secret, process) }
    }

    /// False in sanitizer builds, whose allocator does not zero freed memory.
    package static var isMeaningful: Bool { csystem_wipes_freed_memory() == 1 }

    private static let oneAtATime = Mutex(())

    private static func search(_ secret: ScrambledSecret, _ process: Int32) throws -> [String: Int] {
        let scan = try MemoryScan(process)
        defer { scan.end() }
        // The end of the secret, because the allocator overwrites the start of a freed block with its own links.
        let wanted = Array(secret.bytes.suffix(16))
        var places: [String: Int] = [:]
        for region in try regions(of: process) {
            let count = scan.occurrences(of: wanted, in: region.range)
            if count > 0 { places[region.name, default: 0] += count }
        }
        return places
    }

    private init(_ process: Int32) throws {
        isOwn = process == getpid()
        memory = open("/proc/\(process)/mem", O_RDONLY | O_CLOEXEC)
        guard memory >= 0 else { throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO) }
        buffer = .allocate(byteCount: Self.window, alignment: 4096)
    }

    private func end() {
        close(memory)
        buffer.deallocate()
    }

    /// /proc/self/maps, proc_pid_maps(5): what is mapped readable and writable.
    private static func regions(of process: Int32) throws -> [Region] {
        let table = String(decoding: try wholeFile("/proc/\(process)/maps"), as: UTF8.self)
        return table.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard ends.count == 2, fields[1].hasPrefix("rw") else { return nil }
            let name = fields.count > 5 ? fields[5].trimmingCharacters(in: .whitespaces) : "anonymous"
            return Region(range: ends[0]..<ends[1], name: name)
        }
    }

    /// All of a file of /proc. Its size is 0 and a read returns one page at most: Foundation takes that for the whole file,
    /// so that the scan would see the first fifty mappings only.
    private static func wholeFile(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    private func occurrences(of wanted: [UInt8], in range: Range<UInt>) -> Int {
        var count = 0
        var start = range.lowerBound
        while start < range.upperBound {
            let length = min(Self.window, Int(range.upperBound - start))
            let got = pread(memory, buffer.baseAddress, length, Int(bitPattern: start))
            let end = start + UInt(max(0, got))
            if got >= wanted.count {
                count += occurrences(of: wanted, inFirst: got, at: start)
                csystem_wipe(buffer.baseAddress, got)
            }
            if got < length {
                // Another thread has unmapped this since the map was read; later pages may still be mapped.
                start = (end / Self.page + 1) * Self.page
            } else if end == range.upperBound {
                break
            } else {
                // Windows overlap, so that a match across the border is found.
                start = end - UInt(wanted.count - 1)
            }
        }
        return count
    }

    private func occurrences(of wanted: [UInt8], inFirst count: Int, at address: UInt) -> Int {
        let read = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        let ownStart = UInt(bitPattern: buffer.baseAddress)
        var found = 0
        for offset in 0...(count - wanted.count) where ScrambledSecret.isMasked(read[offset], wanted[0]) {
            let isIt = zip(read[offset..<offset + wanted.count], wanted).allSatisfy(ScrambledSecret.isMasked)
            let isInBuffer = isOwn && (ownStart..<ownStart + UInt(Self.window)).contains(address + UInt(offset))
            if isIt, !isInBuffer { found += 1 }
        }
        return found
    }
}
