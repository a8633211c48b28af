import GatewayHost
import JSON5
import TestSupport
import Testing

/// Whatever is wrong with a database is said in a sentence of its own, with the gateway's own next command; the rest of
/// the host is still shown, and the config can be changed.
@Suite struct DatabaseFindingsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let tree: String
        let code: String
        let verdict: String
        var agent = "main"
        var generation = "g72"
        var testDescription: String { tree }
    }

    static let cases = [
        Case(tree: "store-json-broken", code: "unparsable", verdict: "storeUnreadable"),
        Case(tree: "store-is-a-view", code: "store-unreadable", verdict: "storeUnreadable"),
        Case(tree: "newer-user-version-meta-old", code: "store-too-new", verdict: "storeTooNew"),
        Case(tree: "not-a-database", code: "store-unreadable", verdict: "storeUnreadable"),
        Case(tree: "wrong-agent-id", code: "other-agent", verdict: "answers"),
        Case(tree: "legacy-json-beside-empty", code: "migration-required", verdict: "migrationRequired"),
        Case(tree: "lost-migration-bak", code: "lost-migration", verdict: "noCredential"),
        Case(tree: "s-owner-row-string", code: "invalid-shared-store", verdict: "storeUnreadable", generation: "gS16"),
        Case(tree: "s-newer-state-version", code: "store-too-new", verdict: "storeTooNew", generation: "gS16"),
        Case(tree: "s-state-role-wrong", code: "other-role", verdict: "storeUnreadable", generation: "gS16"),
        Case(
            tree: "s-legacy-json-agent-work",
            code: "migration-required",
            verdict: "migrationRequired",
            agent: "work",
            generation: "gS16"
        ),
        Case(
            tree: "s-newer-agent-version",
            code: "store-too-new",
            verdict: "storeTooNew",
            agent: "work",
            generation: "gS16"
        ),
    ]

    private func tree(_ example: Case) throws -> DatabaseTree {
        let cases = try GoldenFolder.databases.databaseCases(example.generation)
        let golden = try #require(cases.first { $0.name == example.tree })
        return try DatabaseTree(golden, release: example.generation == "gS16" ? "2026.8.1" : "2026.7.2")
    }

    @Test(arguments: cases) func itIsSaidWithTheNextCommand(example: Case) throws {
        let tree = try tree(example)
        let report = try Traces.unchanged(in: tree.state) { try tree.report(agent: example.agent) }
        #expect(report.verdict.word == example.verdict)
        #expect(report.checkExitCode == (example.verdict == "answers" ? 0 : 1))
        let problem = try #require(report.problems.first { $0.code == example.code }, "\(report.problems)")
        let isOurs = problem.next?.contains(tree.program) == true
        #expect(isOurs != (example.code == "store-too-new"), "\(problem)")
        // Nothing that reads refuses because of it.
        #expect(tree.snapshot.problems.isEmpty)
        #expect(!ProfileListing(tree.snapshot, tree.live, agent: example.agent, provider: nil).lines.isEmpty)
        let live = tree.live
        let plan = try live.plan(.setValue(.string("lan"), at: "gateway.bind"), on: live.read())
        #expect(plan.files.map(\.path) == [tree.home.configPath])
    }

    @Test(arguments: cases) func itIsSaidInTheOtherLanguage(example: Case) throws {
        let report = try tree(example).report(agent: example.agent, texts: .of(.traditionalChinese))
        let problem = try #require(report.problems.first { $0.code == example.code })
        #expect(problem.message.unicodeScalars.contains { $0.value > 0x2E80 }, "\(problem.message)")
    }

    @Test(arguments: ["not-a-database", "legacy-json-beside-empty", "one-token"])
    func onlyAStoreThatWasReadLacksAListedProfile(name: String) throws {
        let tree = try tree(Case(tree: name, code: "", verdict: ""))
        let config = #"{ auth: { profiles: { "anthropic:new": { provider: "anthropic", mode: "api_key" } } } }"#
        try tree.home.write(".openclaw/openclaw.json", config)
        let problems = try tree.report().problems.filter { $0.code == "listed-not-stored" }
        #expect(problems.count == (name == "one-token" ? 1 : 0))
        let words = "models auth --agent main paste-api-key --provider anthropic --profile-id anthropic:new"
        #expect(problems.allSatisfy { $0.next == tree.program + " " + words }, "\(problems)")
    }

    /// A verdict that is stricter than the order of the credentials names what made it so.
    @Test func theVerdictNamesItsEvidence() throws {
        for example in Self.cases where ["migrationRequired", "storeTooNew"].contains(example.verdict) {
            let evidence = try tree(example).report(agent: example.agent).document["verdict"]?["evidence"]
            #expect(evidence?[0]?["kind"] == "store" && evidence?[0]?["code"]?.stringValue == example.code)
        }
    }
}
