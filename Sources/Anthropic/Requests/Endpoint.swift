/// Where requests are sent: the URL in the config, else Anthropic's own.
///
/// No environment variable overrides it, because a hostile `.env` file must not be able to receive a key.
package struct Endpoint: Sendable, Equatable {
    /// As configured, or the default URL.
    package let baseURL: String

    package init(baseURL: String) {
        self.baseURL = baseURL
    }

    /// The host that a key would be sent to, without port; empty if the URL has none.
    package var host: String {
        let place = place.utf8
        guard place.first == UInt8(ascii: "[") else { return String(Substring(place.prefix { $0 != Self.colon })) }
        return String(Substring(place.dropFirst().prefix { $0 != Self.bracket }))
    }

    /// The port as written; nil if there is none.
    private var port: String? {
        let place = place.utf8
        let isBracketed = place.first == UInt8(ascii: "[")
        let rest = isBracketed ? place.drop { $0 != Self.bracket }.dropFirst() : place.drop { $0 != Self.colon }
        let digits = rest.dropFirst()
        return rest.first == Self.colon && !digits.isEmpty ? String(Substring(digits)) : nil
    }

    /// Host and port, without user and password. By bytes, as whoever connects reads a URL: a mark that combines with a
    /// slash or an at sign does not hide it.
    private var place: Substring {
        let afterScheme = baseURL.range(of: "://").map { baseURL[$0.upperBound...] } ?? baseURL[...]
        let ends = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")]
        let authority = afterScheme.utf8.prefix { !ends.contains($0) }
        let user = authority.lastIndex(of: UInt8(ascii: "@")).map { authority.index(after: $0) }
        return Substring(authority[(user ?? authority.startIndex)...])
    }

    private static let colon = UInt8(ascii: ":")
    /// What ends a numeric address.
    private static let bracket = UInt8(ascii: "]")

    /// Anthropic's own host.
    package static let ownHost = "api.anthropic.com"

    /// The host for people: as it is with https and the usual port, else with scheme and port, because `127.0.0.1` does
    /// not tell which program there is meant.
    package var shown: String {
        let scheme = baseURL.range(of: "://").map { baseURL[..<$0.lowerBound].lowercased() } ?? "https"
        let name = host.contains(":") ? "[\(host)]" : host
        let isUsual = scheme == "https" && (port == nil || port == "443")
        guard !isUsual, !host.isEmpty else { return host }
        return scheme + "://" + name + (port.map { ":" + $0 } ?? "")
    }

    /// The same as a URL that a browser opens.
    package static func url(ofShown host: String) -> String { host.contains("://") ? host : "https://" + host }

    /// Whether a key is sent encrypted or stays on this machine.
    package var keepsKeysPrivate: Bool {
        if baseURL.lowercased().hasPrefix("https://") { return !host.isEmpty }
        return isLocal
    }

    /// Whether requests stay on this machine; then no proxy is used.
    package var isLocal: Bool { host == "localhost" || host == "::1" || isLoopbackAddress }

    /// 127.0.0.0/8 as a number; a name that only starts like one can belong to anybody.
    private var isLoopbackAddress: Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension String {
    /// The first occurrence of an ASCII text.
    fileprivate func range(of piece: String) -> Range<Index>? {
        var start = utf8.startIndex
        while start < utf8.endIndex {
            if utf8[start...].starts(with: piece.utf8) { return start..<utf8.index(start, offsetBy: piece.utf8.count) }
            start = utf8.index(after: start)
        }
        return nil
    }
}
