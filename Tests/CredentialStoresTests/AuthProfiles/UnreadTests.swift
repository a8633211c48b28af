import CredentialStores
import Credentials
import Secrets
import Testing

/// What lies in a store and is not read, and what mending makes of it.
@Suite struct UnreadTests {
    private static let key = "sk-ant-api03-" + String(repeating: "F", count: 95)
    private static let token = "sk-ant-oat01-" + String(repeating: "T", count: 95)

    private func store(_ text: String) throws -> JSONCredentialStore {
        let text = text.replacing("KEY", with: Self.key).replacing("TOKEN", with: Self.token)
        return try JSONCredentialStore(reading: Array(text.utf8))
    }

    private func mended(_ text: String) throws -> JSONCredentialStore {
        var store = try store(text)
        _ = try store.mendUnread()
        return store
    }

    @Test func providersAtTheTopBecomeProfilesAndLeaveNoSecondCopy() throws {
        let text = #"{ "anthropic": { "apiKey": "KEY" }, "openrouter": { "apiKey": "sk-or-v1-fake0000000000" } }"#
        #expect(try store(text).unread.map(\.id) == ["anthropic:default", "openrouter:default"])
        #expect(try store(text).unread.allSatisfy { $0.isAtTop && $0.isMendable })
        let mended = try mended(text)
        #expect(mended.contents.profile("anthropic:default")?.credential == .apiKey(Secret(Self.key)))
        #expect(mended.contents.providers == ["anthropic", "openrouter"])
        #expect(mended.unread.isEmpty)
        #expect(String(decoding: mended.bytes, as: UTF8.self).split(separator: Self.key).count == 2)
    }

    @Test(
        arguments: [
            (
                #"{ "profiles": { "anthropic:api": { "provider": "anthropic", "mode": "api_key", "apiKey": "KEY", "note": 1 } } }"#,
                ["mode", "apiKey"], ["type", "key"]
            ),
            (#"{ "profiles": { "anthropic:api": { "type": "api_key", "key": "KEY", "note": 1 } } }"#, [], ["provider"]),
            (
                #"{ "profiles": { "anthropic:api": { "provider": "anthropic", "key": "KEY", "note": 1 } } }"#, [],
                ["type"]
            ),
        ] as [(String, [String], [String])]
    )
    func wrongNamesAreToldAndMendedInPlace(text: String, found: [String], wanted: [String]) throws {
        let entry = try #require(try store(text).unread.first)
        #expect(entry.id == "anthropic:api" && entry.kind == .apiKey && !entry.isAtTop)
        #expect(entry.found == found && entry.wanted == wanted)
        let mended = try mended(text)
        let profile = try #require(mended.contents.profile("anthropic:api"))
        #expect(profile.credential == .apiKey(Secret(Self.key)) && profile.provider == "anthropic")
        #expect(String(decoding: mended.bytes, as: UTF8.self).contains(#""note": 1"#), "what is unknown stays")
        #expect(mended.unread.isEmpty)
    }

    @Test func aTokenKeepsItsExpiryUnderTheNameThatIsRead() throws {
        let text = #"{ "profiles": { "anthropic:x": { "accessToken": "TOKEN", "expiresAt": 1999999999999 } } }"#
        let profile = try #require(try mended(text).contents.profile("anthropic:x"))
        #expect(profile.credential == .token(Secret(Self.token), expires: 1_999_999_999_999))
    }

    @Test(arguments: [
        #"{ "version": 1, "profiles": {} }"#,
        #"{ "version": 1, "profiles": {}, "meta": { "by": "x" }, "note": "text" }"#,
        #"{ "profiles": { "a:b": { "type": "api_key", "provider": "a", "key": "KEY" } }, "anthropic": { "note": "KE" } }"#,
    ])
    func nothingElseIsTouched(text: String) throws {
        #expect(try store(text).unread.isEmpty)
        #expect(try mended(text) == store(text))
    }

    @Test func whatHoldsNoCredentialIsToldButNotMended() throws {
        let text = #"{ "profiles": { "a:b": { "provider": "a", "type": "newer", "ref": "x" } } }"#
        #expect(try store(text).unread.map(\.isMendable) == [false])
        #expect(try mended(text) == store(text))
    }
}
