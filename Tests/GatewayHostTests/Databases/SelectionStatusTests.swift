import Credentials
import Foundation
import GatewayHost
import JSON5
import TestSupport
import Testing

/// What a person reads of the rules by which a host with databases chooses: marks of one model, whose rules they are,
/// orders without profiles, other routes to Claude.
@Suite struct SelectionStatusTests {
    private func tree(_ name: String, release: String) throws -> DatabaseTree {
        let golden = try #require(try GoldenFolder.databases.databaseCases("g72").first { $0.name == name })
        return try DatabaseTree(golden, release: release)
    }

    // MARK: - Whose rules

    @Test(arguments: [
        ("2026.6.9", "2026.6.9", true), ("2026.6.5", "2026.6.9", false), ("2026.6.11", "2026.7.2", false),
        ("2026.7.2", "2026.7.2", true), ("2026.7.2-beta.3", "2026.7.2", false), ("2026.7.35", "newest", false),
        ("2026.8.1", "newest", false), ("2026.12.1", "newest", false),
    ])
    func aReleaseBetweenTwoColumnsHasTheRulesOfTheLaterOneAndSaysSo(
        release: String,
        column: String,
        isExact: Bool
    ) throws {
        let report = try tree("one-token", release: release).report()
        #expect(report.document["release"]?["rules"] == ["of": .string(column), "exact": .bool(isExact)])
        let note = report.lines.filter { $0.hasPrefix("! Order and cooldowns are judged") }
        #expect(note.count == (isExact ? 0 : 1))
        #expect(note.allSatisfy { $0.contains(release) })
    }

    @Test func aDatabaseTellsWhichReleaseWroteIt() throws {
        let tree = try tree("one-token", release: "2026.6.9")
        let database = tree.state + "/agents/main/agent/openclaw-agent.sqlite"
        let peer = try PeerProcess(
            "openclaw-sqlite-peer",
            ["run", database, "UPDATE schema_meta SET app_version = '2026.7.2'"]
        )
        #expect(try peer.finish().isEmpty)
        // A program on PATH is more than what a file says.
        let release = try #require(try tree.report().document["release"])
        #expect(release["name"] == "2026.6.9" && release["from"] == "path")
        #expect(release["evidence"]?.arrayValue?.compactMap { $0["source"]?.stringValue } == ["path", "database"])
        #expect(release["rules"]?["of"] == "2026.6.9")

        // Without one it tells more than the config, which an older release may have written.
        try FileManager.default.removeItem(atPath: tree.home.path + "/gateway")
        try tree.home.write(".openclaw/openclaw.json", #"{ meta: { lastTouchedVersion: "2026.4.15" } }"#)
        let report = try tree.report()
        #expect(report.document["release"]?["name"] == "2026.7.2" && report.document["release"]?["from"] == "database")
        #expect(report.document["release"]?["rules"] == ["of": "2026.7.2", "exact": true])
        #expect(!report.lines.contains { $0.contains("judged by") })
    }

    @Test func hostsWithFilesHaveTheRulesOfOldAndSayNothing() throws {
        let host = TestHost(config: "{}", store: Stores.keyAndToken)
        let report = try StatusReport(host.snapshot(), host.live)
        #expect(host.snapshot().release.rules.selection == GatewayRules.Selection())
        #expect(report.document["release"]?["rules"] == nil)
        #expect(!report.lines.contains { $0.contains("judged") })
    }

    // MARK: - One model

    @Test func aProfileThatIsSkippedForOneModelIsTriedForAnother() throws {
        let tree = try tree("cooldown-model-scoped", release: "2026.7.2")
        let report = try tree.report()
        #expect(report.verdict.winner?.source == .profile(id: "anthropic:b", isOwn: true))
        #expect(report.resting.first?.stop?.models == ["claude-opus-4-8"])
        #expect(
            report.lines.contains {
                $0.hasPrefix("- anthropic:a: cooling down until ") && $0.contains(", for claude-opus-4-8 alone: ")
            }
        )
        #expect(report.document["auth"]?["unusableProfiles"]?[0]?["onlyFor"] == ["claude-opus-4-8"])

        try tree.home.write(
            ".openclaw/openclaw.json",
            "{ agents: { defaults: { model: { primary: \"anthropic/claude-sonnet-5\" } } } }"
        )
        let other = try tree.report()
        #expect(other.verdict.winner?.source == .profile(id: "anthropic:a", isOwn: true))
        let listing = ProfileListing(tree.snapshot, tree.live, agent: "main", provider: nil)
        let first = listing.members["profiles"]?[0]
        #expect(first?["id"] == "anthropic:a" && first?["state"] == "ready")
        #expect(first?["onlyFor"] == ["claude-opus-4-8"])
        #expect(listing.lines.contains { $0.plain.contains(", not for claude-opus-4-8 until ") })
    }

    @Test func aFallbackOfTheSameProviderAnswersWhenOnlyTheModelIsStopped() throws {
        let tree = try tree("cooldown-model-scoped", release: "2026.7.2")
        try tree.home.write(
            ".openclaw/openclaw.json",
            """
            {
              agents: { defaults: { model: {
                primary: "anthropic/claude-opus-4-8", fallbacks: ["anthropic/claude-sonnet-5"]
              } } },
              auth: { order: { anthropic: ["anthropic:a"] } }
            }
            """
        )
        let verdict = try tree.report().verdict
        #expect(verdict.word == "answersWithFallback")
        #expect(verdict.answeringModel == "anthropic/claude-sonnet-5")
    }

    @Test func whyNobodyAnswersIsSaidInTheGatewaysWord() throws {
        let tree = try tree("cooldown-active", release: "2026.7.2")
        let report = try tree.report()
        guard report.verdict.word == "rests" else { return }
        #expect(report.document["verdict"]?["reason"] != nil)
    }

    // MARK: - Orders

    @Test func anEmptyOrderInTheConfigIsSaid() throws {
        let report = try tree("config-order-empty", release: "2026.7.2").report()
        #expect(report.lines.contains { $0.hasPrefix("! auth.order.anthropic in ") })
        #expect(report.verdict.winner == nil)
    }

    @Test func profilesThatNoOrderNamesAreTriedWhereNoneOfTheNamedIsThere() throws {
        let report = try tree("config-names-missing-profile", release: "2026.7.2").report()
        let falls = report.lines.contains { $0.hasPrefix("! None of the anthropic profiles that the order") }
        #expect(falls == report.providers.contains { !$0.order.isEmpty && $0.orderSource == .automatic })
    }

    // MARK: - Reasons and texts

    @Test(arguments: Language.allCases)
    func everyReasonHasItsSentences(language: Language) {
        let texts = Texts.of(language)
        for word in ["setupInactive", "invalidExpires", "malformedApiKey", "unresolvedReference"] {
            for key in ["list.", "status.excluded.", "wizard.profiles.state."] { #expect(texts.has(key + word)) }
        }
    }

    // MARK: - Lifetimes

    @Test func authorizationLifetimesAreNamed() throws {
        let tree = try tree("authorization-lifetimes", release: "2026.8.1")
        let problem = try #require(try tree.report().problems.first { $0.code == "authorization-lifetimes" })
        #expect(problem.message.contains("anthropic:"))
        #expect(tree.snapshot.problems.isEmpty)
    }

    // MARK: - The claude program

    @Test(arguments: ["models: { \"anthropic/claude-opus-4-6\": { agentRuntime: { id: \"claude-cli\" } } }", ""])
    func aModelThatTheClaudeProgramAnswersSaysSo(entry: String) throws {
        let host = TestHost(
            config: """
                {
                  meta: { lastTouchedVersion: "2026.5.12" },
                  agents: { defaults: { model: { primary: "anthropic/claude-opus-4-6" }, \(entry) } }
                }
                """,
            store: Stores.keyAndToken
        )
        let report = try StatusReport(host.snapshot(), host.live)
        let isProgram = !entry.isEmpty
        #expect((report.document["verdict"]?["state"] == "claudeCli") == isProgram)
        #expect(report.notes.contains(.shadowsClaudeProgram(profile: "anthropic:token")) == isProgram)
    }

    // MARK: - Policies

    @Test func aModelThatThePolicyDoesNotAllowIsSaid() throws {
        let config = """
            {
              meta: { lastTouchedVersion: "2026.8.1" },
              agents: { defaults: { model: { primary: "openai/gpt-5" }, modelPolicy: { allow: ["openai/*"] } } }
            }
            """
        let host = TestHost(config: config)
        let snapshot = host.snapshot()
        #expect(try StatusReport(snapshot, host.live).notes.allSatisfy { $0.isNotAboutPolicies })
        let plan = try ConfigPlanner(snapshot: snapshot).plan(
            setting: "anthropic/claude-opus-5",
            at: "agents.defaults.model.primary"
        )
        #expect(plan.effects.contains(.notAllowed(models: ["anthropic/claude-opus-5"])))
        // A listed model allows and forbids nothing there.
        let listed = try ConfigPlanner(snapshot: snapshot).plan(
            setting: "short",
            at: "agents.defaults.models[\"anthropic/claude-opus-4-6\"].params.cacheRetention"
        )
        #expect(!listed.effects.contains { if case .createsAllowlist = $0 { true } else { false } })

        let refused = TestHost(config: config.replacing("openai/gpt-5", with: "anthropic/claude-opus-5"))
        let notes = try StatusReport(refused.snapshot(), refused.live).notes
        #expect(notes.contains(.modelNotAllowed(model: "anthropic/claude-opus-5", agent: "main")))
    }
}

extension StatusNote {
    fileprivate var isNotAboutPolicies: Bool { if case .modelNotAllowed = self { false } else { true } }
}
