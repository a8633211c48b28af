import Credentials
import Secrets
import Testing

/// A login that cannot answer does not win: one without an access token, and an expired one that nobody renews.
@Suite struct LoginFlawTests {
    private static let now: Int64 = 1_770_000_000_000

    private func standing(_ login: Credential, provider: String) -> CredentialStanding {
        let profiles = [
            Profile(id: "a", provider: provider, credential: login),
            Profile(id: "b", provider: provider, credential: .apiKey(Secret("key"))),
        ]
        let rules = GatewayRules(
            cooldowns: .init(
                steps: [],
                billingBackoffHours: 0,
                billingMaxHours: 0,
                billingDoublings: 0,
                billingMinimum: 0,
                failureWindowHours: 0
            ),
            kinds: [.oauth, .token, .apiKey],
            acceptances: [],
            expiryWarning: 0,
            environmentNames: [:],
            statusProviders: [],
            renewedLogins: Self.renewed
        )
        let resolver = KeyResolver(
            listing: AuthListing(rules: rules, entries: [], orders: [], place: { _ in nil }),
            sections: ProviderSections(),
            store: StoreContents(profiles: profiles),
            environment: EnvironmentKeys(rules: rules),
            agentDir: "",
            now: Self.now
        )
        return CredentialStanding(resolver, own: nil, provider: provider)
    }

    private func winner(_ login: Credential, provider: String = "anthropic") -> CredentialStanding.Source? {
        standing(login, provider: provider).winner?.source
    }

    private let ofLogin = CredentialStanding.Source.profile(id: "a", isOwn: false)
    private let ofKey = CredentialStanding.Source.profile(id: "b", isOwn: false)

    @Test func aLoginWithoutAnAccessTokenGoesByBeforeItsExpiry() {
        let later = Self.now + 1000
        #expect(winner(.oauth(access: nil, refresh: Secret("r"), expires: later)) == ofKey)
        #expect(winner(.oauth(access: nil, refresh: Secret("r"), expires: nil)) == ofKey)
        #expect(winner(.oauth(access: Secret("x"), refresh: nil, expires: later)) == ofLogin)
        let standing = standing(.oauth(access: nil, refresh: Secret("r"), expires: later), provider: "anthropic")
        #expect(standing.candidates[0].state == .ineligible(.noAccessToken))
        #expect(standing.leftOut.map { $0.profile.id } == ["a"])
    }

    private static let renewed = ["anthropic", "openai-codex", "github-copilot"]

    @Test(arguments: renewed)
    func anExpiredLoginIsRenewedByTheProvidersThatCan(provider: String) {
        let login = Credential.oauth(access: Secret("x"), refresh: Secret("r"), expires: Self.now)
        #expect(winner(login, provider: provider) == ofLogin)
        #expect(standing(login, provider: provider).winner?.state == .needsRefresh)
        // Without a refresh token nobody can.
        #expect(winner(.oauth(access: Secret("x"), refresh: nil, expires: Self.now), provider: provider) == ofKey)
    }

    @Test(arguments: ["zai", "google", "Anthropic", "minimax"])
    func anExpiredLoginOfAnotherProviderGoesBy(provider: String) {
        let login = Credential.oauth(access: Secret("x"), refresh: Secret("r"), expires: Self.now)
        #expect(winner(login, provider: provider) == ofKey)
        let fresh = Credential.oauth(access: Secret("x"), refresh: Secret("r"), expires: Self.now + 1)
        #expect(winner(fresh, provider: provider) == ofLogin)
    }
}
