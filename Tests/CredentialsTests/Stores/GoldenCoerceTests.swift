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
        var tally = try GoldenTally("coerce")
        for file in try GoldenFolder.files(in: "coerce") {
            for golden in try GoldenFolder.cases("coerce/" + file) {
                let problems = try differences(golden)
                tally.compare(golden.text("name") ?? "?", matches: problems.isEmpty, "\(problems)")
            }
        }
        tally.report()
    }

    private func differences(_ golden: Value) throws -> [String] {
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
        var problems: [String] = []
        if seen.profiles.map(\.id) != (expected["profiles"]?.objectValue?.keys ?? []) { problems.append("profiles") }
        let version = expected["version"]?.doubleValue ?? .nan
        if seen.version != version && !(seen.version.isNaN && version.isNaN) {
            problems.append("version \(seen.version)")
        }
        let orders = seen.order.entries.map { "\($0.key): \($0.value)" }
        let expectedOrders = (expected["order"]?.objectValue ?? [:]).map { key, _ in
            "\(key): \(expected["order"]?.strings(key) ?? [])"
        }
        if orders != expectedOrders { problems.append("order \(orders)") }
        let meant = try StoreContents(decoding: expected)
        if seen.profiles != meant.profiles { problems.append("credentials") }
        if seen.usageStats != meant.usageStats { problems.append("usage") }
        if seen.lastGood != meant.lastGood { problems.append("last good") }
        let now = golden["now"]?.intValue ?? 0
        let order = ProfileOrder.resolve(config: nil, store: seen, provider: "anthropic", now: now)
        if order != golden.strings("order") { problems.append("resolved \(order)") }
        return problems
    }

    private func contents(of folder: String, oauth: String, in world: GoldenWorld) -> StoreContents {
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
