package import ChildProgram

/// Sends one request and waits for its answer.
///
/// Implementation requirements: never follows a redirect; the request's headers reach no argument, environment, file, log
/// or error; returns within the limits, and at once when cancelled. It blocks its thread, which must not be the screen's.
package protocol Transport: Sendable {
    func send(
        _ request: HTTPRequest,
        limits: TransportLimits,
        cancellation: Cancellation
    ) throws(TransportError) -> HTTPResponse
}

/// How long and how much may be waited for.
package struct TransportLimits: Sendable, Equatable {
    /// From start to end.
    package var milliseconds: Int64
    /// Of the answer's body.
    package var bytes: Int

    package init(milliseconds: Int64 = 20_000, bytes: Int = 1 << 20) {
        self.milliseconds = milliseconds
        self.bytes = bytes
    }
}

/// Why there was no answer. Holds nothing of the request.
package enum TransportError: Error, Sendable, Equatable {
    /// There is no `curl` on PATH.
    case noCurl
    /// `curl` could not be started, or failed by itself: an errno, or its exit code.
    case failed(code: Int32)
    case timeout
    /// The host's name means nothing here.
    case resolve
    /// Nobody answers at the address.
    case connect
    /// No trusted encryption; `certificate` when it is the host's certificate that is not trusted.
    case tls(certificate: Bool)
    /// The proxy is not there or refuses; its status where it gave one.
    case proxy(status: Int?)
    /// The answer ended before it was complete.
    case cutOff
    /// The answer is longer than it may be, in bytes.
    case tooLong(limit: Int)
    /// The host sends elsewhere, where no credential goes.
    case redirected(status: Int)
    /// What came is not HTTP.
    case garbage
    /// The address or a header holds what cannot be sent.
    case unsendable
    case cancelled
}

extension TransportError {
    init(_ error: ChildError) {
        self =
            switch error {
            case .failed(let code): .failed(code: code)
            case .timeout: .timeout
            case .cancelled: .cancelled
            case .tooLong(let limit): .tooLong(limit: limit)
            }
    }
}
