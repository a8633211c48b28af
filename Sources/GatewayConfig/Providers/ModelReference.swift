import Secrets

/// A model reference of the gateway, `provider/model`.
package struct ModelReference: Sendable, Hashable, CustomStringConvertible {
    /// The normalised provider id.
    package let provider: String
    /// The provider's model id; may contain slashes.
    package let model: String

    /// The provider of a reference without one.
    package static let defaultProvider = "anthropic"

    package init(provider: String, model: String) {
        self.provider = provider
        self.model = model
    }

    /// Parses `provider/model`, or a model of the default provider; nil if either part is empty.
    package init?(_ raw: String, defaultProvider: String = Self.defaultProvider) {
        guard let text = raw.nonBlank else { return nil }
        // Works on bytes, because references are parsed by the hundred and characters take ten times as long.
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            self.init(normalizing: text, provider: defaultProvider)
            return
        }
        guard let provider = String(text[..<slash]).nonBlank,
            let model = String(text[text.utf8.index(after: slash)...]).nonBlank
        else { return nil }
        self.init(normalizing: model, provider: provider)
    }

    private init(normalizing model: String, provider: String) {
        self.provider = ProviderID.normalized(provider)
        self.model = self.provider == Self.defaultProvider ? Self.shorthands[model.lowercased()] ?? model : model
    }

    /// Short Anthropic ids that the gateway expands wherever it parses a reference.
    private static let shorthands = [
        "opus-4.6": "claude-opus-4-6", "opus-4.5": "claude-opus-4-5", "sonnet-4.5": "claude-sonnet-4-5",
    ]

    /// The key of the model in the config's model list.
    package var key: String { "\(provider)/\(model)" }

    package var description: String { key }
}

/// Provider ids as the gateway compares them.
package enum ProviderID {
    /// Trimmed, in lower case, with synonyms replaced.
    package static func normalized(_ raw: String) -> String {
        let text = raw.trimmedAsJavaScript.lowercased()
        return switch text {
        case "z.ai", "z-ai": "zai"
        case "opencode-zen": "opencode"
        case "qwen": "qwen-portal"
        case "kimi-code": "kimi-coding"
        default: text
        }
    }
}
