import FileTransactions
import JSON5

@testable import GatewayConfig

/// Reads from texts instead of a disk; other files do not exist.
func reader(_ files: [String: String]) -> ConfigFileReader {
    { path throws(FileError) in ConfigFile(path: path, contents: files[path].map { Array($0.utf8) }) }
}

/// Paths of a host whose state folder is `/s`.
func fixturePaths(_ environment: [String: String] = [:]) -> StatePaths {
    let variables = ["HOME": "/h", "OPENCLAW_STATE_DIR": "/s", "OPENCLAW_CONFIG_PATH": "/s/openclaw.json"]
    return StatePaths(
        PathContext(environment: variables.merging(environment) { $1 }, workingDirectory: "/cwd"),
        exists: { _ in true }
    )
}

/// A config made of a text and, by file name in `/s`, its includes; nil if there is no main file.
func snapshot(
    _ text: String?,
    _ environment: EnvironmentLayers = EnvironmentLayers(process: [:]),
    includes: [String: String] = [:]
) -> ConfigSnapshot {
    var files = Dictionary(uniqueKeysWithValues: includes.map { (PathText.absolute($0, in: "/s"), $1) })
    files["/s/openclaw.json"] = text
    return ConfigSnapshot.read(fixturePaths(), environment, .builtIn, reader(files))
}

/// The text of a change, for comparison with the expected file.
extension ConfigFileChange {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

// The tests speak of the newest release if they name none.

extension AgentRoster {
    init(_ config: Value) { self.init(config, ConfigFormat.builtIn.places) }
}

extension ModelSettings {
    init(_ config: Value, agent: AgentID? = nil) { self.init(config, ConfigFormat.builtIn, agent: agent) }
}

extension ProviderEndpoint {
    init(_ config: Value) { self.init(config, ConfigFormat.builtIn) }
}

extension CacheMigration {
    static func edits(_ config: Value) -> [ValueEdit] { edits(config, ConfigFormat.builtIn.places) }
}

extension ModelParameter {
    static var all: [ModelParameter] { ConfigSchema.builtIn.modelParameters }
}

extension ModelReference {
    static var gatewayDefault: ModelReference { ConfigFormat.builtIn.defaultModel }
}
