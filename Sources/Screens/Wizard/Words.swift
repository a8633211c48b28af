internal import GatewayHost

/// The texts of the screens, in the form that fits the width.
///
/// A key may have a second, shorter text under `key.narrow`; it is taken below 60 columns.
struct Words: Sendable {
    let texts: Texts
    var isNarrow: Bool

    /// The text of a key with its placeholders filled.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        let narrow = key + ".narrow"
        return texts(isNarrow && texts.has(narrow) ? narrow : key, values)
    }

    /// The text for one or for several: `key.one` or `key.other`, with `{count}` filled.
    func callAsFunction(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
        let form = key + (count == 1 ? ".one" : ".other")
        return self(form, values.merging(["count": String(count)]) { given, _ in given })
    }

    func has(_ key: String) -> Bool { texts.has(key) }
}
