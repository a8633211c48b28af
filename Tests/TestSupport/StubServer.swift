import Foundation
import Glibc
import Synchronization

/// A local server that answers as no proper server would: slowly, incompletely, without end.
///
/// Each connection handles one request: it is read to the end of its body and kept, then the answer is sent.
package final class StubServer: Sendable {
    /// The answer for one connection.
    package enum Answer: Sendable {
        /// A complete response with its length.
        case json(status: Int, String, headers: [String: String] = [:])
        /// These bytes, then the connection is closed.
        case raw([UInt8])
        /// These bytes, then nothing, with the connection kept open.
        case hang([UInt8])
        /// A response head, then chunks without end.
        case endless
    }

    package let port: Int
    private let listener: Int32
    private let kept = Mutex<[String]>([])
    private let answer: @Sendable (_ request: String) -> Answer

    package init(_ answer: @escaping @Sendable (_ request: String) -> Answer) throws {
        self.answer = answer
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(listener, generic, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, generic, &length) == 0
            }
        }
        guard code else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in serve() }
    }

    /// The requests so far, each with head and body.
    package var requests: [String] { kept.withLock { $0 } }

    /// Accepts no further connection; its thread ends.
    package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve() {
        defer { close(listener) }
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            // Otherwise a child started meanwhile would keep it open.
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            Thread.detachNewThread { [self] in
                let request = Self.request(on: connection)
                kept.withLock { $0.append(request) }
                give(answer(request), to: connection)
                close(connection)
            }
        }
    }

    /// The head and as much of the body as its length says.
    private static func request(on connection: Int32) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(connection, &chunk, chunk.count)
            guard count > 0 else { break }
            bytes += chunk[..<count]
            // A TLS client waits for an answer before it sends more.
            if bytes.first == 0x16 { break }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let length = text[..<end.lowerBound].lowercased().components(separatedBy: "content-length: ").dropFirst()
                .first.flatMap { Int($0.prefix { $0.isNumber }) }
            if text[end.upperBound...].utf8.count >= length ?? 0 { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func give(_ answer: Answer, to connection: Int32) {
        switch answer {
        case .json(let status, let body, let headers):
            let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
            let head = "HTTP/1.1 \(status) Stub\r\ncontent-type: application/json\r\n\(lines)"
            send("\(head)content-length: \(body.utf8.count)\r\nconnection: close\r\n\r\n\(body)", to: connection)
        case .raw(let bytes): send(bytes, to: connection)
        case .hang(let bytes):
            send(bytes, to: connection)
            var byte: UInt8 = 0
            // Until the client disconnects.
            while read(connection, &byte, 1) > 0 {}
        case .endless:
            send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", to: connection)
            let chunk = "1000\r\n" + String(repeating: "x", count: 0x1000) + "\r\n"
            while send(chunk, to: connection) {}
        }
    }

    @discardableResult
    private func send(_ text: String, to connection: Int32) -> Bool { send(Array(text.utf8), to: connection) }

    @discardableResult
    private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
