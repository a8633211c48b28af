import Secrets

/// Provider ids as the gateway compares them (src/agents/model-selection.ts).
package enum ProviderName {
    /// The provider whose secrets tell by their text who pays, and which a profile named without one belongs to.
    package static let anthropic = "anthropic"

    /// Trimmed, in lower case, with old spellings replaced.
    package static func normalized(_ raw: String) -> String {
        // Fast path: nearly all profiles have this provider, and every comparison normalises it.
        if raw == anthropic { return raw }
        let isPlain = raw.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
        let name = isPlain ? raw : raw.trimmedAsJavaScript.lowercased()
        return switch name {
        case "z.ai", "z-ai": "zai"
        case "opencode-zen": "opencode"
        case "qwen": "qwen-portal"
        case "kimi-code": "kimi-coding"
        default: name
        }
    }

    /// Whether two spellings mean the same provider.
    package static func isSame(_ one: String, _ other: String) -> Bool {
        one == other || normalized(one) == normalized(other)
    }
}

/// A table by provider, in file order, with lookup by any spelling; the first matching entry counts.
package struct ProviderTable<Element: Sendable & Equatable>: Sendable, Equatable {
    /// Keys as stored, with their values.
    package private(set) var entries: [Entry] = []
    /// The index of the first entry of each provider, by normalised name and by key.
    private var places: [String: Int] = [:]
    private var keys: [String: Int] = [:]

    package struct Entry: Sendable, Equatable {
        package let key: String
        package var value: Element
    }

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }

    /// The value for a provider.
    package subscript(provider: String) -> Element? {
        entry(for: provider)?.value
    }

    /// The entry for a provider, with the key under which it is stored.
    package func entry(for provider: String) -> Entry? {
        guard !entries.isEmpty else { return nil }
        return places[ProviderName.normalized(provider)].map { entries[$0] }
    }

    mutating func set(_ value: Element, forKey key: String) {
        if let index = keys[key] {
            entries[index].value = value
        } else {
            keys[key] = entries.count
            let name = ProviderName.normalized(key)
            if places[name] == nil { places[name] = entries.count }
            entries.append(Entry(key: key, value: value))
        }
    }
}
