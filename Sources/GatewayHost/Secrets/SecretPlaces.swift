internal import GatewayConfig
internal import JSON5

/// Which values of a gateway file are secret: by the schema, and by the name of the key wherever it stands.
///
/// The names count because the schema knows only whole configurations: in a file that is included somewhere, and in
/// sections that are not checked, they are all there is.
enum SecretPlaces {
    private static let names: Set<String> = [
        "key", "token", "access", "refresh", "password", "apikey", "secret", "bottoken", "apptoken", "signingsecret",
        "accesstoken", "refreshtoken", "clientsecret", "webhooksecret", "authtoken",
    ]

    /// Whether the key's name says so.
    static func isSecret(_ component: Pointer.Component?) -> Bool {
        guard case .key(let key)? = component else { return false }
        let name = key.lowercased()
        return names.contains(name) || ["apikey", "password", "secret", "token"].contains { name.hasSuffix($0) }
    }

    /// Whether a variable's name says that its value is a secret.
    static func namesSecret(_ variable: String) -> Bool {
        let name = variable.lowercased()
        return ["key", "token", "secret", "password", "credential"].contains { name.contains($0) }
    }

    /// A key written like a variable: an `env` block, in whatever file it stands.
    fileprivate static func isVariable(_ component: Pointer.Component?) -> Bool {
        guard case .key(let key)? = component else { return false }
        return key.count > 2
            && key.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}

/// Tells secrets from other values on a walk over a file, a configuration's or a store's.
struct SecretWalk {
    private var path: [Pointer.Component] = []
    /// Nil for a store, of which the schema says nothing.
    private var schema: SchemaWalk?

    init(isConfig: Bool) {
        schema = isConfig ? SchemaWalk(.builtIn) : nil
    }

    /// Goes to a member or an element.
    mutating func enter(_ component: Pointer.Component) {
        path.append(component)
        schema?.enter(component)
    }

    /// Goes back to the container.
    mutating func leave() {
        path.removeLast()
        schema?.leave()
    }

    /// Whether a string or number here is a secret.
    mutating func isSecret(_ value: Value) -> Bool {
        switch value {
        case .string(let text):
            // A reference to a variable is no secret, and people want to see that it stayed one.
            guard !text.isEmpty, !(text.hasPrefix("${") && text.hasSuffix("}")) else { return false }
            return SecretPlaces.isSecret(path.last)
                || schema != nil && (schema?.isSecret == true || SecretPlaces.isVariable(path.last))
        case .number: return schema?.isSecret == true
        case .null, .bool, .array, .object: return false
        }
    }
}
