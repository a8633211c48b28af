import Credentials
import Testing

@Suite struct ProfileNamingTests {
    @Test(arguments: [
        (CredentialKind.apiKey, [], "anthropic:default"),
        (.token, ["anthropic:default token"], "anthropic:default"),
        (.token, ["anthropic:default api_key"], "anthropic:token"),
        (.apiKey, ["anthropic:default token"], "anthropic:api"),
        (.token, ["anthropic:default token", "anthropic:default api_key"], "anthropic:token"),
        (.token, ["anthropic:default api_key", "anthropic:token token"], "anthropic:token-2"),
        (
            .token, ["anthropic:default oauth", "anthropic:token token", "anthropic:token-2 api_key"],
            "anthropic:token-3"
        ),
    ])
    func theDefaultNameIsLeftToTheKindThatHasIt(kind: CredentialKind, existing: [String], expected: String) {
        let profiles = existing.map { text in
            let parts = text.split(separator: " ").map(String.init)
            return (id: parts[0], kind: CredentialKind(rawValue: parts[1]) ?? .oauth)
        }
        #expect(ProfileNaming.newProfileID(kind: kind, existing: profiles) == expected)
    }

    @Test func aNewOneBesideTheOldNeverReplaces() {
        let existing = [(id: "anthropic:default", kind: CredentialKind.token)]
        #expect(ProfileNaming.newProfileID(kind: .token, existing: existing, isReplacing: false) == "anthropic:token")
    }
}

@Suite struct ProfileNameTests {
    @Test(arguments: ["work", "anthropic:work-laptop", "anthropic:jo@example.com", "2026-11 team", "日本"])
    func ordinaryNamesAreGood(name: String) {
        #expect(ProfileNaming.problem(with: name) == nil)
    }

    @Test(arguments: [
        "sk-ant-api03-KKKKKKKKKKKKKKKK", "anthropic:sk-ant-oat01-TTTTTTTTTT",
        "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "code12345678#state", "0123456789abcdef0123456789abcdef0123456789abcdef", "sk-proj-abcdefgh",
    ])
    func aKeyIsNoName(name: String) {
        #expect(ProfileNaming.problem(with: name) == .looksSecret)
    }

    @Test func aBlankIsNoName() {
        #expect(ProfileNaming.problem(with: " \u{A0}") == .empty)
    }
}
