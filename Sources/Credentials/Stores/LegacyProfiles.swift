import JSON5
import Secrets

/// A credential of an older file, as it would be imported.
package struct LegacyProfile: Sendable, Equatable {
    package let profile: Profile
    /// What stands in the file, under the fields of a stored profile; fields that nobody knows stay.
    let value: Value
}

/// The files in which older versions kept credentials. The gateway imports them when an agent without a store is loaded
/// (src/agents/auth-profiles/store.ts); beside a store nothing reads them.
package enum LegacyProfiles {
    /// The entries of an agent's `auth.json`: an object of provider to credential.
    ///
    /// An object with `profiles` in it is no legacy file; entries of an unknown type are left out. The gateway takes only
    /// the fields that it knows; all of them are taken here, for a login may need one of a later version.
    package static func inAuthFile(_ bytes: [UInt8]) throws(StoreError) -> [LegacyProfile] {
        let root = try object(bytes)
        guard root["profiles"] == nil else { return [] }
        return ECMAText.entries(of: root).compactMap { key, entry in
            guard let kind = entry["type"]?.stringValue.flatMap(CredentialKind.init(rawValue:)) else { return nil }
            let provider = entry["provider"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } ?? key
            return legacy(id: "\(key):default", kind, provider: provider, entry)
        }
    }

    /// The entries of `credentials/oauth.json`: an object of provider to OAuth tokens, each stored as
    /// `{type: "oauth", provider, ...entry}`. So an entry with a type or a provider of its own keeps it.
    package static func inOAuthFile(_ bytes: [UInt8]) throws(StoreError) -> [LegacyProfile] {
        ECMAText.entries(of: try object(bytes)).compactMap { name, entry in
            guard entry.objectValue != nil else { return nil }
            let type = entry["type"] ?? .string(CredentialKind.oauth.rawValue)
            let provider = entry["provider"] ?? .string(name)
            guard let kind = type.stringValue.flatMap(CredentialKind.init(rawValue:)),
                let provider = provider.stringValue
            else { return nil }
            return legacy(id: "\(name):default", kind, provider: provider, entry)
        }
    }

    private static func object(_ bytes: [UInt8]) throws(StoreError) -> Value {
        let document: Document
        do throws(ParseError) {
            document = try Document.reading(bytes, dialect: .json).document
        } catch {
            throw .unreadable(error)
        }
        let root = document.root
        guard root.objectValue != nil else {
            throw .wrongShape([], document.position(of: []) ?? TextPosition(line: 1, column: 1, offset: 0))
        }
        return root
    }

    private static func legacy(id: String, _ kind: CredentialKind, provider: String, _ entry: Value) -> LegacyProfile? {
        guard !provider.isEmpty else { return nil }
        var members: Members = ["type": .string(kind.rawValue), "provider": .string(provider)]
        // Those that the gateway knows in the order in which it writes them, then the others.
        for field in fields(of: kind) { members[field] = entry[field] }
        for (field, value) in entry.objectValue ?? [:] where members[field] == nil { members[field] = value }
        let value = Value.object(members)
        return LegacyProfile(profile: Profile(id: id, provider: provider, kind: kind, fields: value), value: value)
    }

    private static func fields(of kind: CredentialKind) -> [String] {
        switch kind {
        case .apiKey: ["key", "email"]
        case .token: ["token", "expires", "email"]
        case .oauth: ["access", "refresh", "expires", "enterpriseUrl", "projectId", "accountId", "email"]
        }
    }
}
