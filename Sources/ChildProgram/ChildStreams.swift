internal import CSystem
internal import Glibc
internal import Secrets

/// Our end of a child's standard input: sends a secret without blocking and releases it when it has been sent.
struct ChildInput: ~Copyable {
    private var socket: Int32
    private var rest: Secret?
    private var sent = 0

    init(_ socket: Int32, _ secret: Secret) {
        self.socket = socket
        rest = secret
    }

    deinit { if socket >= 0 { close(socket) } }

    /// The descriptor to poll; -1 once everything is sent.
    var descriptor: Int32 { socket }

    /// Sends what fits now; after the last byte it closes, so that the child reads end of file.
    mutating func send() {
        guard let secret = rest else { return }
        while sent < secret.count {
            let count = secret.withUTF8 { bytes in
                bytes.baseAddress.map { csystem_send(socket, $0 + sent, bytes.count - sent) } ?? 0
            }
            switch count {
            case Int.min..<0 where count == -Int(EAGAIN): return
            case Int.min..<0 where count == -Int(EINTR): continue
            // The child does not read any more; its exit code shows what that means.
            case Int.min..<0: return finish()
            default: sent += count
            }
        }
        finish()
    }

    private mutating func finish() {
        rest = nil
        close(socket)
        socket = -1
    }
}

/// Our end of one of a child's output streams, and the bytes read so far.
struct ChildOutput: ~Copyable {
    private var pipe: Int32
    private var buffer = SecretBuffer()
    private let limit: Int

    init(_ pipe: Int32, limit: Int) {
        self.pipe = pipe
        self.limit = limit
    }

    deinit { if pipe >= 0 { close(pipe) } }

    /// The descriptor to poll; -1 once it is closed.
    var descriptor: Int32 { pipe }
    var bytes: Secret { buffer.secret }

    /// Reads everything available.
    mutating func read() throws(ChildError) {
        while pipe >= 0 {
            let count = readOnce()
            if count > 0 {
                if buffer.count > limit { throw .tooLong(limit: limit) }
            } else if count == 0 {
                close(pipe)
                pipe = -1
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                throw .failed(code: errno)
            }
        }
    }

    private mutating func readOnce() -> Int {
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { chunk in
            let count = Glibc.read(pipe, chunk.baseAddress, chunk.count)
            guard count > 0 else { return count }
            buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
            csystem_wipe(chunk.baseAddress, count)
            return count
        }
    }
}
