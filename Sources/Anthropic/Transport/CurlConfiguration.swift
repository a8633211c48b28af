internal import Secrets

/// What `curl --config -` reads: the request as configuration lines, so that no secret is an argument.
///
/// The quoting is curl's own: a backslash before `"` and `\`. Control characters cannot be sent at all, so that no value can
/// begin a line of its own, neither here nor in the request.
struct CurlConfiguration {
    private var text = SecretBuffer()
    private var isSendable = true

    /// More is nothing that a header should hold.
    private static let limit = 48_000

    /// - Parameter bodyPath: where curl finds the body, such as `/dev/fd/7`; nil for none.
    /// - Parameter isLocal: the address is this machine's own, and no proxy may see the request.
    init(_ request: HTTPRequest, limits: TransportLimits, bodyPath: String?, isLocal: Bool) {
        let isPlain = request.url.lowercased().hasPrefix("http:")
        add("url", request.url)
        add("request", request.method.rawValue)
        // Nothing but what is asked for: no second protocol, no other host, no guessing at brackets.
        add("proto", isPlain ? "=http" : "=https")
        add("max-redirs", "0")
        addFlag("globoff")
        addFlag("silent")
        if isLocal { add("noproxy", "*") }
        add("max-time", Self.seconds(limits.milliseconds))
        for header in request.headers { add(header) }
        // Else it would wait for a "100 Continue" that few send.
        add("header", "Expect:")
        if let bodyPath { add("data-binary", "@" + bodyPath) }
        // The body is standard output alone; what curl has to say goes to standard error, 7.83 and newer with the headers.
        add("write-out", "%{stderr}%{json}\\n%{header_json}", escapes: false)
    }

    /// The lines; nil when something in them cannot be sent.
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
