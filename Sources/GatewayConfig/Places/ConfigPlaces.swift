package import JSON5

/// Every path in `openclaw.json` that this program knows, spelled once for each release of the gateway, in
/// `Resources/gateways/`.
///
///     config.value(at: places.agentList)    // agents.list
///
/// A class, because every snapshot and plan of a host shares it.
package final class ConfigPlaces: Sendable {
    /// The configured agents.
    package let agentList: Pointer
    /// The settings of agents that set none of their own.
    package let agentDefaults: Pointer
    /// Which agent gets which messages.
    package let bindings: Pointer
    /// The default model: a name, or an object with `primary` and `fallbacks`.
    package let model: Pointer
    package let primaryModel: Pointer
    package let imageModel: Pointer
    /// The model list, keyed by full name; it is an allowlist.
    package let models: Pointer
    package let contextPruningMode: Pointer
    package let contextPruningTTL: Pointer
    package let heartbeatInterval: Pointer
    package let workspace: Pointer
    package let nodeManager: Pointer
    /// Programs that answer in place of a provider, by the name that stands for the provider in a model.
    package let cliBackends: Pointer
    /// The file with an agent's sessions, where it is not the usual one.
    package let sessionStore: Pointer
    /// The `env` block: variables by name, beside `environmentVariables` and `loginShell`.
    package let environment: Pointer
    package let environmentVariables: Pointer
    package let loginShell: Pointer
    /// The listed profiles, by id.
    package let authProfiles: Pointer
    /// The order of profiles, by provider.
    package let authOrder: Pointer
    package let billingBackoffHours: Pointer
    package let billingBackoffHoursByProvider: Pointer
    package let billingMaxHours: Pointer
    package let failureWindowHours: Pointer
    /// The settings of model providers, by provider.
    package let providers: Pointer
    package let gateway: Pointer
    package let gatewayMode: Pointer
    package let gatewayPort: Pointer
    package let gatewayBind: Pointer
    package let gatewayAuthMode: Pointer
    /// The object that holds the mode, the token and the password.
    package var gatewayAuth: Pointer { gatewayAuthMode.parent ?? gatewayAuthMode }
    package let gatewayToken: Pointer
    package let gatewayPassword: Pointer
    package let tailscaleMode: Pointer
    package let tailscaleReset: Pointer
    /// What onboarding notes about its last run.
    package let wizard: Pointer
    package let lastRunAt: Pointer
    package let lastRunVersion: Pointer
    package let lastRunCommand: Pointer
    package let lastRunMode: Pointer
    /// The release that wrote the file last.
    package let lastTouchedVersion: Pointer
    /// The agents by id, as releases from 2026.8 have them instead of the list.
    package let agentEntries: Pointer
    /// The agent that such a release uses if none is named.
    package let systemAgent: Pointer
    /// Places of earlier releases; the gateway refuses a config that has one.
    package let removed: [Pointer]
    /// All but those of later releases and the removed ones, in the order of the data.
    package let all: [Pointer]

    /// Reads the places of a release; a missing one is a bug of this program.
    package init(_ release: BuiltInJSON.Members) {
        var places = PlaceReader(release["places"])
        agentList = places.read("agentList")
        agentDefaults = places.read("agentDefaults")
        bindings = places.read("bindings")
        model = places.read("model")
        primaryModel = places.read("primaryModel")
        imageModel = places.read("imageModel")
        models = places.read("models")
        contextPruningMode = places.read("contextPruningMode")
        contextPruningTTL = places.read("contextPruningTTL")
        heartbeatInterval = places.read("heartbeatInterval")
        workspace = places.read("workspace")
        nodeManager = places.read("nodeManager")
        cliBackends = places.read("cliBackends")
        sessionStore = places.read("sessionStore")
        environment = places.read("environment")
        environmentVariables = places.read("environmentVariables")
        loginShell = places.read("loginShell")
        authProfiles = places.read("authProfiles")
        authOrder = places.read("authOrder")
        billingBackoffHours = places.read("billingBackoffHours")
        billingBackoffHoursByProvider = places.read("billingBackoffHoursByProvider")
        billingMaxHours = places.read("billingMaxHours")
        failureWindowHours = places.read("failureWindowHours")
        providers = places.read("providers")
        gateway = places.read("gateway")
        gatewayMode = places.read("gatewayMode")
        gatewayPort = places.read("gatewayPort")
        gatewayBind = places.read("gatewayBind")
        gatewayAuthMode = places.read("gatewayAuthMode")
        gatewayToken = places.read("gatewayToken")
        gatewayPassword = places.read("gatewayPassword")
        tailscaleMode = places.read("tailscaleMode")
        tailscaleReset = places.read("tailscaleReset")
        wizard = places.read("wizard")
        lastRunAt = places.read("lastRunAt")
        lastRunVersion = places.read("lastRunVersion")
        lastRunCommand = places.read("lastRunCommand")
        lastRunMode = places.read("lastRunMode")
        lastTouchedVersion = places.read("lastTouchedVersion")
        var later = PlaceReader(release["laterPlaces"])
        agentEntries = later.read("agentEntries")
        systemAgent = later.read("systemAgent")
        removed = (release["removedPlaces"]?.elements ?? []).compactMap { $0.text.map(Pointer.init(dotted:)) }
        all = places.pointers
    }
}

extension ConfigPlaces: Equatable {
    package static func == (one: ConfigPlaces, other: ConfigPlaces) -> Bool {
        one === other || one.all == other.all && one.removed == other.removed
    }
}

/// Reads places by name; it is quickest where the data has the order of the names.
private struct PlaceReader {
    private let data: BuiltInJSON.Members
    private(set) var pointers: [Pointer] = []

    init(_ data: BuiltInJSON?) { self.data = data?.members ?? BuiltInJSON.Members() }

    mutating func read(_ name: String) -> Pointer {
        let index = pointers.count
        let isNext = index < data.all.count && data.all[index].key == name
        guard let text = (isNext ? data.all[index].value : data[name])?.text else {
            preconditionFailure("Resources/gateways: no place \(name)")
        }
        let pointer = Pointer(dotted: text)
        pointers.append(pointer)
        return pointer
    }
}

extension Pointer {
    /// A path of plain keys; a start reads all of them, so they are taken from the text in one pass.
    fileprivate init(dotted text: String) {
        var text = text
        let components = text.withUTF8 { bytes in
            var (components, start): ([Component], Int) = ([], 0)
            components.reserveCapacity(4)
            for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: ".") {
                components.append(.key(String(decoding: bytes.extracting(start..<end), as: UTF8.self)))
                start = end + 1
            }
            return components
        }
        self.init(components)
    }
}
