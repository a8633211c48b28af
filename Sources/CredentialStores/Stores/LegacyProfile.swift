package import Credentials
import JSON5
import Secrets

/// A credential of an older file, as it would be imported.
package struct LegacyProfile: Sendable, Equatable {
    package let profile: Profile
    /// The entry with the field names of a stored profile; unknown fields are kept.
    let value: Value

    init(profile: Profile, value: Value) {
        (self.profile, self.value) = (profile, value)
    }

    /// A credential that is stored elsewhere under another id.
    package init(_ profile: Profile) {
        self.init(profile: profile, value: profile.value)
    }

    /// - Parameter value: the whole entry, with the field names of a stored profile.
    init(id: String, _ kind: CredentialKind, provider: String, _ value: Value) {
        let profile = Profile(
            id: id,
            provider: provider,
            credential: Self.credential(kind, value),
            email: value["email"]?.stringValue,
            storedExpiry: value["expires"].map { StoredExpiry($0) }
        )
        self.init(profile: profile, value: value)
    }

    private static func credential(_ kind: CredentialKind, _ fields: Value) -> Credential {
        func secret(_ member: String) -> Secret? { fields[member]?.stringValue.map { Secret($0) } }
        let expires = fields["expires"]?.positiveTime
        return switch kind {
        case .apiKey: .apiKey(secret("key") ?? Secret(""))
        case .token: .token(secret("token") ?? Secret(""), expires: expires)
        case .oauth: .oauth(access: secret("access"), refresh: secret("refresh"), expires: expires)
        }
    }
}
