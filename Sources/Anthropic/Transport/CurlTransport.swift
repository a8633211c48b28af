package import ChildProgram
internal import Glibc
internal import Secrets

/// Sends requests with the `curl` program, because no HTTP library is linked into this one.
///
/// The request is written to its standard input through a socket and the body is passed as a memory file; nothing is in
/// an argument, in its environment or on disk. curl reads no configuration file and follows no redirect. The run ends
/// when curl ends, even if it leaves child processes.
package struct CurlTransport: Transport {
    private let program: String?
    private let environment: [String: String]

    /// The environment variables passed to curl: proxy and certificate settings.
    private static let passed: Set<String> = [
        "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "CURL_CA_BUNDLE",
        "SSL_CERT_FILE", "SSL_CERT_DIR",
    ]

    /// - Parameter environment: that of the process; never the content of a `.env` file.
    package init(environment: [String: String]) {
        self.environment = environment.filter { Self.passed.contains($0.key) }
        program = Self.program(on: environment["PATH"] ?? "")
    }

    /// Whether a `curl` program was found.
    package var isAvailable: Bool { program != nil }

    package func send(
        _ request: HTTPRequest,
        limits: TransportLimits,
        cancellation: Cancellation
    ) throws(TransportError) -> HTTPResponse {
        guard let program else { throw .noCurl }
        guard !cancellation.isCancelled else { throw .cancelled }
        let address = Endpoint(baseURL: request.url)
        guard address.keepsKeysPrivate else { throw .unsendable }
        let outcome: ChildOutcome?
        do throws(ChildError) {
            let body = try MemoryFile(request.body)
            let configuration = CurlConfiguration(
                request,
                limits: limits,
                bodyPath: body.path,
                isLocal: address.isLocal
            )
            outcome = try configuration.secret.map { secret throws(ChildError) in
                try run(program, secret, body, limits, cancellation)
            }
        } catch {
            throw TransportError(error)
        }
        guard let outcome else { throw .unsendable }
        let report = CurlReport(outcome.error.withUTF8(Array.init))
        if let error = report.error(code: outcome.code) { throw error }
        guard report.status > 0 else { throw .garbage }
        guard !(300..<400).contains(report.status) else { throw .redirected(status: report.status) }
        return HTTPResponse(
            status: report.status,
            headers: report.headers,
            body: outcome.output.withUTF8(Array.init),
            milliseconds: outcome.milliseconds
        )
    }

    private func run(
        _ program: String,
        _ configuration: Secret,
        _ body: borrowing MemoryFile,
        _ limits: TransportLimits,
        _ cancellation: Cancellation
    ) throws(ChildError) -> ChildOutcome {
        let command = ChildCommand(
            program,
            // `--disable` must come first: no `.curlrc` is read.
            arguments: ["curl", "--disable", "--config", "-"],
            environment: environment,
            // If this process dies, curl must not live on: it holds a key, and nobody reads its answer.
            lastSignal: SIGKILL
        )
        // curl enforces the timeout itself; this limit is for the case that it fails to.
        let limits = ChildLimits(
            milliseconds: limits.milliseconds + 1000,
            outputBytes: limits.bytes,
            errorBytes: 1 << 18
        )
        return try PipedChild(command, input: configuration, kept: body, limits: limits).run(cancellation)
    }

    /// Only absolute folders: a `curl` in the working folder is not the system's.
    private static func program(on path: String) -> String? {
        path.split(separator: ":").filter { $0.hasPrefix("/") }.map { $0 + "/curl" }.map(String.init).first {
            candidate in
            var status = stat()
            return stat(candidate, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(candidate, X_OK) == 0
        }
    }
}
