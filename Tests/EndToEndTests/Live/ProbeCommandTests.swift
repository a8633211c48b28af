import Foundation
import Synchronization
import TestSupport
import Testing

/// `models status --probe`: the gateway's flags, statuses and document, and credentials that are not sent.
@Suite("Probe", .timeLimit(.minutes(30))) struct ProbeCommandTests {
    private func probes(_ run: Run) throws -> [String: Any] {
        let auth = try #require(try run.document()["auth"] as? [String: Any])
        return try #require(auth["probes"] as? [String: Any])
    }

    @Test func everyProfileHasItsRowThoseNotAskedFirst() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let run = try live.home.run(["models", "status", "--probe", "--json"])
        #expect(run.status == 0, "\(run.text)")
        let probes = try probes(run)
        let results = try #require(probes["results"] as? [[String: Any]])
        let rows = results.map { row in
            ["profileId", "status", "reasonCode", "mode"].map { row[$0] as? String ?? "-" }.joined(separator: " ")
        }
        #expect(
            rows == [
                "anthropic:empty unknown missing_credential api_key", "anthropic:old unknown expired token",
                "anthropic:bad auth - api_key", "anthropic:good ok - token",
            ]
        )
        #expect(probes["totalTargets"] as? Int == 4)
        let options = try #require(probes["options"] as? [String: Any])
        #expect(options["timeoutMs"] as? Int == 8000 && options["concurrency"] as? Int == 2)
        #expect(options["maxTokens"] as? Int == 8 && (options["profileIds"] as? [String])?.isEmpty == true)
        #expect(live.server.requests.allSatisfy { $0.contains(#""max_tokens":8"#) })
        #expect(live.server.requests.count == 2)
        #expect(Fake.piece(in: run.text) == nil)
    }

    @Test func theTableIsTheGateways() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let run = try live.home.run(["models", "status", "--probe"])
        for line in ["\nAuth probes\n", "Probed 4 targets in ", "ok · ", "↳ Auth reason [expired]"] {
            #expect(run.outputText.contains(line), "\(line): \(run.outputText)")
        }
        #expect(run.errorText.contains("Asking http://127.0.0.1:"))
    }

    @Test func aKeyOfTheEnvironmentIsAskedWhereNothingIsStored() throws {
        let live = try LiveHome(variables: ["ANTHROPIC_API_KEY": Fake.apiKey]) { _ in
            .json(status: 429, LiveHome.error("rate_limit_error", "slow"), headers: ["retry-after": "9"])
        }
        let run = try live.home.run(["models", "status", "--probe", "--json"])
        let results = try #require(try probes(run)["results"] as? [[String: Any]])
        #expect(results.count == 1)
        #expect(results.first?["source"] as? String == "env")
        #expect(results.first?["label"] as? String == "ANTHROPIC_API_KEY")
        #expect(results.first?["status"] as? String == "rate_limit")
        #expect(results.first?["retryAfterSeconds"] as? Int == 9)
    }

    @Test func oneProfileCanBeChosenAndMarksWritten() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let before = try live.home.read(live.home.store)
        let chosen = ["models", "status", "--probe", "--probe-profile", "anthropic:bad,anthropic:none", "--json"]
        #expect(try probes(try live.home.run(chosen))["totalTargets"] as? Int == 1)
        #expect(try live.home.read(live.home.store) == before)
        #expect(try live.home.run(chosen + ["--record"]).status == 0)
        #expect(try live.home.read(live.home.store).contains("cooldownUntil"))
    }

    /// The provider's answer takes time, and other programs write meanwhile.
    @Test func marksAreWrittenIntoWhatIsThereAfterTheAnswer() throws {
        let home = Mutex<TestHome?>(nil)
        let live = try LiveHome(store: LiveHome.store) { request in
            home.withLock { $0 }.map(Self.disturb)
            return LiveHome.judging(request)
        }
        home.withLock { $0 = live.home }
        defer { home.withLock { $0 = nil } }
        let run = try live.home.run(["models", "status", "--probe", "--probe-profile", "anthropic:bad", "--record"])
        #expect(run.status == 0, "\(run.text)")
        #expect(try live.home.read(live.home.config).hasPrefix("{ /* theirs */ models"))
        let store = try live.home.read(live.home.store)
        #expect(store.contains(#""theirs": 1"#) && store.contains(#""auth": 1"#))
    }

    private static func disturb(_ home: TestHome) {
        for (path, old, new) in [
            (home.config, "{ models", "{ /* theirs */ models"),
            (home.store, #""version": 1,"#, #""version": 1, "theirs": 1,"#),
        ] {
            let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
            _ = FileManager.default.createFile(
                atPath: path,
                contents: Data(text.replacing(old, with: new).utf8),
                attributes: [.posixPermissions: 0o600]
            )
        }
    }

    @Test func aBillingStopWithoutAnEndIsMarkedAndShown() throws {
        let live = try LiveHome(store: LiveHome.store) { _ in
            .json(status: 400, LiveHome.error("invalid_request_error", "Your credit balance is too low"))
        }
        let config = try live.home.read(live.home.config)
        let hours = "{ auth: { cooldowns: { billingBackoffHours: 1e13 } }, " + config.dropFirst()
        try live.home.write(hours, to: live.home.config)
        let probe = ["models", "status", "--probe", "--record", "--json"]
        #expect(try live.home.run(probe).status == 0)
        #expect(try live.home.read(live.home.store).contains(#""disabledUntil": 8640000000000000"#))
        let status = try live.home.run(["models", "status"])
        #expect(status.status == 0 && status.outputText.contains("disabled until the year 275760"), "\(status.text)")
    }

    @Test func anExplicitOrderLeavesProfilesOut() throws {
        let store = LiveHome.store.replacing(
            "\"version\": 1,",
            with: #""version": 1, "order": { "anthropic": ["anthropic:good"] },"#
        )
        let live = try LiveHome(store: store, LiveHome.judging)
        let run = try live.home.run(["models", "status", "--probe", "--json", "--probe-profile", "anthropic:bad"])
        let results = try #require(try probes(run)["results"] as? [[String: Any]])
        #expect(results.first?["reasonCode"] as? String == "excluded_by_auth_order")
        #expect(results.first?["error"] as? String == "Excluded by auth.order for this provider.")
        #expect(live.server.requests.isEmpty)
    }

    @Test func othersProvidersAreNotAsked() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let run = try live.home.run(["models", "status", "--probe", "--probe-provider", "openai"])
        #expect(run.status == 0 && run.outputText.contains("No probe targets."))
        #expect(live.server.requests.isEmpty)
    }

    @Test(arguments: [
        (["--plain"], "--probe cannot be used with --plain output."),
        (["--probe-timeout", "0"], "--probe-timeout must be a positive number (ms)."),
        (["--probe-concurrency", "0"], "--probe-concurrency must be > 0."),
        (["--probe-max-tokens", "many"], "--probe-max-tokens must be > 0."),
    ])
    func badFlagsAreRefusedInTheGatewaysWords(words: [String], says: String) throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let run = try live.home.run(["models", "status", "--probe"] + words)
        #expect(run.status == 1 && run.errorText.contains(says), "\(run.text)")
        #expect(live.server.requests.isEmpty)
    }
}
