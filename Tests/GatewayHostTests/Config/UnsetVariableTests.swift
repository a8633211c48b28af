import FileTransactions
import GatewayConfig
import GatewayHost
import JSON5
import TestSupport
import Testing

/// A `${VAR}` that only the gateway's own environment sets is an unknown value: what does not need it works.
@Suite struct UnsetVariableTests {
    private static let config = """
        {
          channels: { telegram: { botToken: "${TELEGRAM_BOT_TOKEN}" } }, // from the unit
          gateway: { port: 19001, auth: { token: "${GW_TOKEN}" } },
          agents: { defaults: { model: { primary: "ollama/qwen3" } } },
        }

        """
    private let host = TestHost(config: Self.config)

    private func installService() {
        host.files.addFile(
            "/home/jo/.config/systemd/user/openclaw-gateway.service",
            "[Service]\nEnvironmentFile=/home/jo/gw.env\n"
        )
        host.files.addFile("/home/jo/gw.env", "TELEGRAM_BOT_TOKEN=1:x\nGW_TOKEN=t\n")
    }

    @Test func otherValuesAreReadAndOnlyTheValueItselfIsRefused() throws {
        let snapshot = host.snapshot()
        #expect(snapshot.problems.isEmpty)
        #expect(try ConfigAnswer("gateway.port", in: snapshot).value == 19001)
        #expect(try ConfigAnswer("gateway", in: snapshot).value["port"] == 19001)
        let problem = #expect(throws: Problem.self) {
            try ConfigAnswer("channels.telegram.botToken", in: snapshot)
        }
        #expect(problem?.message.contains("TELEGRAM_BOT_TOKEN") == true)
        #expect(problem?.next?.contains(".env") == false)
    }

    @Test func aCredentialIsStoredAndListedAndTheReferenceStays() throws {
        let plan = try host.apply(.apiKey())
        #expect(plan.files.map(\.path) == [TestHost.store, TestHost.config])
        let text = try #require(host.files.text(TestHost.config))
        #expect(text.contains(#"botToken: "${TELEGRAM_BOT_TOKEN}" } }, // from the unit"#))
        #expect(text.contains(#"token: "${GW_TOKEN}""#))
        #expect(text.contains("anthropic:default"))
    }

    @Test func otherValuesAreSetAndAFurtherVariableIsNotBroughtIn() throws {
        let planner = ConfigPlanner(snapshot: host.snapshot())
        #expect(try planner.plan(setting: 19002, at: "gateway.port").files.count == 1)
        let problem = #expect(throws: Problem.self) {
            try planner.plan(setting: "${ELSEWHERE}", at: "gateway.bind")
        }
        #expect(problem?.code == "missing-variable")
        // Setting one of two is progress.
        #expect(try planner.plan(setting: "literal", at: "gateway.auth.token").files.count == 1)
    }

    @Test func validationListsThemApart() throws {
        let review = try ConfigReview(host.snapshot())
        #expect(review.issues.isEmpty)
        #expect(review.exitCode(isStrict: false) == 0 && review.exitCode(isStrict: true) == 1)
        #expect(review.document(host.snapshot(), isStrict: true)["ok"] == false)
        let document = review.document(host.snapshot())
        #expect(document["ok"] == true && document["valid"] == .null)
        let unset = try #require(document["unset"]?.arrayValue)
        #expect(unset.map { $0["variable"] } == ["TELEGRAM_BOT_TOKEN", "GW_TOKEN"])
        #expect(unset[0]["path"] == "channels.telegram.botToken" && unset[0]["line"] == 2)
        #expect(unset[0]["inService"] == .null)
    }

    @Test func theServiceCountsAsASourceAndIsNamed() throws {
        installService()
        let snapshot = host.snapshot()
        let service = try #require(ServiceSnapshot.read(snapshot, host.live))
        let review = try ConfigReview(snapshot, service: service)
        #expect(review.unset.map(\.service) == Array(repeating: .sets(file: "~/gw.env"), count: 2))
        #expect(review.document(snapshot)["unset"]?.arrayValue?.map { $0["inService"] } == [true, true])
        #expect(review.lines(snapshot).contains { line in line.cells.contains { $0.text.contains("~/gw.env") } })
    }

    @Test func theStatusSaysTheModelOfTheFileAndNotMoreThanIsKnown() throws {
        let store = StoreText.of(#""ollama:default": { "type": "api_key", "provider": "ollama", "key": "local-key" }"#)
        host.files.addFile(TestHost.store, store)
        let snapshot = host.snapshot()
        let report = try StatusReport(snapshot, host.live)
        #expect(report.verdict.model == "ollama/qwen3")
        #expect(report.verdict.word == "unset" && report.verdict.canAnswer == nil && !report.verdict.failsCheck)
        let text = StatusText(report, texts: .english, zone: host.host.zone)
        #expect(text.verdict.contains("TELEGRAM_BOT_TOKEN, GW_TOKEN"))
        installService()
        let again = host.snapshot()
        let served = try StatusReport(again, host.live, service: ServiceSnapshot.read(again, host.live))
        #expect(served.verdict.outcome == .answers)
        #expect(
            served.notes.contains(.variablesOfService(names: ["TELEGRAM_BOT_TOKEN", "GW_TOKEN"], file: "~/gw.env"))
        )
    }

    @Test func theNameOfAVariableIsNoEndOfAKeyAndNoModelWithoutAProvider() throws {
        let config = """
            {
              models: { providers: { anthropic: { baseUrl: "https://api.anthropic.com", apiKey: "${MY_ANTHROPIC_KEY}", models: [] } } },
              agents: { defaults: { model: { primary: "${MY_FAVOURITE_MODEL}" } } },
            }
            """
        let host = TestHost(config: config)
        let report = try StatusReport(host.snapshot(), host.live)
        let text = StatusText(report, texts: .english, zone: host.live.host.zone)
        let shown = text.lines.joined(separator: "\n") + text.document.json()
        #expect(!shown.contains("...KEY}") && !shown.contains("written without a provider"), "\(shown)")
        #expect(text.lines.contains { $0.contains("Model") && $0.hasSuffix("${MY_FAVOURITE_MODEL}") })
    }

    @Test func onlyTheAgentWhoseFolderIsUnknownIsRefused() throws {
        let host = TestHost(
            config: #"{ agents: { list: [{ id: "main", default: true }, { id: "ops", agentDir: "${OPS_DIR}" }] } }"#
        )
        #expect(try host.plan(.apiKey()).files.count == 2)
        let problem = #expect(throws: Problem.self) { try host.plan(.apiKey(agents: ["ops"])) }
        #expect(problem?.message.contains("OPS_DIR") == true)
    }

    @Test func aRequestThatNeedsOneIsNotMade() throws {
        let host = TestHost(
            config: #"{ models: { providers: { anthropic: { baseUrl: "${BASE}", models: [] } } } }"#
        )
        #expect(throws: Problem.self) { try host.snapshot().requireRequestValues() }
        #expect(throws: Never.self) { try self.host.snapshot().requireRequestValues() }
    }
}
