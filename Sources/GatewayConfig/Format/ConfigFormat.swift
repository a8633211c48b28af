import CResources
package import JSON5

/// What one release of the gateway means by its config: schema, places, and the models that it knows by itself.
///
/// A class, because every snapshot and plan of a host shares it.
package final class ConfigFormat: Sendable {
    /// The release, such as `2026.2.9`.
    package let version: String
    package let places: ConfigPlaces
    package let catalog: ModelCatalog
    /// Lazy, because reading the schema takes longer than reading a config.
    private let deferredSchema: Deferred<ConfigSchema>

    package var schema: ConfigSchema { deferredSchema.value }

    /// The newest release whose data is compiled into this program.
    package static let builtIn = ConfigFormat(ReleaseData.all[ReleaseData.all.count - 1])

    /// Reads the data of a release.
    package init(
        _ release: BuiltInJSON,
        catalog: ModelCatalog = .builtIn,
        schema: @escaping @Sendable () -> ConfigSchema = { .builtIn }
    ) {
        version = release.members["release"]?.text ?? ""
        places = ConfigPlaces(release)
        self.catalog = catalog
        deferredSchema = Deferred(schema)
    }
}

extension ConfigFormat: Equatable {
    /// By version and places; the rest is data of the version.
    package static func == (one: ConfigFormat, other: ConfigFormat) -> Bool {
        one === other || one.version == other.version && one.places == other.places
    }
}

/// The data of all releases that this program knows.
package enum ReleaseData {
    /// The oldest first; never empty.
    package static let all = (0..<resource_gateway_count()).map { BuiltInJSON(resource_gateway($0)) }
}
