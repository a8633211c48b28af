/// Names of members whose values are secrets, at any depth of a file.
///
/// They are the only criterion where no schema tells, as in a store or an included file.
package enum SecretNames {
    private static let names: Set<String> = [
        "key", "token", "access", "refresh", "password", "apikey", "secret", "bottoken", "apptoken", "signingsecret",
        "accesstoken", "refreshtoken", "clientsecret", "webhooksecret", "authtoken",
    ]

    /// Whether a member of this name is a secret.
    package static func isSecret(_ member: String) -> Bool {
        let name = member.lowercased()
        return names.contains(name) || ["apikey", "password", "secret", "token"].contains { name.hasSuffix($0) }
    }
}
