internal import CredentialStores
internal import GatewayConfig
internal import JSON5
internal import Secrets

/// The line diff of two texts of a config file, without secrets.
enum ConfigDifference {
    /// - Parameter format: how the gateway reads a config; without one, names alone tell what is secret.
    static func lines(from old: [UInt8]?, to new: [UInt8]?, format: ConfigFormat?) -> [DiffLine] {
        let walk = SecretWalk(schema: format?.schema)
        let before = RedactedText(old, dialect: .json5, finder: walk)
        return before.difference(to: RedactedText(new, dialect: .json5, finder: walk))
    }
}
