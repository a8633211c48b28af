/// Where requests to the provider go: the address in the config, else Anthropic's own.
///
/// No variable overrides it, because a hostile `.env` must not be able to receive a key.
package struct Endpoint: Sendable, Equatable {
    /// As configured, or the standard address.
    package let baseURL: String

    package init(baseURL: String) {
        self.baseURL = baseURL
    }

    /// The host that a key would be sent to, without port; empty when the address has none.
    package var host: String {
        let afterScheme = baseURL.range(of: "://").map { baseURL[$0.upperBound...] } ?? baseURL[...]
        let authority = afterScheme.prefix { !"/?#".contains($0) }
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        if place.hasPrefix("[") { return String(place.dropFirst().prefix { $0 != "]" }) }
        return String(place.prefix { $0 != ":" })
    }

    /// Whether a key travels encrypted, or does not leave this machine.
    package var keepsKeysPrivate: Bool {
        if baseURL.lowercased().hasPrefix("https://") { return !host.isEmpty }
        return isLocal
    }

    /// Whether requests stay on this machine; no proxy is asked for them.
    package var isLocal: Bool { host == "localhost" || host == "::1" || isLoopbackAddress }

    /// 127.0.0.0/8 in numbers; a name that only begins like one is somebody's name.
    private var isLoopbackAddress: Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension String {
    /// Where a piece of ASCII text stands first.
    fileprivate func range(of piece: String) -> Range<Index>? {
        indices.first { self[$0...].hasPrefix(piece) }.map { $0..<index($0, offsetBy: piece.count) }
    }
}
