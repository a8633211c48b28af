import CredentialStores
import Credentials
import JSON5
import Secrets
import TestSupport
import Testing

/// How malformed, legacy and inherited stores are read: `coerce/`.
///
/// This program does not write while reading, so the gateway's automatic import is compared with our explicit one.
@Suite struct GoldenCoerceTests {
    @Test func meaning() throws {
        try Self.meaning(in: .current).report()
    }

    static func meaning(in folder: GoldenFolder) throws -> GoldenTally {
        var tally = GoldenTally("coerce", folder)
        for file in try folder.files(in: "coerce") {
            for golden in try folder.cases("coerce/" + file) {
                tally.compare(golden.text("name") ?? "?", golden, try differences(golden))
            }
        }
        return tally
    }

    private static func differences(_ golden: Value) throws -> [GoldenDifference] {
        var world = GoldenWorld()
        for (name, file) in golden["filesBefore"]?.objectValue ?? [:] { world.files[name] = GoldenWorld.text(file) }
        let environment = golden["env"] ?? [:]
        let mainFolder = environment.text("OPENCLAW_AGENT_DIR")?.replacing("<STATE>/", with: "") ?? "agents/main/agent"
        let oauth = environment.text("OPENCLAW_OAUTH_DIR")?.replacing("<STATE>/", with: "") ?? "credentials"
        let folder = golden.text("agentDir") ?? ""
        let main = contents(of: mainFolder, oauth: oauth, in: world)
        let isOwn = world.store(in: folder) != nil || main.profiles.isEmpty
        let own = isOwn ? contents(of: folder, oauth: oauth, in: world) : StoreContents()
        let seen = folder == mainFolder ? main : own.reading(through: main)
        let expected = golden["ensureAuthProfileStore"] ?? [:]
        let meant = try StoreContents(decoding: expected)
        var found = profiles(seen, meant, expected)
        let version = expected["version"]?.doubleValue ?? .nan
        if seen.version != version && !(seen.version.isNaN && version.isNaN) {
            found.append(GoldenDifference("version", "\(seen.version)"))
        }
        let orders = seen.order.entries.map { "\($0.key): \($0.value)" }
        let expectedOrders = (expected["order"]?.objectValue ?? [:]).map { key, _ in
            "\(key): \(expected["order"]?.strings(key) ?? [])"
        }
        found += GoldenDifference.between("order", orders, expectedOrders)
        if seen.usageStats != meant.usageStats { found.append(GoldenDifference("usageStats")) }
        if seen.lastGood != meant.lastGood { found.append(GoldenDifference("lastGood")) }
        let now = golden["now"]?.intValue ?? 0
        let order = ProfileOrder.resolve(config: nil, store: seen, provider: "anthropic", now: now)
        return found + GoldenDifference.between("resolved", order, golden.strings("order"))
    }

    /// The profiles that are missing, too many or other, each by its name, and whether the rest stand in the same order.
    private static func profiles(
        _ seen: StoreContents,
        _ meant: StoreContents,
        _ expected: Value
    ) -> [GoldenDifference] {
        let ours = seen.profiles.map(\.id)
        let gateways = expected["profiles"]?.objectValue?.keys ?? []
        let common = [ours.filter(gateways.contains), gateways.filter(ours.contains)]
        let ids = ours + gateways.filter { !ours.contains($0) }
        let others = ids.filter {
            !ours.contains($0) || !gateways.contains($0) || seen.profile($0) != meant.profile($0)
        }
        return others.map { GoldenDifference("profiles.\($0)") }
            + GoldenDifference.between("profiles", common[0], common[1])
    }

    private static func contents(of folder: String, oauth: String, in world: GoldenWorld) -> StoreContents {
        if let store = world.store(in: folder) { return store.contents }
        // An existing but broken store is refused; nothing is imported over it.
        guard world.files[folder + "/auth-profiles.json"] == nil, var store = try? JSONCredentialStore() else {
            return StoreContents()
        }
        let auth = world.files[folder + "/auth.json"].flatMap { try? LegacyProfiles.inAuthFile(Array($0.utf8)) }
        let logins = world.files[oauth + "/oauth.json"].flatMap { try? LegacyProfiles.inOAuthFile(Array($0.utf8)) }
        _ = try? store.importLegacy((auth ?? []) + (logins ?? []))
        return store.contents
    }
}
