import Credentials
import JSON5
import Secrets

/// An entry that the gateway does not read, with its members under the names that the gateway knows.
///
/// Names and words are those of pages and programs that people followed: `mode` and `apiKey` (older pages of the
/// gateway), `accessToken`, `refreshToken` and `expiresAt` (Claude Code).
struct EntryReading {
    let kind: CredentialKind?
    let provider: String
    /// The members that were found under another name, and the name that each should have.
    private let renamed: [(found: String, wanted: String)]
    /// What the gateway looks for and what is not there under any name.
    private let missing: [String]
    private let entry: Value

    private static let typeNames = ["type", "mode", "kind"]
    private static let kinds: [String: CredentialKind] = [
        "api_key": .apiKey, "api-key": .apiKey, "apiKey": .apiKey, "apikey": .apiKey, "key": .apiKey,
        "token": .token, "setup-token": .token, "setup_token": .token, "oauth": .oauth,
    ]
    private static let secretNames = [
        "key", "apiKey", "api_key", "apikey", "token", "accessToken", "access_token", "access", "secret",
    ]
    private static let otherNames = [
        (wanted: "refresh", names: ["refresh", "refreshToken", "refresh_token"]),
        (wanted: "expires", names: ["expires", "expiresAt", "expires_at"]),
    ]

    /// - Parameter provider: the provider if the entry names none.
    init(_ entry: Value, provider: String) {
        let text = entry.stringValue.flatMap { SecretPrefixes.isClaude(in: $0) ? $0 : nil }
        let entry = text.map { Value.object(["key": .string($0)]) } ?? entry
        self.entry = entry
        let written = entry["provider"]?.stringValue?.nonEmpty
        self.provider = written ?? provider
        func name(_ names: [String]) -> String? {
            names.first { entry[$0]?.stringValue?.contains { !$0.isWhitespace } ?? false }
        }
        let type = name(Self.typeNames)
        let secret = name(Self.secretNames)
        let isToken = SecretKind(of: Secret(secret.flatMap { entry[$0]?.stringValue } ?? "")) == .setupToken
        let kind = type.flatMap { entry[$0]?.stringValue }.map { Self.kinds[$0] } ?? (isToken ? .token : .apiKey)
        self.kind = secret == nil ? nil : kind
        var renamed: [(found: String, wanted: String)] = []
        var missing: [String] = []
        if let type { renamed.append((type, "type")) } else { missing.append("type") }
        if let secret { renamed.append((secret, (kind ?? .apiKey).secretName)) }
        if written == nil { missing.append("provider") }
        if kind != .apiKey {
            for (wanted, names) in Self.otherNames where kind == .oauth || wanted == "expires" {
                if let found = names.first(where: { entry[$0] != nil }) { renamed.append((found, wanted)) }
            }
        }
        (self.renamed, self.missing) = (renamed, missing)
    }

    /// The names that differ from those that the gateway knows.
    var found: [String] { renamed.filter { $0.found != $0.wanted }.map(\.found) }
    var wanted: [String] { renamed.filter { $0.found != $0.wanted }.map(\.wanted) + missing }

    /// The entry as the gateway stores it, other members included; nil if its kind cannot be told.
    func profile(_ id: String) -> LegacyProfile? {
        guard let kind else { return nil }
        var members: Members = ["type": .string(kind.rawValue), "provider": .string(provider)]
        for (found, wanted) in renamed where wanted != "type" { members[wanted] = entry[found] }
        let taken = Set(renamed.map(\.found))
        for (name, value) in entry.objectValue ?? [:] where members[name] == nil && !taken.contains(name) {
            members[name] = value
        }
        return LegacyProfile(id: id, kind, provider: provider, .object(members))
    }
}

extension CredentialKind {
    /// The member that holds the secret.
    fileprivate var secretName: String {
        switch self {
        case .apiKey: "key"
        case .token: "token"
        case .oauth: "access"
        }
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
