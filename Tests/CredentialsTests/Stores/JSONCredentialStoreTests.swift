import CredentialStores
import Credentials
import JSON5
import Secrets
import Testing

@Suite struct JSONCredentialStoreTests {
    @Test func aNewStoreIsExactlyWhatTheGatewayWrites() throws {
        let store = try Fake.store(
            Fake.profile("anthropic:default", .token(Fake.token(), expires: 1_770_086_400_000)),
            Fake.keyProfile("anthropic:b")
        )
        let token = "sk-ant-oat01-" + String(repeating: "T", count: 95)
        let key = "sk-ant-api03-" + String(repeating: "K", count: 95)
        #expect(
            store.text == """
                {
                  "version": 1,
                  "profiles": {
                    "anthropic:default": {
                      "type": "token",
                      "provider": "anthropic",
                      "token": "\(token)",
                      "expires": 1770086400000
                    },
                    "anthropic:b": {
                      "type": "api_key",
                      "provider": "anthropic",
                      "key": "\(key)"
                    }
                  }
                }

                """
        )
        #expect(store.text == store.document.root.json() + "\n")
    }

    @Test func sameKindKeepsUnknownFieldsAndTheirPlaces() throws {
        var store = try Fake.store(
            #"{"junk":[1], "profiles": {"a":{"note":"mine","type":"api_key","provider":"anthropic","key":"old","keyRef":{},"metadata":{"x":"y"}},  "b" : {"type":"nope"}}}"#
        )
        try store.upsert(Fake.profile("a", .apiKey(Secret("new"))))
        #expect(
            store.text
                == #"{"junk":[1], "profiles": {"a":{"note":"mine","type":"api_key","provider":"anthropic","key":"new","metadata":{"x":"y"}},  "b" : {"type":"nope"}}}"#
        )
    }

    @Test func anotherKindDropsWhatBelongedToTheOldOne() throws {
        var store = try Fake.store(
            #"{"profiles": {"a": {"type": "oauth", "provider": "anthropic", "access": "x", "refresh": "y", "expires": 5, "email": "e", "note": 1}}}"#
        )
        try store.upsert(Fake.profile("a", .token(Secret("t"), expires: nil)))
        #expect(
            store.text == #"{"profiles": {"a": {"type": "token", "provider": "anthropic", "note": 1, "token": "t"}}}"#
        )
        try store.upsert(Fake.profile("a", .apiKey(Secret("k"))))
        #expect(
            store.text == #"{"profiles": {"a": {"type": "api_key", "provider": "anthropic", "note": 1, "key": "k"}}}"#
        )
    }

    @Test func theSameProfileAgainChangesNothing() throws {
        let text = "{ \"profiles\" : {\"a\":{\"key\" : \"k\",\"provider\":\"anthropic\",\"type\":\"api_key\"}} }\r\n"
        var store = try Fake.store(text)
        try store.upsert(Fake.profile("a", .apiKey(Secret("k"))))
        #expect(store.text == text)
    }

    @Test func replacingKeepsTheMarksUntilTheyAreCleared() throws {
        var store = try Fake.store(Fake.keyProfile("a"), Fake.keyProfile("b"))
        try store.markFailure("a", .billing, settings: CooldownSettings(), now: Fake.now)
        try store.markFailure("b", .rateLimit, settings: CooldownSettings(), now: Fake.now)
        try store.upsert(Fake.keyProfile("a", "N"))
        #expect(store.contents.stats(of: "a").isUnusable(at: Fake.now))
        let beside = store.contents.stats(of: "b")
        try store.clearFailures(of: "a")
        #expect(!store.contents.stats(of: "a").hasFailures)
        #expect(store.contents.stats(of: "b") == beside)
    }

    @Test func clearingTakesEveryFailureMarkAndNothingElse() throws {
        let marks =
            #""cooldownUntil":1,"disabledUntil":2,"disabledReason":"billing","errorCount":3,"failureCounts":{"auth":3},"#
        var store = try Fake.store(
            #"{"profiles":{},"usageStats":{"a":{\#(marks)"lastUsed":4,"lastFailureAt":5,"other":6},"b":{"errorCount":1}}}"#
        )
        try store.clearFailures(of: "a")
        #expect(
            store.text
                == #"{"profiles":{},"usageStats":{"a":{"lastUsed":4,"lastFailureAt":5,"other":6},"b":{"errorCount":1}}}"#
        )
        try store.clearFailures(of: "b")
        try store.clearFailures(of: "unknown")
        #expect(store.document.root["usageStats"]?["b"] == nil)
    }

    @Test func clearingTakesTheMarksOfNewerReleasesAndNamesWhatItDoesNotKnow() throws {
        var store = try Fake.store(
            #"{"profiles":{},"usageStats":{"a":{"blockedUntil":9,"blockedReason":"subscription_limit","blockedSource":"w","blockedScope":"s","cooldownReason":"overloaded","cooldownModel":"m","lastProbeAt":3,"lastUsed":4,"mood":1}}}"#
        )
        #expect(store.contents.stats(of: "a").isUnusable(at: 8) && !store.contents.stats(of: "a").isUnusable(at: 9))
        #expect(store.contents.stats(of: "a").reason(at: 8) == "subscription_limit")
        #expect(store.contents.stats(of: "a").reason(at: 9) == "overloaded")
        #expect(store.unknownMarks(of: "a") == ["mood"])
        try store.clearFailures(of: "a")
        #expect(store.text == #"{"profiles":{},"usageStats":{"a":{"lastProbeAt":3,"lastUsed":4,"mood":1}}}"#)
    }

    @Test func removingTakesEveryMention() throws {
        var store = try Fake.store(
            #"{"profiles":{"a":{},"b":{}},"order":{"anthropic":["a","b"," a "],"zai":["a"]},"lastGood":{"anthropic":"a","zai":"b"},"usageStats":{"a":{},"b":{}}}"#
        )
        try store.remove("a")
        #expect(
            store.text
                == #"{"profiles":{"b":{}},"order":{"anthropic":["b"]},"lastGood":{"zai":"b"},"usageStats":{"b":{}}}"#
        )
        try store.remove("b")
        #expect(store.text == #"{"profiles":{}}"#)
    }

    @Test func aFixedOrderIsSetMovedAndGivenBack() throws {
        var store = try Fake.store(Fake.keyProfile("a"), Fake.keyProfile("b"))
        let before = store.text
        try store.setOrder(["b", "a", "b"], for: "Anthropic")
        #expect(store.contents.order["anthropic"] == ["b", "a"])
        #expect(
            ProfileOrder.resolve(config: nil, store: store.contents, provider: "anthropic", now: Fake.now) == [
                "b", "a",
            ]
        )
        try store.setOrder(nil, for: "anthropic")
        #expect(store.text == before)
    }

    @Test func copyingKeepsUnknownFieldsAndRefusesOAuth() throws {
        let source = try Fake.store(
            #"{"profiles":{"a":{"type":"api_key","provider":"anthropic","key":"k","note":{"x":[1,2]}},"o":{"type":"oauth","provider":"anthropic"}},"usageStats":{"a":{"errorCount":9}}}"#
        )
        var target = try JSONCredentialStore()
        try target.copy("a", from: source)
        #expect(target.document.root["profiles"]?["a"] == source.document.root["profiles"]?["a"])
        #expect(target.contents.usageStats.isEmpty)
        #expect(throws: StoreError.notPortable("o")) { try target.copy("o", from: source) }
        #expect(throws: StoreError.noProfile("z")) { try target.copy("z", from: source) }
    }

    @Test func legacyProfilesAreImportedOnlyWhereTheIDIsFree() throws {
        var store = try Fake.store(Fake.keyProfile("anthropic:default"))
        let legacy = try LegacyProfiles.inAuthFile(
            Array(#"{"anthropic":{"type":"api_key","key":"x"},"zai":{"type":"token","token":"y","junk":1}}"#.utf8)
        )
        #expect(try store.importLegacy(legacy) == ["zai:default"])
        #expect(
            store.document.root["profiles"]?["zai:default"]
                == ["type": "token", "provider": "zai", "token": "y", "junk": 1]
        )
        #expect(try LegacyProfiles.inAuthFile(Array(#"{"profiles":{}}"#.utf8)).isEmpty)
        #expect(throws: StoreError.self) { try LegacyProfiles.inOAuthFile(Array("[]".utf8)) }
    }

    /// src/agents/auth-profiles/store.ts: `{ type: "oauth", provider, ...creds }`.
    @Test func anOlderLoginKeepsItsFieldsAndATypeOfItsOwn() throws {
        let logins = try LegacyProfiles.inOAuthFile(
            Array(
                #"""
                {"chutes":{"access":"a","refresh":"r","clientId":"c","scopes":["x"]},
                 "anthropic":{"type":"api_key","key":"k"},"x":{"provider":"zai","access":"b"},
                 "bad":{"type":"other"},"worse":{"provider":""},"none":null}
                """#.utf8
            )
        )
        var store = try JSONCredentialStore()
        #expect(try store.importLegacy(logins) == ["chutes:default", "anthropic:default", "x:default"])
        let stored = store.document.root["profiles"]
        #expect(
            stored?["chutes:default"] == [
                "type": "oauth", "provider": "chutes", "access": "a", "refresh": "r", "clientId": "c", "scopes": ["x"],
            ]
        )
        #expect(stored?["anthropic:default"] == ["type": "api_key", "provider": "anthropic", "key": "k"])
        #expect(stored?["x:default"] == ["type": "oauth", "provider": "zai", "access": "b"])
        #expect(store.contents.profile("anthropic:default")?.kind == .apiKey)
    }

    @Test func aBrokenStoreIsAnErrorWithItsPlace() throws {
        for text in ["", "{", "{\"profiles\":{},}", "// c\n{}", "\u{FEFF}{}", "{\"a\":\n  'b'}"] {
            do throws(StoreError) {
                _ = try JSONCredentialStore(reading: Array(text.utf8))
                Issue.record("read: \(text)")
            } catch {
                guard case .unreadable(let parseError) = error else { Issue.record("\(error)"); continue }
                #expect(parseError.position.line >= 1)
            }
        }
        for (text, column) in [
            ("[]", 1), ("\"x\"", 1), ("null", 1), ("{\"profiles\": true}", 14), ("{\"profiles\":5}", 13),
        ] {
            do throws(StoreError) {
                _ = try Fake.store(text)
                Issue.record("read: \(text)")
            } catch {
                guard case .wrongShape(_, let position) = error else { Issue.record("\(error)"); continue }
                #expect(position.column == column)
            }
        }
    }

    @Test func aStoreWithoutProfilesCanBeFilledWithoutLosingWhatIsThere() throws {
        for text in [#"{"junk":1}"#, #"{"junk":1,"profiles":null}"#] {
            var store = try Fake.store(text)
            try store.upsert(Fake.keyProfile("a"))
            #expect(store.contents.profiles.map(\.id) == ["a"])
            #expect(store.document.root["junk"] == 1)
        }
    }

    @Test func marksThatCannotBeHeldAreRefusedNotOverwritten() throws {
        var store = try Fake.store(
            #"{"profiles":{"a":{"type":"api_key","provider":"p","key":"k"}},"usageStats":[1],"order":5}"#
        )
        let before = store
        #expect(throws: StoreError.self) {
            try store.markFailure("a", .auth, settings: CooldownSettings(), now: Fake.now)
        }
        #expect(throws: StoreError.self) { try store.setOrder(["a"], for: "p") }
        #expect(store == before)
    }

    @Test func nothingPrintedShowsASecret() throws {
        let store = try Fake.store(Fake.keyProfile("a"))
        var dumped = "\(store.contents)"
        dump(store.contents, to: &dumped)
        #expect(!dumped.contains("KKKK"))
        #expect(dumped.contains("a"))
    }
}
