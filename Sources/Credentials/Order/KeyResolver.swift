package import Secrets

/// How a provider's credentials authenticate, in the gateway's words: that of one stored type, or of none.
package enum AuthMode: String, Sendable {
    case apiKey = "api-key"
    case token
    case oauth
    case awsSDK = "aws-sdk"
    /// Profiles of several kinds.
    case mixed
    case unknown

    fileprivate init(_ kind: CredentialKind) {
        switch kind {
        case .apiKey: self = .apiKey
        case .token: self = .token
        case .oauth: self = .oauth
        }
    }
}

/// The credential that a request would use.
package struct ResolvedKey: Sendable, Equatable {
    /// Nil if the AWS library finds its own credentials.
    package let key: Secret?
    /// `profile:⟨id⟩`, `env: ⟨NAME⟩`, `models.json` (the config's `apiKey`), or what AWS uses.
    package let source: String
    package let mode: AuthMode
    package let profileID: String?
}

/// Why there is no credential for a request.
package enum ResolutionError: Error, Sendable, Equatable {
    /// The requested profile is missing, ineligible or empty.
    case noCredentials(profileID: String)
    /// An OAuth login has expired and needs a refresh, which requires the network.
    case needsRefresh(provider: String, profileID: String)
    /// No credential anywhere; the paths are absolute.
    case noKey(provider: String, storePath: String, agentDir: String, command: String)
    /// For `openai`, only a login of `openai-codex` is stored.
    case onlyCodexLogin

    /// The gateway's message (src/agents/model-auth.ts).
    package var gatewayText: String {
        switch self {
        case .noCredentials(let id):
            #"No credentials found for profile "\#(id)"."#
        case .needsRefresh(let provider, _):
            "OAuth token refresh failed for \(provider): Failed to refresh OAuth token for \(provider). "
                + "Please try again or re-authenticate."
        case .noKey(let provider, let storePath, let agentDir, let command):
            #"No API key found for provider "\#(provider)". Auth store: \#(storePath) (agentDir: \#(agentDir)). "#
                + "Configure auth for this agent (\(command) agents add <id>) "
                + "or copy auth-profiles.json from the main agentDir."
        case .onlyCodexLogin:
            #"No API key found for provider "openai". You are authenticated with OpenAI Codex OAuth. "#
                + "Use openai-codex/gpt-5.3-codex (OAuth) or set OPENAI_API_KEY to use openai/gpt-5.1-codex."
        }
    }
}

/// Finds the credential for a provider as the gateway does: profiles, then environment, then config.
///
/// It refreshes nothing and writes nothing. An agent run is stricter: see `CredentialStanding`.
package struct KeyResolver: Sendable {
    /// What the config says about profiles; nothing if it cannot be read, which the gateway treats as empty.
    package let listing: AuthListing
    /// The store the agent reads, including main's.
    package var store: StoreContents
    package var environment: EnvironmentKeys
    /// The absolute path of the agent's folder.
    package var agentDir: String
    /// Unix milliseconds.
    package var now: Int64
    /// `openclaw`, with `--profile ⟨name⟩` if one is active.
    package var command = "openclaw"
    private let sections: ProviderSections

    /// - Parameter sections: the config's provider sections.
    package init(
        listing: AuthListing,
        sections: ProviderSections,
        store: StoreContents,
        environment: EnvironmentKeys,
        agentDir: String,
        now: Int64
    ) {
        self.listing = listing
        self.sections = sections
        self.store = store
        self.environment = environment
        self.agentDir = agentDir
        self.now = now
    }

    /// Resolves the credential of a provider, or of one profile.
    package func resolve(
        provider rawProvider: String,
        profileID: String? = nil,
        preferred: String? = nil
    ) throws(ResolutionError) -> ResolvedKey {
        if let profileID { return try resolve(profileID: profileID, provider: rawProvider) }
        let provider = ProviderName.normalized(rawProvider)
        if override(for: provider) == "aws-sdk" { return awsKey }
        let order = ProfileOrder(listing: listing, store: store, provider: provider, preferred: preferred, now: now)
        for id in order.ids {
            if case .usable(let resolved) = candidate(id) { return resolved }
        }
        if let key = environment.keys(for: provider).first {
            return ResolvedKey(key: key.value.trimmed, source: key.gatewaySource, mode: key.mode, profileID: nil)
        }
        if let key = configKey(for: provider) {
            return ResolvedKey(key: key, source: "models.json", mode: .apiKey, profileID: nil)
        }
        if provider == "amazon-bedrock" { return awsKey }
        throw nothingFound(rawProvider)
    }

    /// The combined kind of all profiles, variables and config keys of a provider.
    package func mode(of rawProvider: String) -> AuthMode {
        let provider = ProviderName.normalized(rawProvider)
        if override(for: provider) == "aws-sdk" { return .awsSDK }
        let places = store.places(of: provider)
        let kind = places.first.map { store.profiles[$0].kind }
        if places.contains(where: { store.profiles[$0].kind != kind }) { return .mixed }
        if let kind { return AuthMode(kind) }
        if override(for: provider) == nil, provider == "amazon-bedrock" { return .awsSDK }
        if let key = environment.keys(for: provider).first { return key.mode }
        return configKey(for: provider) == nil && configReference(for: provider) == nil ? .unknown : .apiKey
    }

    /// `models.providers.⟨id⟩.apiKey`, trimmed; nil if blank.
    package func configKey(for provider: String) -> Secret? {
        guard let key = sections[provider]?.apiKey?.trimmed else { return nil }
        return key.isBlank ? nil : key
    }

    /// The reference that stands in its place; nil if a key does.
    package func configReference(for provider: String) -> SecretReference? { sections[provider]?.reference }

    // MARK: - One profile

    enum Candidate {
        case usable(ResolvedKey)
        case needsRefresh
        case unusable
    }

    private func resolve(profileID: String, provider: String) throws(ResolutionError) -> ResolvedKey {
        switch candidate(profileID) {
        case .usable(let resolved): return resolved
        case .unusable: throw .noCredentials(profileID: profileID)
        case .needsRefresh:
            throw .needsRefresh(provider: store.profile(profileID)?.provider ?? provider, profileID: profileID)
        }
    }

    func candidate(_ id: String) -> Candidate {
        guard let profile = store.profile(id) else { return .unusable }
        switch fitness(of: profile) {
        case .unusable: return .unusable
        case .needsRefresh: return .needsRefresh
        case .usable: break
        }
        return .usable(resolved(profile.credential.secret ?? Secret(""), AuthMode(profile.kind), id))
    }

    enum Fitness {
        case usable, needsRefresh, unusable
    }

    /// Whether a profile is a usable candidate; its secret is not decoded.
    func fitness(of profile: Profile) -> Fitness {
        guard profile.isSpelled(in: listing) else { return .unusable }
        switch profile.kind {
        case .apiKey, .token: return profile.flaw(now: now, listing.rules.selection) == nil ? .usable : .unusable
        case .oauth: return profile.isExpired(at: now) ? .needsRefresh : .usable
        }
    }

    private func resolved(_ key: Secret, _ mode: AuthMode, _ id: String) -> ResolvedKey {
        ResolvedKey(key: key.trimmed, source: "profile:\(id)", mode: mode, profileID: id)
    }

    // MARK: - Config and AWS

    /// Whether the config has a provider authenticate with AWS credentials, before anything that is stored or set.
    package func usesAWS(_ provider: String) -> Bool { override(for: provider) == "aws-sdk" }

    private func override(for provider: String) -> String? {
        sections[provider]?.auth
    }

    private var awsKey: ResolvedKey {
        let names = ["AWS_BEARER_TOKEN_BEDROCK", "AWS_ACCESS_KEY_ID", "AWS_PROFILE"]
        let found = names.compactMap { environment[$0] }.first { key in
            key.name != "AWS_ACCESS_KEY_ID" || environment["AWS_SECRET_ACCESS_KEY"] != nil
        }
        return ResolvedKey(
            key: nil,
            source: found?.gatewaySource ?? "aws-sdk default chain",
            mode: .awsSDK,
            profileID: nil
        )
    }

    private func nothingFound(_ provider: String) -> ResolutionError {
        if provider == "openai", !store.profiles(of: "openai-codex").isEmpty { return .onlyCodexLogin }
        return .noKey(
            provider: provider,
            storePath: agentDir + "/auth-profiles.json",
            agentDir: agentDir,
            command: command
        )
    }
}

extension Profile {
    /// Whether the config does not mention the profile or spells its provider exactly as the store: before it sends a
    /// credential, the gateway compares the two spellings (src/agents/auth-profiles/oauth.ts).
    func isSpelled(in listing: AuthListing) -> Bool {
        guard !listing.entries.isEmpty, let entry = listing.entry(id) else { return true }
        return entry.provider == provider && listing.rules.accepts(kind, asMode: entry.mode)
    }
}
