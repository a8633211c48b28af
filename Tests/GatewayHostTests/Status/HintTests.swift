import GatewayHost
import JSON5
import TestSupport
import Testing

/// The four phrases of the gateway's troubleshooting page, each followed by the commands for this host.
@Suite struct HintTests {
    private func lines(_ host: TestHost, agent: String? = nil) throws -> [String] {
        try StatusReport(host.snapshot(), host.live, agent: agent).lines
    }

    /// The lines below a heading, up to a blank one.
    private func hint(_ phrase: String, _ lines: [String]) throws -> [String] {
        let start = try #require(lines.firstIndex(of: phrase), "\(lines)")
        return Array(lines[(start + 1)...].prefix { $0 != "" })
    }

    @Test func withoutAnyKeyTheAgentAndItsStoreAreNamed() throws {
        let host = Stores.twoAgents(ops: nil, main: #"{"profiles":{}}"#)
        let steps = try hint(#"No API key found for provider "anthropic""#, lines(host, agent: "ops"))
        #expect(
            steps == [
                "    Next: auth is per agent: openclaw models auth setup-token --provider anthropic --agent ops, or openclaw models auth paste-api-key --agent ops; it goes to ~/.openclaw/agents/ops/agent/auth-profiles.json"
            ]
        )
    }

    @Test func aProfileThatCannotBeUsedIsMendedByName() throws {
        let expired = Stores.keyAndToken.replacingOccurrences("1900000000000", "1000")
        let token = expired.replacingOccurrences(#""key": "\#(Fake.text(Fake.apiKey()))""#, #""key": " ""#)
        let found = try lines(TestHost(store: token))
        let steps = try hint("No credentials found for profile `anthropic:key`", found)
        #expect(steps.first == "    Next: openclaw models auth rotate anthropic:key")
        #expect(steps.count == 2)
    }

    @Test func restingProfilesCanBeClearedByName() throws {
        let found = try lines(TestHost(store: Stores.failing))
        let steps = try hint("No available auth profile (all in cooldown/unavailable)", found)
        #expect(steps.contains("    Next: openclaw models auth clear-cooldown anthropic:key lets it be tried at once"))
        #expect(steps.first?.contains("wait until 02:45 UTC") == true)
    }

    @Test func oneThatWasRefusedForGoodIsReplacedInstead() throws {
        let profile = #""anthropic:key": {"type": "api_key", "provider": "anthropic", "key": "k"}"#
        let marks = #"{"disabledUntil": 1770000900000, "disabledReason": "auth_permanent", "errorCount": 1}"#
        let store = #"{"profiles": {\#(profile)}, "usageStats": {"anthropic:key": \#(marks)}}"#
        let steps = try hint(
            "No available auth profile (all in cooldown/unavailable)",
            lines(TestHost(store: store))
        )
        #expect(steps.contains { $0.contains("openclaw models auth rotate anthropic:key") })
        #expect(!steps.contains { $0.contains("clear-cooldown") })
    }

    @Test func aLoginThatRanOutIsRefreshedAndSaysWhatToDoIfThatFails() throws {
        let login = #"{"type":"oauth","provider":"anthropic","access":"a","refresh":"r","expires":1}"#
        let host = TestHost(store: #"{"profiles":{"anthropic:jo":\#(login)}}"#)
        let report = try StatusReport(host.snapshot(), host.live)
        let said = try #require(
            report.lines.firstIndex { $0.hasSuffix("the gateway refreshes it at the next message.") }
        )
        #expect(report.lines[said].hasPrefix("The access token of anthropic:jo expired "))
        #expect(report.lines[said + 1].contains("setup-token beside anthropic:jo"))
        #expect(!report.lines.contains { $0.contains("OAuth token refresh failed") }, "nothing was tried")
        #expect(report.document["verdict"]?["recovery"] == .null)
    }

    @Test func whoCanAnswerNeedsNoHint() throws {
        let host = TestHost(store: Stores.oneKey)
        let report = try StatusReport(host.snapshot(), host.live)
        #expect(report.document["verdict"]?["recovery"] == .null)
        #expect(!report.lines.contains { $0.contains("found for") })
    }
}
