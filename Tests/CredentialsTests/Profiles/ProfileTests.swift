import CredentialStores
import Credentials
import JSON5
import Secrets
import Testing

/// A profile in a store is decoded lazily.
@Suite struct ProfileTests {
    private func profile(_ fields: String) throws -> Profile {
        let text = #"{"version": 1, "profiles": {"anthropic:a": {\#(fields)}}}"#
        return try #require(JSONCredentialStore(reading: Array(text.utf8)).contents.profile("anthropic:a"))
    }

    @Test func aStoredProfileIsTheOneThatWasMadeOfTheSameFields() throws {
        let made = Profile(id: "anthropic:a", provider: "anthropic", credential: .apiKey(Fake.key("A")), email: "a@b.c")
        let stored = try Fake.store(made).contents.profile("anthropic:a")
        #expect(stored == made && stored?.email == "a@b.c" && stored?.flaw(now: Fake.now) == made.flaw(now: Fake.now))
        let other = Profile(
            id: "anthropic:a",
            provider: "anthropic",
            credential: .apiKey(Fake.key("B")),
            email: "a@b.c"
        )
        #expect(stored != other)
    }

    @Test(
        "a secret is judged where it stands as a decoded one is",
        arguments: [
            (#""type": "api_key", "key": "k""#, nil), (#""type": "api_key", "key": " \u00a0\t""#, .empty),
            (#""type": "api_key", "key": 1"#, .empty), (#""type": "api_key""#, .empty),
            (#""type": "token", "token": "t", "expires": 1"#, .expired(at: 1)),
            (#""type": "token", "token": "t", "expires": "1""#, nil), (#""type": "token", "token": """#, .empty),
            (#""type": "oauth", "access": "", "refresh": "r", "expires": 1"#, nil),
            (#""type": "oauth", "access": " ", "refresh": null"#, .empty),
        ] as [(String, Ineligibility?)]
    )
    func flaws(fields: String, flaw: Ineligibility?) throws {
        let stored = try profile(#""provider": "anthropic", "# + fields)
        #expect(stored.flaw(now: Fake.now) == flaw)
        let made = Profile(id: stored.id, provider: stored.provider, credential: stored.credential)
        #expect(made.flaw(now: Fake.now) == flaw)
    }

    @Test func whatIsTakenOverFromAnotherStoreStaysThere() throws {
        let (main, own) = (
            try Fake.store(Fake.keyProfile("anthropic:a")), try Fake.store(Fake.tokenProfile("anthropic:b"))
        )
        let both = own.contents.reading(through: main.contents)
        #expect(both.profiles.map(\.id) == ["anthropic:a", "anthropic:b"])
        #expect(both.profiles == main.contents.profiles + own.contents.profiles)
        #expect(both.place(of: "anthropic:b") == 1 && both.places(of: "Anthropic ") == [0, 1])
    }
}
