package import ChildProgram

/// Sends one request and waits for its response.
///
/// Implementation requirements: never follows a redirect; the request's headers reach no argument, environment
/// variable, file, log or error; returns within the limits, and at once when cancelled. It blocks its thread, which
/// must not be the main one.
package protocol Transport: Sendable {
    func send(
        _ request: HTTPRequest,
        limits: TransportLimits,
        cancellation: Cancellation
    ) throws(TransportError) -> HTTPResponse
}

/// Limits on time and size.
package struct TransportLimits: Sendable, Equatable {
    /// From start to end.
    package var milliseconds: Int64
    /// Size of the response body.
    package var bytes: Int

    package init(milliseconds: Int64 = 20_000, bytes: Int = 1 << 20) {
        self.milliseconds = milliseconds
        self.bytes = bytes
    }
}

/// Why there was no response. Contains nothing of the request.
package enum TransportError: Error, Sendable, Equatable {
    /// There is no `curl` on PATH.
    case noCurl
    /// `curl` could not be started, or failed itself: an errno, or its exit code.
    case failed(code: Int32)
    case timeout
    /// The host name could not be resolved.
    case resolve
    /// The connection failed.
    case connect
    /// No secure connection; `certificate` if the host's certificate is not trusted.
    case tls(certificate: Bool)
    /// The proxy is unreachable or refused; with its status if there was one.
    case proxy(status: Int?)
    /// The response was incomplete.
    case cutOff
    /// The response is longer than allowed, in bytes.
    case tooLong(limit: Int)
    /// The host redirects to another URL, to which no credential is sent.
    case redirected(status: Int)
    /// The response is not HTTP.
    case garbage
    /// The URL or a header contains characters that cannot be sent.
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
