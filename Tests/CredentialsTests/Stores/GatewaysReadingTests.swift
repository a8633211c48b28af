import CredentialStores
import Credentials
import JSON5
import Secrets
import Testing

/// What the gateway makes of values that nobody writes on purpose: it reads them by the rules of JavaScript.
@Suite struct GatewaysReadingTests {
    private static let now: Int64 = 1_770_000_000_000

    private func order(_ store: JSONCredentialStore) -> [String] {
        ProfileOrder.resolve(config: nil, store: store.contents, provider: "anthropic", now: Self.now)
    }

    private func store(_ more: String) throws -> JSONCredentialStore {
        let keys = ["a", "b"].map { #""anthropic:\#($0)": { "type": "api_key", "provider": "anthropic", "key": "k" }"# }
        return try Fake.store("{ \"profiles\": { \(keys.joined(separator: ", ")) }, \(more) }")
    }

    @Test func aTimeOfUseThatIsATextCountsAsItsNumber() throws {
        let marks = { (a: String, b: String) in
            #""usageStats": { "anthropic:a": { "lastUsed": \#(a) }, "anthropic:b": { "lastUsed": \#(b) } }"#
        }
        #expect(order(try store(marks(#""1769999999999""#, "5"))) == ["anthropic:b", "anthropic:a"])
        #expect(order(try store(marks(#""20""#, #""3""#))) == ["anthropic:b", "anthropic:a"])
        #expect(order(try store(marks(#""yesterday""#, "5"))) == ["anthropic:a", "anthropic:b"])
        // Other times count only as numbers.
        let cooling = #""usageStats": { "anthropic:a": { "cooldownUntil": "\#(Self.now + 1000)" } }"#
        #expect(order(try store(cooling)) == ["anthropic:a", "anthropic:b"])
    }

    @Test func theIdsOfAnOrderAreTrimmedAndCountOnce() throws {
        let order = #""order": { "anthropic": ["  anthropic:b ", "anthropic:b", "", "anthropic:a", "anthropic:b"] }"#
        #expect(self.order(try store(order)) == ["anthropic:b", "anthropic:a"])
    }

    @Test func aListOfProfilesIsReadByItsNumbersAndNeverWritten() throws {
        var store = try Fake.store(
            #"{ "profiles": [5, { "type": "api_key", "provider": "anthropic", "key": "k" }] }"#
        )
        #expect(store.contents.profiles.map(\.id) == ["1"])
        #expect(order(store) == ["1"])
        let before = store.bytes
        guard case .wrongShape(["profiles"], _)? = store.obstacle else { throw Unexpected() }
        #expect(throws: StoreError.self) { try store.upsert(Fake.keyProfile("a")) }
        #expect(throws: StoreError.self) { try store.remove("1") }
        #expect(store.bytes == before)
    }

    private struct Unexpected: Error {}

    @Test func aTokenOfTheOldFileKeepsItsEndOnlyAsANumber() throws {
        func imported(_ member: String) throws -> Value? {
            let file = #"{ "anthropic": { "type": "token", "token": "t"\#(member) } }"#
            var store = try JSONCredentialStore()
            _ = try store.importLegacy(try LegacyProfiles.inAuthFile(Array(file.utf8)))
            return try Document(parsing: store.bytes, dialect: .json).root["profiles"]?["anthropic:default"]
        }
        #expect(try imported("")?["token"] == "t")
        #expect(try imported("")?["expires"] == nil)
        #expect(try imported(#", "expires": 7"#)?["expires"] == .integer(7))
        #expect(try imported(#", "expires": "soon""#)?["expires"] == nil)
    }

    @Test func anEntryOfTheLoginFileMayNameItsOwnTypeAndProvider() throws {
        let file = #"{ "x": { "type": "api_key", "provider": "anthropic", "key": "k" }, "y": { "type": "z" } }"#
        let profiles = try LegacyProfiles.inOAuthFile(Array(file.utf8)).map(\.profile)
        #expect(profiles.map(\.id) == ["x:default"])
        #expect(profiles.map(\.kind) == [.apiKey] && profiles.map(\.provider) == ["anthropic"])
    }

    @Test(arguments: [0, -1]) func aBackoffThatIsNoTimeIsTheDefault(hours: Int64) throws {
        var store = try store(#""version": 1"#)
        let config: Value = ["auth": ["cooldowns": ["billingBackoffHours": .integer(hours)]]]
        let settings = CooldownSettings(config: config, provider: "anthropic")
        try store.markFailure("anthropic:a", .billing, settings: settings, now: Self.now)
        #expect(store.contents.stats(of: "anthropic:a").disabledUntil == Self.now + 5 * 3_600_000)
    }
}
