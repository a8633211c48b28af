internal import CredentialStores
internal import GatewayConfig
internal import JSON5
internal import Secrets

/// Decides which values of a gateway file are secret: by the schema, and by key names at any depth.
///
/// Key names are needed because the schema applies only to a whole config. In an included file and in sections without
/// a schema they are the only criterion.
enum SecretPlaces {
    /// Whether the key's name means a secret.
    static func isSecret(_ component: Pointer.Component?) -> Bool {
        guard case .key(let key)? = component else { return false }
        return SecretNames.isSecret(key)
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

/// Finds secrets during a walk over a config file.
struct SecretWalk: SecretFinder {
    private var path: [Pointer.Component] = []
    /// Nil for a file that is not read by a schema.
    private var schema: SchemaWalk?
    /// The length of the paths of a reference's members, once its `source` was met.
    private var referenceDepth: Int?

    init(schema: ConfigSchema?) {
        self.schema = schema.map { SchemaWalk($0) }
    }

    /// Enters a member or an element.
    mutating func enter(_ component: Pointer.Component) {
        path.append(component)
        schema?.enter(component)
    }

    /// Returns to the container.
    mutating func leave() {
        path.removeLast()
        if let depth = referenceDepth, path.count < depth - 1 { referenceDepth = nil }
        schema?.leave()
    }

    /// Whether a text is a part of a reference: an object in the place of a secret, none of whose parts is one.
    private mutating func isInReference(_ text: String) -> Bool {
        guard path.count > 1, case .key(let member)? = path.last, SecretPlaces.isSecret(path[path.count - 2]) else {
            return false
        }
        if member == "source", ["env", "file", "exec"].contains(text) { referenceDepth = path.count }
        return referenceDepth == path.count && ["source", "provider", "id"].contains(member)
    }

    /// Whether the string or number at this position is a secret.
    mutating func isSecret(_ value: Value) -> Bool {
        switch value {
        case .string(let text):
            // A `${VAR}` reference is not a secret, and users want to see that it is still a reference.
            guard !text.isEmpty, !(text.hasPrefix("${") && text.hasSuffix("}")) else { return false }
            if isInReference(text) { return false }
            return SecretPlaces.isSecret(path.last)
                || schema?.isSecret == true || SecretPlaces.isVariable(path.last)
        case .number: return schema?.isSecret == true
        case .null, .bool, .array, .object: return false
        }
    }
}
