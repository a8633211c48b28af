internal import GatewayConfig

/// A language that people read; what machines read is always English.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case traditionalChinese = "zh-TW"

    /// The language that the environment names: `OPENCLAW_LANG`, then `LC_ALL`, `LC_MESSAGES` and `LANG`.
    ///
    /// The name of the variable counts, not what the host has installed. Where text cannot be UTF-8 (C, Big5) it is
    /// English, and so it is for languages that have no texts.
    package init(environment: [String: String]) {
        let name = ["OPENCLAW_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty }
        self = Self.showsUTF8(environment) ? name.flatMap(Self.init(named:)) ?? .english : .english
    }

    /// By the name of a locale, `zh_TW.UTF-8` or `zh-Hant`; nil for one that has no texts.
    private init?(named name: String) {
        let parts = name.lowercased().prefix { $0 != "." && $0 != "@" }.split { $0 == "_" || $0 == "-" }
        let regions: [Substring] = ["tw", "hk", "mo", "hant"]
        guard parts.first == "zh", parts.dropFirst().contains(where: regions.contains) else { return nil }
        self = .traditionalChinese
    }

    /// Whether the character set that is asked for is UTF-8; where none is asked for, it is.
    private static func showsUTF8(_ environment: [String: String]) -> Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
        guard let name = names.first(where: { !$0.isEmpty })?.lowercased() else { return true }
        return name.holdsText("utf-8") || name.holdsText("utf8")
    }
}
