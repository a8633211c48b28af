package import JSON5

/// A model as the gateway names it, `provider/model`.
package struct ModelReference: Sendable, Hashable, CustomStringConvertible {
    /// The normalised provider id.
    package let provider: String
    /// The model's id at that provider; may contain slashes.
    package let model: String

    /// The provider of a model that is named without one.
    package static let defaultProvider = "anthropic"
    /// What the gateway uses when nothing is configured.
    package static let gatewayDefault = ModelReference(provider: "anthropic", model: "claude-opus-4-6")

    package init(provider: String, model: String) {
        self.provider = provider
        self.model = model
    }

    /// Reads `provider/model`, or a model of the default provider; nil when either part is empty.
    package init?(_ raw: String, defaultProvider: String = Self.defaultProvider) {
        guard let text = raw.nonBlank else { return nil }
        // Bytes, as references are read by the hundred; whole characters take ten times as long.
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
        self.model = self.provider == "anthropic" ? Self.shorthands[model.lowercased()] ?? model : model
    }

    /// Short forms of Anthropic ids that the gateway spells out wherever it reads a reference.
    private static let shorthands = [
        "opus-4.6": "claude-opus-4-6", "opus-4.5": "claude-opus-4-5", "sonnet-4.5": "claude-sonnet-4-5",
    ]

    /// The key of the model in `agents.defaults.models`.
    package var key: String { "\(provider)/\(model)" }

    package var description: String { key }
}

/// Provider ids as the gateway compares them.
package enum ProviderID {
    /// Trimmed, in lower case, synonyms replaced.
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

extension Pointer {
    /// The models that may be used, each under its full name.
    package static var modelEntries: Pointer { ["agents", "defaults", "models"] }
}

extension ModelReference {
    /// Where the model's alias and parameters stand; the gateway looks them up under exactly this key.
    package var entry: Pointer { .modelEntries.appending(key) }
    /// Where its parameters stand.
    package var parameters: Pointer { entry.appending("params") }
}
