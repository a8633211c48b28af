import Credentials
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// Credentials of an older version beside an agent without a store: they count, and the write that creates the store
/// includes them.
@Suite struct TakeOverTests {
    private static let authFile = TestHost.state + "/agents/main/agent/auth.json"
    private static let oauthFile = TestHost.state + "/credentials/oauth.json"

    /// An Anthropic and an OpenAI key in `auth.json`, a login of another provider in `oauth.json`.
    private func host(config: String? = nil, environment: [String: String] = [:]) -> TestHost {
        let host = TestHost(config: config, environment: environment)
        host.files.addFile(
            Self.authFile,
            """
            {"anthropic":{"type":"api_key","provider":"anthropic","key":"\(Fake.text(Fake.apiKey("O")))"},
             "openai":{"type":"api_key","key":"sk-other"}}
            """
        )
        host.files.addFile(
            Self.oauthFile,
            #"{"chutes":{"access":"a","refresh":"r","expires":5,"clientId":"c","scopes":["x"],"idToken":"i"}}"#
        )
        return host
    }

    private func profiles(_ host: TestHost, _ path: String = TestHost.store) throws -> Value {
        let text = try #require(host.files.text(path))
        return try #require(try Document(parsing: text, dialect: .json).root["profiles"])
    }

    @Test func theyCountBeforeAnybodyImportsThem() throws {
        let host = host()
        let before = host.files.tree()
        let report = try StatusReport(host.snapshot(), host.live)
        #expect(report.verdict.canAnswer == true && report.storeExists == false)
        #expect(report.verdict.winner?.source == .profile(id: "anthropic:default", isOwn: true))
        #expect(Set(report.providers.map(\.provider)) == ["anthropic", "openai", "chutes"])
        #expect(
            report.lines.contains {
                $0.hasPrefix(
                    "! The gateway will import anthropic:default, openai:default from ~/.openclaw/agents/main/agent/auth.json"
                )
            },
            "\(report.lines)"
        )
        let imports = report.document["auth"]?["willBeImported"]?.arrayValue ?? []
        #expect(imports.map { $0["profileIds"]?.arrayValue?.count } == [2, 1])
        #expect(imports.first?["path"]?.stringValue == Self.authFile)
        #expect(host.files.tree() == before)
    }

    @Test func theWriteThatMakesTheStoreTakesThemOver() throws {
        let host = host()
        let (auth, oauth) = (host.files.text(Self.authFile), host.files.text(Self.oauthFile))
        let plan = try host.apply(.token())
        #expect(
            plan.effects.contains(
                .profiles(
                    .takesOver(
                        profileIDs: ["anthropic:default", "openai:default"],
                        path: Self.authFile,
                        agent: "main"
                    )
                )
            )
        )
        #expect(
            plan.effects.contains(
                .profiles(.takesOver(profileIDs: ["chutes:default"], path: Self.oauthFile, agent: "main"))
            )
        )
        let stored = try profiles(host)
        #expect(
            stored.objectValue?.keys == ["anthropic:default", "openai:default", "chutes:default", "anthropic:token"]
        )
        #expect(
            stored["chutes:default"] == [
                "type": "oauth", "provider": "chutes", "access": "a", "refresh": "r", "expires": 5, "clientId": "c",
                "scopes": ["x"], "idToken": "i",
            ]
        )
        #expect(host.files.text(Self.authFile) == auth && host.files.text(Self.oauthFile) == oauth)
        // Listed, so that the new entry does not hide the old one.
        let providers = try StatusReport(host.snapshot(), host.live).providers
        #expect(providers.first { $0.provider == "anthropic" }?.order.count == 2)
        try #require(try HostUndo.latest(on: host.host)).run()
        #expect(host.files.text(TestHost.store) == nil && host.files.text(Self.authFile) == auth)
    }

    @Test func everyChangeThatMakesAStoreDoes() throws {
        let changes: [ProfileChange] = [
            .add(NewCredential(Fake.token(), kind: .setupToken, agents: ["main"])),
            .replace(id: "anthropic:default", NewCredential(Fake.apiKey("N"), kind: .apiKey, agents: ["main"])),
            .remove(id: "openai:default", agents: ["main"]),
            .fixOrder(["anthropic:default"], OrderScope(provider: "anthropic", agent: "main", place: .store)),
        ]
        for change in changes {
            let host = host()
            let snapshot = host.snapshot()
            let plan = try ProfilePlanner(snapshot: snapshot).plan(change)
            #expect(plan.effects.contains { $0.code == "takesOver" }, "\(change)")
            _ = try host.live.apply(plan).get()
            #expect(try profiles(host)["chutes:default"] != nil, "\(change)")
        }
    }

    @Test func whatChangesNoStoreMakesNone() throws {
        let host = host()
        let planner = ProfilePlanner(snapshot: host.snapshot())
        #expect(try planner.plan(.clearFailures(id: "anthropic:default", agent: "main")).isEmpty)
        let scope = OrderScope(provider: "anthropic", agent: "main", place: .store)
        #expect(try planner.plan(.automaticOrder(scope)).isEmpty)
        var answers = SetupAnswers(agents: ["main"], intent: .settingsOnly)
        answers.model = "anthropic/claude-sonnet-4-5"
        #expect(try host.plan(answers).files.map(\.path) == [TestHost.config])
        let bare = TestHost()
        #expect(try ProfilePlanner(snapshot: bare.snapshot()).plan(.automaticOrder(scope)).isEmpty)
    }

    @Test func anExplicitImportIsTheSame() throws {
        let host = host()
        let found = try LegacyCredentials.read(host.snapshot(), host.live, agent: "main")
        let plan = try host.apply(.importLegacy(found))
        #expect(!plan.effects.contains { $0.code.hasPrefix("takesOver") })
        #expect(try profiles(host).objectValue?.count == 3)
    }

    @Test func anOlderFileThatChangedMeanwhileStopsTheApply() throws {
        let host = host()
        let snapshot = host.snapshot()
        let plan = try SetupPlanner(snapshot: snapshot).plan(.token())
        host.files.addFile(Self.authFile, "{}")
        let outcome = host.live.apply(plan)
        #expect(throws: ApplyFailure.self) { try outcome.get() }
        #expect(host.files.text(TestHost.store) == nil)
    }

    @Test(arguments: ["auth.json", "oauth.json"]) func oneThatIsBrokenKeepsAStoreFromBeingMade(name: String) throws {
        let host = host()
        let path = name == "auth.json" ? Self.authFile : Self.oauthFile
        host.files.addFile(path, "{ oops")
        let problem = #expect(throws: Problem.self) { try host.plan(.token()) }
        #expect(problem?.code == "legacy-unreadable")
        #expect(problem?.message.contains(name) == true && problem?.next?.contains("models auth import") == true)
        #expect(try host.live.obstacles(on: host.snapshot(), for: ["main"]).first?.code == "legacy-unreadable")
        #expect(try host.live.obstacles(on: host.snapshot(), for: ["main"], storing: false).isEmpty)
        var answers = SetupAnswers(agents: ["main"], intent: .settingsOnly)
        answers.model = "anthropic/claude-sonnet-4-5"
        #expect(try !host.plan(answers).isEmpty)
    }

    @Test func besideAStoreNothingIsTakenOver() throws {
        let host = host()
        host.files.addFile(TestHost.store, "{ \"version\": 1, \"profiles\": {} }")
        #expect(try StatusReport(host.snapshot(), host.live).verdict.canAnswer == false)
        let plan = try host.plan(.token())
        #expect(!plan.effects.contains { $0.code.hasPrefix("takesOver") })
    }

    @Test func anotherFolderOfLoginsIsHeeded() throws {
        let host = host(environment: ["OPENCLAW_OAUTH_DIR": "~/logins"])
        host.files.addFile("/home/jo/logins/oauth.json", #"{"google":{"access":"a","refresh":"r","expires":5}}"#)
        _ = try host.apply(.token())
        let stored = try profiles(host)
        #expect(stored["google:default"] != nil && stored["chutes:default"] == nil)
    }

    // MARK: - Other agents

    private static let agents = #"{ agents: { list: [{ id: "main", default: true }, { id: "ops" }] } }"#

    private func addFile(of agent: String, to host: TestHost, _ letter: String) {
        host.files.addFile(
            TestHost.state + "/agents/\(agent)/agent/auth.json",
            #"{"anthropic":{"type":"api_key","key":"\#(Fake.text(Fake.apiKey(letter)))"}}"#
        )
    }

    /// The gateway imports another agent's older file only while main has no profile.
    @Test func mainsFirstProfileDoesNotHideWhatAnotherAgentHas() throws {
        let host = TestHost(config: Self.agents)
        addFile(of: "ops", to: host, "P")
        #expect(host.snapshot().profile("anthropic:default", agent: "ops") != nil)
        let plan = try host.apply(.token())
        #expect(plan.files.map(\.path).contains(TestHost.store(of: "ops")))
        #expect(
            try profiles(host, TestHost.store(of: "ops"))["anthropic:default"]?["key"]?.stringValue?.hasSuffix("P")
                == true
        )
    }

    /// golden `coerce/inherit`: "main present: sub agent legacy auth.json is ignored and kept".
    @Test func besideMainsProfilesAnotherAgentsFileIsNotRead() throws {
        let host = TestHost(config: Self.agents, store: Stores.oneKey)
        addFile(of: "ops", to: host, "P")
        #expect(host.snapshot().profile("anthropic:default", agent: "ops") == nil)
        let plan = try host.plan(.token(agents: ["ops"]))
        #expect(!plan.effects.contains { $0.code.hasPrefix("takesOver") })
    }

    /// golden `coerce/inherit`: "main only has legacy auth.json: sub load migrates main too".
    @Test func mainsOwnOlderFileCountsForAllAgents() throws {
        let host = TestHost(config: Self.agents)
        addFile(of: "main", to: host, "M")
        addFile(of: "ops", to: host, "P")
        let winner = try StatusReport(host.snapshot(), host.live, agent: "ops").verdict.winner
        #expect(winner?.source == .profile(id: "anthropic:default", isOwn: false))
    }
}
