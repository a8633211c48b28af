import CredentialStores
import Credentials
import JSON5
import TestSupport
import Testing

/// Health of profiles and providers, sorting, and classification of errors: `health/`.
@Suite struct GoldenHealthTests {
    @Test func statusOfProfilesAndProviders() throws {
        let folder = GoldenFolder.current
        var tally = GoldenTally("health/status", folder)
        let now = try folder.read("health/status.json")?["now"]?.intValue ?? 0
        for golden in try folder.cases("health/status.json") {
            let credential = golden["credential"] ?? [:]
            let alone = try health(["anthropic:default": credential], now)
            let key: Value = ["type": "api_key", "provider": "anthropic", "key": "sk-ant-api03-KKKKKKKKKKKKKKKK"]
            let beside = try health(["anthropic:default": credential, "anthropic:key": key], now)
            tally.compare(
                golden.text("name") ?? "?",
                golden,
                at: "health",
                [alone.profile, alone.provider, beside.provider],
                [
                    rendered(golden["profile"] ?? [:]), golden.text("providerStatus") ?? "",
                    golden.text("providerStatusWithAnApiKeyBeside") ?? "",
                ]
            )
        }
        tally.report()
    }

    private func health(_ profiles: Value, _ now: Int64) throws -> (profile: String, provider: String) {
        let store = try StoreContents(decoding: ["version": 1, "profiles": profiles])
        let all = ProfileHealth.all(in: store, listing: AuthListing(config: nil), now: now)
        let profile = all.first { $0.profileID == "anthropic:default" }
        let provider = ProviderHealth.all(of: all, now: now).first?.status.rawValue ?? ""
        return (profile.map(rendered) ?? "", provider)
    }

    private func rendered(_ health: ProfileHealth) -> String {
        "\(health.profileID) \(health.provider) \(health.kind.rawValue) \(health.status.rawValue) "
            + "\(health.expiresAt?.json ?? "-") \(health.remainingMilliseconds.map(String.init) ?? "-") \(health.label)"
    }

    private func rendered(_ golden: Value) -> String {
        "\(golden.text("profileId") ?? "") \(golden.text("provider") ?? "") \(golden.text("type") ?? "") "
            + "\(golden.text("status") ?? "") \(golden["expiresAt"]?.json() ?? "-") "
            + "\(golden["remainingMs"]?.json() ?? "-") \(golden.text("label") ?? "")"
    }

    @Test func sortOrder() throws {
        var tally = GoldenTally("health/sort", .current)
        guard let golden = try GoldenFolder.current.read("health/sort.json") else { return tally.report() }
        let profiles = golden["profiles"]?.arrayValue ?? []
        let shuffled = golden.strings("inputIds").map { id in
            (provider: profiles.first { $0.text("profileId") == id }?.text("provider") ?? "", id: id)
        }
        let members = shuffled.map { entry in
            (key: entry.id, value: ["type": "api_key", "provider": .string(entry.provider), "key": "k"] as Value)
        }
        let store = try StoreContents(decoding: ["profiles": .object(Members(members))])
        let health = ProfileHealth.all(in: store, listing: AuthListing(config: nil), now: 0)
        let ids = profiles.compactMap { $0.text("profileId") }
        tally.compare("profiles", golden, at: "profiles", health.map(\.profileID), ids)
        let providers = ProviderHealth.all(of: health, now: 0).map(\.provider)
        tally.compare("providers", golden, at: "providers", providers, golden.strings("providers"))
        tally.report()
    }
}
