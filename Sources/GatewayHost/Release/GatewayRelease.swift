package import Credentials
package import GatewayConfig
package import JSON5

/// One release of the gateway: what its files mean and what it does with credentials.
///
/// It is detected on a host (`ReleaseDetection`) and then handed on as a value, in `HostSnapshot.release`; nothing static
/// stands for "the gateway". Its data is `Resources/gateways/RELEASE.json`.
package struct GatewayRelease: Sendable, Equatable {
    /// How it reads `openclaw.json`.
    package let format: ConfigFormat
    package let rules: GatewayRules
    /// The first release that keeps credentials in another kind of store; nil if none is known.
    let storeReplacedIn: ReleaseNumber?

    /// Such as `2026.2.9`.
    package var version: String { format.version }
    package var places: ConfigPlaces { format.places }
    package var schema: ConfigSchema { format.schema }
    package var catalog: ModelCatalog { format.catalog }
    /// The provider whose credentials and models this program sets up.
    package var provider: Provider { format.provider }

    /// Reads the data of a release; what is missing in it is a bug of this program.
    package init(_ data: BuiltInJSON.Members) {
        self.init(ConfigFormat(data), data)
    }

    /// The same with another reading of the config.
    package init(_ format: ConfigFormat, _ data: BuiltInJSON.Members) {
        self.format = format
        rules = GatewayRules(data, format.provider)
        storeReplacedIn = data["storeReplacedIn"]?.text.flatMap { ReleaseNumber($0) }
    }
}
