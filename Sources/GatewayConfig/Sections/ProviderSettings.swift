package import JSON5
package import Secrets

/// The config's settings for one model provider; each is read on access.
package struct ProviderSettings: Sendable {
    /// The key as written.
    package let id: String
    private let section: Value?

    /// The settings under exactly this key.
    package init(_ id: String, in config: Value, _ places: ConfigPlaces) {
        self.init(id, config.value(at: places.providers)?[id])
    }

    private init(_ id: String, _ section: Value?) {
        self.id = id
        self.section = section
    }

    /// All sections, in the order in which the gateway walks over them.
    package static func all(in config: Value, _ places: ConfigPlaces) -> [ProviderSettings] {
        guard let sections = config.value(at: places.providers), sections.objectValue != nil else { return [] }
        return ECMAText.entries(of: sections).map { ProviderSettings($0.key, $0.value) }
    }

    /// The key as written, perhaps blank.
    package var apiKey: Secret? { section?["apiKey"]?.stringValue.map { Secret($0) } }

    /// The reference in the place of the key.
    package var apiKeyReference: SecretReference? { section?["apiKey"]?.secretReference }

    /// How requests authenticate, such as `aws-sdk`.
    package var auth: String? { section?["auth"]?.stringValue }

    /// The base URL of requests; nil if none is set. No environment variable overrides it.
    package var baseURL: String? { section?["baseUrl"]?.stringValue.nonBlank }

    /// A model that the config defines for this provider.
    package struct Model: Sendable, Equatable {
        package let id: String
        package let name: String
        /// `text`, `image`.
        package let input: [String]
        /// In tokens.
        package let contextWindow: Int
    }

    /// The models that the config defines, with the gateway's defaults for what an entry leaves out
    /// (src/config/defaults.ts).
    package var models: [Model] {
        (section?["models"]?.arrayValue ?? []).compactMap { entry in
            guard let id = entry["id"]?.stringValue.nonBlank else { return nil }
            let input = (entry["input"]?.arrayValue ?? []).compactMap(\.stringValue)
            let window = entry["contextWindow"]?.intValue.flatMap { Int(exactly: $0) } ?? 0
            return Model(
                id: id,
                name: entry["name"]?.stringValue.nonBlank ?? id,
                input: input.isEmpty ? ["text"] : input,
                contextWindow: window > 0 ? window : 200_000
            )
        }
    }

    /// Headers that replace the gateway's, by name as written.
    package var headers: [String: String] {
        let pairs = (section?["headers"]?.objectValue ?? [:]).compactMap { header in
            header.value.stringValue.map { (header.key, $0) }
        }
        return Dictionary(pairs) { $1 }
    }
}
