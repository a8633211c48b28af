internal import GatewayHost

/// The texts of the screens, in the form that fits the width.
///
/// All keys stand below `wizard.`, which is not repeated in the code. A key may have a second, shorter text under `key.narrow`; it is taken below 60 columns.
struct Words: Sendable {
    let texts: Texts
    var isNarrow: Bool

    /// The text of a key with its placeholders filled.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        let key = Self.prefix + key
        let narrow = key + ".narrow"
        return texts(isNarrow && texts.has(narrow) ? narrow : key, values)
    }

    /// The text for one or for several: `key.one`, `key.two` if there is one, or `key.other`, with `{count}` filled.
    func callAsFunction(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
        let word = count == 1 ? ".one" : count == 2 && has(key + ".two") ? ".two" : ".other"
        let form = key + word
        return self(form, values.merging(["count": String(count)]) { given, _ in given })
    }

    /// Whether the key has a text.
    func has(_ key: String) -> Bool { texts.has(Self.prefix + key) }

    private static let prefix = "wizard."
}
