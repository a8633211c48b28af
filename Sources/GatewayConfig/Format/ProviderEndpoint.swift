package import JSON5

/// Where requests to the provider go: what the config says, else the provider's own URL.
package struct ProviderEndpoint: Sendable, Equatable {
    /// The base URL of requests; no environment variable overrides it.
    package let baseURL: String
    /// Headers that replace the gateway's, by name as written.
    package let headers: [String: String]

    package init(_ config: Value, _ format: ConfigFormat) {
        let settings = ProviderSettings(format.provider.id, in: config, format.places)
        baseURL = settings.baseURL ?? format.provider.baseURL
        headers = settings.headers
    }
}
