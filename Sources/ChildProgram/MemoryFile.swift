internal import CSystem
internal import Glibc

/// Bytes that a child can open as a file; in memory only, without a name.
package struct MemoryFile: ~Copyable {
    /// -1 if there are no bytes.
    let descriptor: Int32

    package init(_ bytes: [UInt8]) throws(ChildError) {
        guard !bytes.isEmpty else {
            descriptor = -1
            return
        }
        let file = csystem_memory_file("request")
        guard file >= 0 else { throw .failed(code: -file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else {
                let code = errno
                close(file)
                throw .failed(code: code)
            }
            rest = rest.dropFirst(max(0, count))
        }
        descriptor = file
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The path under which a child that got the descriptor can open it; nil if there are no bytes.
    package var path: String? { descriptor >= 0 ? "/dev/fd/\(CSYSTEM_KEPT_DESCRIPTOR)" : nil }
}
