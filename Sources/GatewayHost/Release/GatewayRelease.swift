package import Credentials
package import GatewayConfig
package import JSON5

/// One release of the gateway: what its files mean and what it does with credentials.
///
/// It is detected on a host (`ReleaseDetection`) and then handed on as a value, in `HostSnapshot.release`; nothing static
/// stands for "the gateway". Its data is `Resources/gateways/RELEASE.json`.
package struct GatewayRelease: Sendable, Equatable {
    /// How it reads `openclaw.json`.
    package private(set) var format: ConfigFormat
    package private(set) var rules: GatewayRules
    /// The first release that keeps credentials in another kind of store; nil if none is known.
    let storeReplacedIn: ReleaseNumber?

    /// Such as `2026.2.9`.
    package var version: String { format.version }
    package var places: ConfigPlaces { format.places }
    package var schema: ConfigSchema { format.schema }
    package var catalog: ModelCatalog { format.catalog }
    /// The provider whose credentials and models this program sets up.
    package var provider: Provider { format.provider }

    /// The first release that allows models by a policy; nil if none is known.
    private let modelPolicySince: String?
    /// The first release that reads parameters of an agent.
    package let agentParametersSince: String?
    /// The first release that reads parameters of all models.
    private let sharedParametersSince: String?

    /// Reads the data of a release; what is missing in it is a bug of this program.
    package init(_ data: BuiltInJSON.Members) {
        self.init(ConfigFormat(data), data)
    }

    /// The same with another reading of the config.
    package init(_ format: ConfigFormat, _ data: BuiltInJSON.Members) {
        self.format = format
        rules = GatewayRules(data, format.provider)
        storeReplacedIn = data["storeReplacedIn"]?.text.flatMap { ReleaseNumber($0) }
        modelPolicySince = data["modelPolicySince"]?.text
        agentParametersSince = data["agentParametersSince"]?.text
        sharedParametersSince = data["sharedParametersSince"]?.text
    }

    /// The same with what the release of a host reads in a config.
    func reading(by evidence: ReleaseEvidence) -> GatewayRelease {
        guard let here = evidence.assumed else { return self }
        func has(_ since: String?) -> Bool { since.flatMap { ReleaseNumber($0) }.map(here.isNot) ?? false }
        var later = LaterReading()
        later.goesByModelPolicy = has(modelPolicySince)
        later.hasAgentParameters = has(agentParametersSince)
        later.hasSharedParameters = has(sharedParametersSince)
        guard later != LaterReading() else { return self }
        var release = self
        release.format = format.reading(later)
        return release
    }

    /// The same on a host whose credentials are in databases: profiles are chosen as the gateway there chooses.
    package func choosing(by evidence: ReleaseEvidence) -> GatewayRelease {
        var release = self
        release.rules.selection = SelectionColumns.known.rules(evidence, replaced: storeReplacedIn)
        return release
    }
}
