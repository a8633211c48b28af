internal import Secrets

/// The input of `curl --config -`: the request as configuration lines, so that no secret is an argument.
///
/// Quoting follows curl: a backslash before `"` and `\`. Control characters are refused, so that no value can start a
/// new line, neither here nor in the request.
struct CurlConfiguration {
    private var text = SecretBuffer()
    private var isSendable = true

    /// In bytes; no reasonable header is longer.
    private static let limit = 48_000

    /// - Parameter bodyPath: the path under which curl reads the body, such as `/dev/fd/7`; nil for none.
    /// - Parameter isLocal: the URL is on this machine, so no proxy may be used.
    init(_ request: HTTPRequest, limits: TransportLimits, bodyPath: String?, isLocal: Bool) {
        let isPlain = request.url.lowercased().hasPrefix("http:")
        add("url", request.url)
        add("request", request.method.rawValue)
        // Restricts curl: no second protocol, no other host, no URL globbing.
        add("proto", isPlain ? "=http" : "=https")
        add("max-redirs", "0")
        addFlag("globoff")
        addFlag("silent")
        if isLocal { add("noproxy", "*") }
        add("max-time", Self.seconds(limits.milliseconds))
        for header in request.headers { add(header) }
        // Otherwise curl would wait for a "100 Continue" that few servers send.
        add("header", "Expect:")
        if let bodyPath { add("data-binary", "@" + bodyPath) }
        // Standard output gets only the body; curl's report goes to standard error, from version 7.83 on with the
        // headers.
        add("write-out", "%{stderr}%{json}\\n%{header_json}", escapes: false)
    }

    /// The lines; nil if they contain characters that cannot be sent.
    var secret: Secret? {
        isSendable && text.count <= Self.limit ? text.secret : nil
    }

    static func seconds(_ milliseconds: Int64) -> String {
        let rest = String(max(1, milliseconds) % 1000)
        return "\(max(1, milliseconds) / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }

    private mutating func addFlag(_ name: String) {
        text.append(contentsOf: (name + "\n").utf8)
    }

    private mutating func add(_ name: String, _ value: String, escapes: Bool = true) {
        begin(name)
        for byte in value.utf8 { append(byte, escapes: escapes) }
        end()
    }

    private mutating func add(_ header: HTTPRequest.Header) {
        let isToken = header.name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") }
        if header.name.isEmpty || !isToken || header.value.isEmpty { isSendable = false }
        begin("header")
        for byte in (header.name + ": ").utf8 { append(byte) }
        header.value.withUTF8 { bytes in for byte in bytes { append(byte) } }
        end()
    }

    private mutating func begin(_ name: String) {
        text.append(contentsOf: (name + " = \"").utf8)
    }

    private mutating func append(_ byte: UInt8, escapes: Bool = true) {
        if byte < 0x20 || byte == 0x7F { isSendable = false }
        if escapes, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
        text.append(byte)
    }

    private mutating func end() {
        text.append(contentsOf: "\"\n".utf8)
    }
}
