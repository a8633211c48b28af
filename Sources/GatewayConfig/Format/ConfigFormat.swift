import CResources
package import JSON5

/// What one release of the gateway means by its config: schema, places, and the provider and models that it
/// knows by itself.
///
/// A class, because every snapshot and plan of a host shares it.
package final class ConfigFormat: Sendable {
    /// The release, such as `2026.2.9`.
    package let version: String
    package let places: ConfigPlaces
    /// The provider whose credentials and models this program sets up.
    package let provider: Provider
    /// The model used if none is configured.
    package let defaultModel: ModelReference
    /// The full names behind the aliases that every config has.
    package let modelAliases: [String: String]
    /// What a later release on the host reads beside what the data says.
    package let later: LaterReading
    /// Decoded only where nothing else sets a port.
    private let port: BuiltInJSON
    /// What it adds to a config when it reads one, beside the defaults for Claude; only `config get` asks for it.
    private let deferredDefaults: Deferred<[RuntimeDefault]>
    /// Lazy, because reading the schema takes longer than reading a config.
    private let deferredSchema: Deferred<ConfigSchema>

    package var catalog: ModelCatalog { provider.catalog }
    package var schema: ConfigSchema { deferredSchema.value }
    /// Where the gateway listens if nothing sets a port.
    package var gatewayPort: Int {
        guard let number = port.integer else { preconditionFailure("Resources/gateways: gatewayPort is no number") }
        return number
    }
    package var runtimeDefaults: [RuntimeDefault] { deferredDefaults.value }

    /// The newest release whose data is compiled into this program.
    package static let builtIn = ConfigFormat(ReleaseData.all[ReleaseData.all.count - 1])

    /// Reads the data of a release; what is missing in it is a bug of this program.
    package init(
        _ data: BuiltInJSON.Members,
        provider: Provider = .anthropic,
        schema: @escaping @Sendable () -> ConfigSchema = { .builtIn }
    ) {
        guard let model = data["defaultModel"]?.text.flatMap({ ModelReference($0) }) else {
            preconditionFailure("Resources/gateways: no defaultModel")
        }
        guard let port = data["gatewayPort"] else { preconditionFailure("Resources/gateways: no gatewayPort") }
        version = data["release"]?.text ?? ""
        places = ConfigPlaces(data)
        self.provider = provider
        defaultModel = model
        self.port = port
        let aliases = (data["modelAliases"]?.members.all ?? []).compactMap { entry in
            entry.value.text.map { (entry.key, $0) }
        }
        modelAliases = Dictionary(aliases) { $1 }
        let defaults = data["runtimeDefaults"]
        deferredDefaults = Deferred { (defaults?.elements ?? []).compactMap { RuntimeDefault($0) } }
        deferredSchema = Deferred(schema)
        later = LaterReading()
    }

    private init(_ other: ConfigFormat, _ later: LaterReading) {
        (version, places, provider) = (other.version, other.places, other.provider)
        (defaultModel, modelAliases, port) = (other.defaultModel, other.modelAliases, other.port)
        (deferredDefaults, deferredSchema) = (other.deferredDefaults, other.deferredSchema)
        self.later = later
    }

    /// The same for a later release.
    package func reading(_ later: LaterReading) -> ConfigFormat { ConfigFormat(self, later) }
}

/// What releases after that of the data read in a config.
package struct LaterReading: Sendable, Equatable {
    /// Models are allowed by `modelPolicy.allow` alone, and never by the model list.
    package var goesByModelPolicy = false
    /// Agents have parameters of their own.
    package var hasAgentParameters = false
    /// All models of all agents can share parameters.
    package var hasSharedParameters = false

    package init() {}
}

extension ConfigFormat: Equatable {
    /// By version, places and provider; the rest is data of the version.
    package static func == (one: ConfigFormat, other: ConfigFormat) -> Bool {
        one === other
            || one.version == other.version && one.places == other.places && one.provider == other.provider
                && one.later == other.later
    }
}

/// The data of all releases that this program knows.
package enum ReleaseData {
    /// The oldest first; never empty.
    package static let all = (0..<resource_gateway_count()).map { BuiltInJSON(resource_gateway($0)).members }
    /// What releases that keep credentials in databases accept of them. Read only where there is one.
    package static var databases: BuiltInJSON { BuiltInJSON(resource_databases()) }
}
