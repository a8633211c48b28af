import Credentials
import JSON5
import Secrets

/// The files in which older versions kept credentials. The gateway imports them when it loads an agent without a store
/// (src/agents/auth-profiles/store.ts); once a store exists, nothing reads them.
package enum LegacyProfiles {
    /// The files themselves.
    static let fileNames: [StorePlace.FileName] = [.agent("auth.json"), .oauth]

    /// The entries of an agent's `auth.json`: an object from provider to credential.
    ///
    /// An object with `profiles` in it is not such a file; entries of an unknown type are skipped. The gateway imports
    /// only the fields it knows; this program imports all, because a login may need a field of a later version. An
    /// `expires` of a token that is no number is left out by both.
    package static func inAuthFile(_ bytes: [UInt8]) throws(StoreError) -> [LegacyProfile] {
        let root = try object(bytes)
        guard root["profiles"] == nil else { return [] }
        return ECMAText.entries(of: root).compactMap { key, entry in
            guard let kind = entry["type"]?.stringValue.flatMap(CredentialKind.init(rawValue:)) else { return nil }
            let provider = entry["provider"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } ?? key
            return legacy(id: "\(key):default", kind, provider: provider, entry)
        }
    }

    /// The entries of `credentials/oauth.json`: an object from provider to OAuth tokens, each stored as `{type:
    /// "oauth", provider, ...entry}`. So an entry with its own type or provider keeps it.
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

    /// The profiles of a store that lies where the gateway does not look for one, and what can be mended in it.
    package static func inStore(_ bytes: [UInt8]) throws(StoreError) -> [LegacyProfile] {
        var store = try JSONCredentialStore(reading: bytes)
        _ = try store.mendUnread()
        return store.contents.profiles.map { LegacyProfile(profile: $0, value: $0.wholeValue) }
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
        // Known fields in the gateway's order, then the others.
        for field in fields(of: kind) { members[field] = entry[field] }
        for (field, value) in entry.objectValue ?? [:] where members[field] == nil { members[field] = value }
        if kind == .token, members["expires"]?.doubleValue == nil { members["expires"] = nil }
        return LegacyProfile(id: id, kind, provider: provider, .object(members))
    }

    private static func fields(of kind: CredentialKind) -> [String] {
        switch kind {
        case .apiKey: ["key", "email"]
        case .token: ["token", "expires", "email"]
        case .oauth: ["access", "refresh", "expires", "enterpriseUrl", "projectId", "accountId", "email"]
        }
    }
}
