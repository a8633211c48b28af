internal import GatewayConfig
internal import JSON5

/// Decides which values of a gateway file are secret: by the schema, and by key names at any depth.
///
/// Key names are needed because the schema applies only to a whole config. In an included file and in sections without
/// a schema they are the only criterion.
enum SecretPlaces {
    private static let names: Set<String> = [
        "key", "token", "access", "refresh", "password", "apikey", "secret", "bottoken", "apptoken", "signingsecret",
        "accesstoken", "refreshtoken", "clientsecret", "webhooksecret", "authtoken",
    ]

    /// Whether the key's name means a secret.
    static func isSecret(_ component: Pointer.Component?) -> Bool {
        guard case .key(let key)? = component else { return false }
        let name = key.lowercased()
        return names.contains(name) || ["apikey", "password", "secret", "token"].contains { name.hasSuffix($0) }
    }

    /// Whether a variable's name means a secret.
    static func namesSecret(_ variable: String) -> Bool {
        let name = variable.lowercased()
        return ["key", "token", "secret", "password", "credential"].contains { name.contains($0) }
    }

    /// A key written like a variable, as in an `env` block of any file.
    fileprivate static func isVariable(_ component: Pointer.Component?) -> Bool {
        guard case .key(let key)? = component else { return false }
        return key.count > 2
            && key.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}

/// Finds secrets during a walk over a config file or a store.
struct SecretWalk {
    private var path: [Pointer.Component] = []
    /// Nil for a file that is not read by a schema.
    private var schema: SchemaWalk?
    private let isConfig: Bool

    /// - Parameter schema: that of a config; nil for a store.
    init(isConfig: Bool, schema: ConfigSchema?) {
        self.isConfig = isConfig
        self.schema = isConfig ? schema.map { SchemaWalk($0) } : nil
    }

    /// Enters a member or an element.
    mutating func enter(_ component: Pointer.Component) {
        path.append(component)
        schema?.enter(component)
    }

    /// Returns to the container.
    mutating func leave() {
        path.removeLast()
        schema?.leave()
    }

    /// Whether the string or number at this position is a secret.
    mutating func isSecret(_ value: Value) -> Bool {
        switch value {
        case .string(let text):
            // A `${VAR}` reference is not a secret, and users want to see that it is still a reference.
            guard !text.isEmpty, !(text.hasPrefix("${") && text.hasSuffix("}")) else { return false }
            return SecretPlaces.isSecret(path.last)
                || isConfig && (schema?.isSecret == true || SecretPlaces.isVariable(path.last))
        case .number: return schema?.isSecret == true
        case .null, .bool, .array, .object: return false
        }
    }
}
