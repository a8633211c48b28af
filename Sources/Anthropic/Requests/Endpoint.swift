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
        if place.hasPrefix("[") { return String(place.dropFirst().prefix { $0 != "]" }) }
        return String(place.prefix { $0 != ":" })
    }

    /// The port as written; nil if there is none.
    private var port: String? {
        let rest = place.hasPrefix("[") ? place.drop { $0 != "]" }.dropFirst() : place.drop { $0 != ":" }
        let digits = rest.dropFirst()
        return rest.first == ":" && !digits.isEmpty ? String(digits) : nil
    }

    /// Host and port, without user and password.
    private var place: Substring {
        let afterScheme = baseURL.range(of: "://").map { baseURL[$0.upperBound...] } ?? baseURL[...]
        let authority = afterScheme.prefix { !"/?#".contains($0) }
        return authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    }

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
        indices.first { self[$0...].hasPrefix(piece) }.map { $0..<index($0, offsetBy: piece.count) }
    }
}
