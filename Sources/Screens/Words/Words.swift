internal import GatewayHost

/// The texts of the screens, in the form that fits the width.
///
/// All keys start with `wizard.`, which the code omits. A key can have a shorter text under `key.narrow`, used below 60
/// columns, and one under `key.spoken` for line mode.
struct Words: Sendable {
    let texts: Texts
    var isNarrow: Bool
    /// Line mode: no key names are used, and the last four characters of a secret are spelled out.
    var isSpoken = false
    /// How texts speak of the stores; nil where they are files that this program writes.
    var stores: StoreWords?

    /// The text of a key with its placeholders filled.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        let key = Self.prefix + key
        let other = isSpoken ? key + ".spoken" : key + ".narrow"
        let form = (isSpoken || isNarrow) && texts.has(other) ? other : key
        guard isSpoken, let ending = values["ending"] else { return texts.of(stores, form, values) }
        let spelled = ["ending": ending.map(String.init).joined(separator: " ")]
        return texts(form, values.merging(spelled) { $1 })
    }

    /// The singular or plural text: `key.one`, `key.two` if it exists, or `key.other`, with `{count}` filled.
    func callAsFunction(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
        let word = count == 1 ? ".one" : count == 2 && has(key + ".two") ? ".two" : ".other"
        let form = key + word
        return self(form, values.merging(["count": String(count)]) { given, _ in given })
    }

    /// The same texts in their short forms, for a place that is narrow on a wide screen.
    var narrow: Words {
        var words = self
        words.isNarrow = true
        return words
    }

    /// Whether the key has a text.
    func has(_ key: String) -> Bool { texts.has(Self.prefix + key) }

    private static let prefix = "wizard."
}
