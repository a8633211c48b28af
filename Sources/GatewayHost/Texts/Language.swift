internal import GatewayConfig

/// The language of texts for people; machine-readable output is always English.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case traditionalChinese = "zh-TW"

    /// The language selected by the environment: `OPENCLAW_LANG`, then `LC_ALL`, `LC_MESSAGES` and `LANG`.
    ///
    /// Only the variable's value matters, not which locales the host has installed. English is used for languages
    /// without texts and for character sets other than UTF-8 (C, Big5).
    package init(environment: [String: String]) {
        let name = ["OPENCLAW_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty }
        self = Self.showsUTF8(environment) ? name.flatMap(Self.init(named:)) ?? .english : .english
    }

    /// Parses a locale name such as `zh_TW.UTF-8` or `zh-Hant`; nil for a language without texts.
    private init?(named name: String) {
        let parts = name.lowercased().prefix { $0 != "." && $0 != "@" }.split { $0 == "_" || $0 == "-" }
        let regions: [Substring] = ["tw", "hk", "mo", "hant"]
        guard parts.first == "zh", parts.dropFirst().contains(where: regions.contains) else { return nil }
        self = .traditionalChinese
    }

    /// Whether the requested character set is UTF-8, which is also the default.
    private static func showsUTF8(_ environment: [String: String]) -> Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
        guard let name = names.first(where: { !$0.isEmpty })?.lowercased() else { return true }
        return name.holdsText("utf-8") || name.holdsText("utf8")
    }
}
