internal import JSON5

/// curl's report on a finished request, from standard error: one line of `%{json}`, then `%{header_json}`.
struct CurlReport {
    let status: Int
    /// The status of a proxy's answer to CONNECT; 0 if there was none.
    let proxyStatus: Int
    let headers: [String: String]

    init(_ bytes: [UInt8]) {
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        let facts = Self.value(bytes[..<end])
        status = facts?["http_code"]?.intValue.map(Int.init) ?? 0
        proxyStatus = facts?["http_connect"]?.intValue.map(Int.init) ?? 0
        headers = Self.headers(Self.value(bytes[end...].dropFirst()))
    }

    /// Nil if an older curl prints something else.
    private static func value(_ bytes: ArraySlice<UInt8>) -> Value? {
        try? Document(parsing: Array(bytes), dialect: .json).root
    }

    /// Each name has an array of values; the last one counts.
    private static func headers(_ value: Value?) -> [String: String] {
        var headers: [String: String] = [:]
        for member in value?.objectValue ?? [:] {
            headers[member.key.lowercased()] = member.value.arrayValue?.last?.stringValue
        }
        return headers
    }

    /// The meaning of an exit code of curl (curl(1), EXIT CODES); nil for 0.
    func error(code: Int32) -> TransportError? {
        switch code {
        case 0: nil
        case 5, 97: .proxy(status: nil)
        case 56 where proxyStatus >= 300: .proxy(status: proxyStatus)
        case 6: .resolve
        case 7: .connect
        case 28: .timeout
        case 51, 60: .tls(certificate: true)
        case 35, 53, 54, 58, 59, 64, 66, 77, 80, 82, 83, 90, 91: .tls(certificate: false)
        case 1, 8, 43, 61: .garbage
        case 16, 18, 52, 55, 56, 92: .cutOff
        default: .failed(code: code)
        }
    }
}
