import Anthropic
import ChildProgram
import Foundation
import Secrets
import Synchronization
import TestSupport

enum Fake {
    static let key = Secret("sk-ant-api03-" + String(repeating: "K", count: 95))
    static let token = Secret("sk-ant-oat01-" + String(repeating: "T", count: 95))
    static let model = "claude-opus-4-6"

    static let message = #"{"type":"message","content":[{"type":"text","text":"OK"}],"usage":{"input_tokens":8}}"#

    static func error(_ type: String, _ message: String) -> String {
        #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"}}"#
    }
}

extension Secret {
    var text: String { withUTF8 { String(decoding: $0, as: UTF8.self) } }
}

extension StubServer {
    var endpoint: Endpoint { Endpoint(baseURL: "http://127.0.0.1:\(port)") }

    /// Checks a credential against this server with the real curl.
    func verify(
        _ credential: Secret = Fake.key,
        limits: TransportLimits = TransportLimits(),
        cancellation: Cancellation = Cancellation()
    ) -> Verification {
        Verifier(transport: CurlTransport.here, endpoint: endpoint, limits: limits)
            .verify(credential, model: Fake.model, cancellation: cancellation)
    }
}

extension CurlTransport {
    static var here: CurlTransport { CurlTransport(environment: ProcessInfo.processInfo.environment) }
}

/// A transport that records requests and returns scripted responses.
final class ScriptedTransport: Transport {
    private let answer: Result<HTTPResponse, TransportError>
    private let kept = Mutex<[HTTPRequest]>([])

    init(_ answer: Result<HTTPResponse, TransportError>) {
        self.answer = answer
    }

    var requests: [HTTPRequest] { kept.withLock { $0 } }

    func send(
        _ request: HTTPRequest,
        limits: TransportLimits,
        cancellation: Cancellation
    ) throws(TransportError) -> HTTPResponse {
        kept.withLock { $0.append(request) }
        return try answer.get()
    }
}
