import JSON5
import Secrets

/// A credential of an older file, as it would be imported.
package struct LegacyProfile: Sendable, Equatable {
    package let profile: Profile
    /// Only the fields that the gateway knows, in the order in which it writes them.
    let value: Value
}

/// The files in which older versions kept credentials. Nothing of them is used until someone imports it.
package enum LegacyProfiles {
    /// The entries of an agent's `auth.json`: an object of provider to credential.
    ///
    /// An object with `profiles` in it is no legacy file; entries of an unknown type are left out.
    package static func inAuthFile(_ bytes: [UInt8]) throws(StoreError) -> [LegacyProfile] {
        let root = try object(bytes)
        guard root["profiles"] == nil else { return [] }
        return ECMAText.entries(of: root).compactMap { key, entry in
            guard let kind = entry["type"]?.stringValue.flatMap(CredentialKind.init(rawValue:)) else { return nil }
            let provider = entry["provider"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } ?? key
            return legacy(id: "\(key):default", kind, provider: provider, entry)
        }
    }

    /// The entries of `credentials/oauth.json`: an object of provider to OAuth tokens.
    package static func inOAuthFile(_ bytes: [UInt8]) throws(StoreError) -> [LegacyProfile] {
        ECMAText.entries(of: try object(bytes)).compactMap { provider, entry in
            guard entry.objectValue != nil else { return nil }
            return legacy(id: "\(provider):default", .oauth, provider: provider, entry)
        }
    }

    private static func object(_ bytes: [UInt8]) throws(StoreError) -> Value {
        let document: Document
        do throws(ParseError) {
            document = try Document(parsing: bytes, dialect: .json)
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
        var members: Members = ["type": .string(kind.rawValue), "provider": .string(provider)]
        for field in fields(of: kind) {
            guard let value = entry[field] else { continue }
            members[field] = value
        }
        guard !provider.isEmpty else { return nil }
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
