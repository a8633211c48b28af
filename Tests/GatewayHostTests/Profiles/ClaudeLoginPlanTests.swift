import Credentials
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// A login of Claude Code ends when it says, and documents say that it is one.
@Suite struct ClaudeLoginPlanTests {
    private static let end: Int64 = 1_770_010_000_000

    private func plan(asked: Int64?, ends: Int64? = Self.end) throws -> ChangePlan {
        var credential = NewCredential(Fake.token(), kind: .setupToken, agents: ["main"])
        (credential.isClaudeLogin, credential.loginExpires, credential.expires) = (true, ends, asked)
        return try TestHost().plan(.add(credential))
    }

    private func codes(_ plan: ChangePlan) -> [Value?] {
        (plan.members(dryRun: true)["effects"]?.arrayValue ?? []).map { $0["code"] }
    }

    @Test func itsOwnEndComesBeforeTheAskedOne() throws {
        let plan = try plan(asked: 1_900_000_000_000)
        #expect(plan.summary.credential?.expires == Self.end)
        #expect(codes(plan).contains("endsAsLogin"))
        #expect(plan.redactedDiff(display: { $0 }).contains { $0.marked.contains("1770010000000") })
    }

    @Test func nothingIsSaidWhereNoOtherEndWasAsked() throws {
        let plan = try plan(asked: nil)
        #expect(plan.summary.credential?.expires == Self.end && !codes(plan).contains("endsAsLogin"))
        let unknown = try self.plan(asked: 1_900_000_000_000, ends: nil)
        #expect(unknown.summary.credential?.expires == 1_900_000_000_000 && !codes(unknown).contains("endsAsLogin"))
    }

    @Test func documentsSayThatItLivesForHours() throws {
        let members = try plan(asked: nil).members(dryRun: true)
        #expect(members["warnings"] == ["claudeLogin"])
        #expect(members["credential"]?["claudeLogin"] == true)
        #expect(members["credential"]?["expires"] == .integer(Self.end))
    }

    @Test func nothingThatEndsWithinADayIsCalledASetupToken() throws {
        let soon = StatusHost.now + 3 * 3_600_000
        let short = StatusHost(store: StoreText.of(StoreText.token("anthropic:a", expires: soon)))
        let lines = try short.report().lines.joined(separator: "\n")
        #expect(lines.contains("anthropic:a, token") && !lines.contains("anthropic:a, setup-token"), "\(lines)")
        let list = ProfileListing(short.snapshot, short.live, agent: "main", provider: nil).lines.map(\.plain)
        #expect(!list.contains { $0.contains("setup-token") })
        let long = StatusHost(store: StoreText.of(StoreText.token("anthropic:a", expires: soon + 86_400_000)))
        #expect(try long.report().lines.joined().contains("setup-token"))
    }
}
