import CredentialStores
import Credentials
import JSON5
import Secrets
import TestSupport
import Testing

/// Which profiles the gateway tries, and in which order: `order/`.
@Suite struct GoldenOrderTests {
    @Test func allCases() throws {
        let folder = GoldenFolder.current
        var tally = GoldenTally("order", folder)
        for file in try folder.files(in: "order") {
            for golden in try folder.cases("order/" + file) {
                tally.compare(golden.text("name") ?? "?", golden, try differences(golden))
            }
        }
        tally.report()
    }

    private func differences(_ golden: Value) throws -> [GoldenDifference] {
        let now = golden["now"]?.intValue ?? 0
        let provider = golden.text("provider") ?? ""
        let isConfigValid = golden["configSchemaValid"]?.boolValue ?? true
        let config = isConfigValid ? golden.present("config") : nil
        let expected = golden["expected"] ?? [:]
        let store = try contents(of: golden)
        let listing = AuthListing(config: config)
        var found: [GoldenDifference] = []
        func check<Side: Equatable>(_ what: String, _ ours: Side, _ gateways: Side) {
            found += GoldenDifference.between(what, ours, gateways)
        }
        let preferred = golden.text("preferredProfile")
        let order = ProfileOrder.resolve(
            config: config,
            store: store,
            provider: provider,
            preferred: preferred,
            now: now
        )
        check("order", order, golden.strings("expectedOrder"))
        check("loaded", store.profiles.map(\.id), expected.strings("loadedProfileIds"))
        check("for provider", store.profiles(of: provider).map(\.id), expected.strings("profilesForProvider"))
        for profile in store.profiles {
            let stats = store.stats(of: profile.id)
            check("inCooldown.\(profile.id)", stats.isUnusable(at: now), expected["inCooldown"]?[profile.id]?.boolValue)
            check("unusableUntil.\(profile.id)", stats.unusableUntil, expected["unusableUntil"]?[profile.id]?.intValue)
        }
        let health = ProfileHealth.all(in: store, listing: listing, now: now)
        check("health", health.map(rendered), expected["health"]?.arrayValue?.map { rendered($0) })
        let providers = ProviderHealth.all(of: health, now: now)
        check("providers", providers.map(rendered), expected["providerHealth"]?.arrayValue?.map { rendered($0) })
        let folder = "<HOME>/state/agents/main/agent"
        let resolver = KeyResolver(
            config: config,
            store: store,
            environment: EnvironmentKeys(),
            agentDir: folder,
            now: now
        )
        let resolved = resolutionLine { () throws(ResolutionError) in
            try resolver.resolve(provider: provider, preferred: preferred)
        }
        check("resolve", resolved, expected["resolveApiKeyForProvider"].map { resolutionLine($0) })
        check("mode", resolver.mode(of: provider).rawValue, expected.text("authMode"))
        return found
    }

    /// A file that cannot be parsed must be one that the gateway treats as absent.
    private func contents(of golden: Value) throws -> StoreContents {
        guard let text = golden.text("storeText") ?? golden.present("store")?.json() else { return StoreContents() }
        do {
            return try JSONCredentialStore(reading: Array(text.utf8)).contents
        } catch {
            #expect(golden["expected"]?.strings("loadedProfileIds") == [])
            return StoreContents()
        }
    }

    private func rendered(_ health: ProfileHealth) -> String {
        let remaining =
            health.expiresAt?.number.flatMap { Int64(exactly: $0) } == nil
            ? "-" : RemainingText.short(health.remainingMilliseconds)
        return "\(health.profileID) \(health.kind.rawValue) \(health.status.rawValue) \(health.label) "
            + "\(health.expiresAt?.json ?? "-") \(remaining)"
    }

    private func rendered(_ golden: Value) -> String {
        guard golden["profileId"] != nil else {
            return
                "\(golden.text("provider") ?? "") \(golden.text("status") ?? "") \(golden.present("expiresAt")?.json() ?? "-")"
        }
        return "\(golden.text("profileId") ?? "") \(golden.text("type") ?? "") \(golden.text("status") ?? "") "
            + "\(golden.text("label") ?? "") \(golden["expiresAt"]?.json() ?? "-") \(golden.text("remaining") ?? "-")"
    }

    private func rendered(_ health: ProviderHealth) -> String {
        "\(health.provider) \(health.status.rawValue) \(health.expiresAt.map(String.init) ?? "-")"
    }
}

/// A resolution as one line, for both sides.
func resolutionLine(_ resolve: () throws(ResolutionError) -> ResolvedKey) -> String {
    do throws(ResolutionError) {
        let key = try resolve()
        let text = key.key?.withUTF8 { String(decoding: $0, as: UTF8.self) }
        return "\(key.source) \(key.mode.rawValue) \(key.profileID ?? "-") \(text ?? "-")"
    } catch {
        return error.gatewayText
    }
}

func resolutionLine(_ golden: Value) -> String {
    if let error = golden.text("error") { return error }
    return "\(golden.text("source") ?? "") \(golden.text("mode") ?? "") \(golden.text("profileId") ?? "-") "
        + (golden.text("apiKey") ?? "-")
}
