import Credentials
import FileTransactions
import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// References to secrets, of releases since 2026.2.26, are a kind of their own: shown whole, resolved by the gateway,
/// never taken for empty, and never replaced in silence.
@Suite struct ReferenceTests {
    private static let ofVariable =
        #""anthropic:default": { "type": "api_key", "provider": "anthropic", "#
        + #""keyRef": { "source": "env", "provider": "default", "id": "ANTHROPIC_API_KEY" } }"#
    private static let ofProgram =
        #""anthropic:plan": { "type": "token", "provider": "anthropic", "#
        + #""tokenRef": { "source": "exec", "provider": "vault", "id": "anthropic/setup-token" } }"#

    private func host(_ profiles: String..., environment: [String: String] = [:]) -> StatusHost {
        StatusHost(
            store: #"{ "version": 1, "profiles": { \#(profiles.joined(separator: ", ")) } }"#,
            environment: environment
        )
    }

    // MARK: - Verdict

    @Test func aReferenceIsNeitherEmptyNorKnownToAnswer() throws {
        let report = try host(Self.ofVariable).report()
        let verdict = try #require(report.document["verdict"])
        #expect(verdict["state"] == "reference")
        #expect(verdict["canAnswer"] == .null)
        #expect(verdict["certainty"] == "none")
        #expect(verdict["evidence"]?[0]?["kind"] == "reference")
        #expect(verdict["evidence"]?[0]?["reference"]?["id"] == "ANTHROPIC_API_KEY")
        #expect(verdict["evidence"]?[0]?["found"] == "nowhere")
        #expect(report.checkExitCode == 0)
        #expect(report.lines[0].hasPrefix("Agent main should answer with anthropic:default: "))
        #expect(report.lines[1].contains("reference (env ANTHROPIC_API_KEY)"))
        #expect(report.lines[1].contains("is not set here"))
        #expect(!report.lines.contains { $0.contains("is empty") })
    }

    @Test func aVariableOfAReferenceIsLookedUp() throws {
        let key = "sk-ant-api03-" + String(repeating: "A", count: 24)
        let report = try host(Self.ofVariable, environment: ["ANTHROPIC_API_KEY": key]).report()
        #expect(report.document["verdict"]?["evidence"]?[0]?["found"] == "here")
        #expect(report.document["verdict"]?["canAnswer"] == .null)
        #expect(!report.lines.joined().contains(key))
    }

    @Test func aReferenceOfAProgramIsNotLookedAt() throws {
        let report = try host(Self.ofProgram).report()
        #expect(report.document["verdict"]?["evidence"]?[0]?["found"] == "notLookedAt")
        #expect(report.lines[1].contains("reference (exec vault:anthropic/setup-token)"))
        #expect(report.document["verdict"]?["payer"] == "claudePlan")
    }

    @Test func labelsAndCandidatesNameTheReference() throws {
        let report = try host(Self.ofVariable, Self.ofProgram).report()
        let provider = try #require(report.document["auth"]?["providers"]?[0])
        #expect(provider["profiles"]?["labels"]?[0] == "anthropic:default=ref(env:ANTHROPIC_API_KEY)")
        #expect(provider["profiles"]?["labels"]?[1] == "anthropic:plan=token:ref(exec:anthropic/setup-token)")
        let candidate = try #require(provider["candidates"]?[0])
        #expect(candidate["state"] == "reference")
        #expect(candidate["reference"]?["source"] == "exec")
        #expect(candidate["reference"]?["provider"] == "vault")
        #expect(candidate["used"] == true)
    }

    @Test func theListOfProfilesNamesTheReference() {
        let host = host(Self.ofVariable)
        let listing = ProfileListing(host.snapshot, host.live, agent: "main", provider: nil)
        let row = listing.members["profiles"]?[0]
        #expect(row?["state"] == "reference")
        #expect(row?["reference"]?["id"] == "ANTHROPIC_API_KEY")
        let plain = listing.lines.map(\.plain).joined(separator: "\n")
        #expect(plain.contains("reference (env ANTHROPIC_API_KEY), resolved by the gateway"))
    }

    /// Members that should be references, and what is wrong with each.
    private static let malformed: [(member: String, flaw: MalformedReference.Flaw)] = [
        (#""keyRef": {}"#, .noSource), (#""keyRef": { "id": "A" }"#, .noSource),
        (#""keyRef": "env:A""#, .notAnObject), (#""keyRef": ["env", "A"]"#, .notAnObject),
        (#""keyRef": { "source": "cloud", "id": "A" }"#, .unknownSource),
        (#""keyRef": { "source": "env" }"#, .noID), (#""keyRef": { "source": "env", "id": "" }"#, .noID),
        (#""key": { "source": "env" }"#, .noID),
    ]

    private static func profile(_ member: String, type: String = "api_key") -> String {
        #""anthropic:default": { "type": "\#(type)", "provider": "anthropic", \#(member) }"#
    }

    @Test(arguments: malformed.indices) func aMalformedReferenceSaysWhatIsWrongWithIt(index: Int) throws {
        let (member, flaw) = Self.malformed[index]
        let host = host(Self.profile(member))
        let report = try host.report()
        let what = Texts.english(
            "reference.flaw." + flaw.rawValue,
            ["member": member.hasPrefix(#""key":"#) ? "key" : "keyRef"]
        )
        #expect(
            report.lines[0]
                == "Agent main cannot answer: anthropic:default has no secret but a malformed reference: \(what)."
        )
        #expect(report.document["verdict"]?["canAnswer"] == false)
        let row = ProfileListing(host.snapshot, host.live, agent: "main", provider: nil).members["profiles"]?[0]
        #expect(row?["why"] == "malformedReference")
        #expect(row?["reference"]?["flaw"] == .string(flaw.rawValue))
    }

    @Test(arguments: malformed.indices) func replacingAMalformedReferenceIsNamedAndAsked(index: Int) throws {
        let snapshot = host(Self.profile(Self.malformed[index].member)).snapshot
        let key = Secret("sk-ant-api03-" + String(repeating: "B", count: 95))
        let plan = try ProfilePlanner(snapshot: snapshot).plan(
            .replace(id: "anthropic:default", NewCredential(key, kind: .apiKey, agents: ["main"]))
        )
        #expect(plan.replacesReference)
        let effects = plan.members(dryRun: true)["effects"]?.arrayValue ?? []
        #expect(effects.contains { $0["code"] == "replacesReference.malformed" })
        #expect(snapshot.unconfirmedReference(in: plan).details[0].contains("anthropic:default"))
    }

    @Test func nothingAtAllStaysEmpty() throws {
        for member in [#""key": """#, #""keyRef": null"#] {
            let report = try host(Self.profile(member)).report()
            #expect(report.lines[0] == "Agent main cannot answer: anthropic:default is empty.", "\(member)")
        }
    }

    @Test func aVariableInThePlaceOfASecretIsNamedAsOne() throws {
        let host = host(Self.profile(#""key": "${ANTHROPIC_API_KEY}""#))
        let report = try host.report()
        #expect(report.lines[0].contains("${ANTHROPIC_API_KEY}, the name of a variable"))
        #expect(report.lines[1].contains("gateways up to 2026.7.2 send that text"))
        #expect(report.document["verdict"]?["canAnswer"] == false)
        let row = try #require(
            ProfileListing(host.snapshot, host.live, agent: "main", provider: nil).members["profiles"]?[0]
        )
        #expect(row["ending"] == "" && row["reference"]?["template"] == true && row["state"] == "reference")
        let key = Secret("sk-ant-api03-" + String(repeating: "B", count: 95))
        let plan = try ProfilePlanner(snapshot: host.snapshot).plan(
            .replace(id: "anthropic:default", NewCredential(key, kind: .apiKey, agents: ["main"]))
        )
        #expect(plan.replacesReference)
    }

    @Test(arguments: ["${lower}", "x${A}", "${A}x", "${}", "$A", "${1A}"])
    func anotherTextIsNoVariable(text: String) {
        #expect(Secret(text).withUTF8 { SecretReference(template: $0) } == nil)
    }

    @Test func aLoginElsewhereIsAReferenceToo() throws {
        let login = Self.profile(
            #""oauthRef": { "source": "openclaw-credentials", "provider": "anthropic", "id": "ab12" }"#,
            type: "oauth"
        )
        let host = host(login)
        #expect(try host.report().document["verdict"]?["state"] == "reference")
        let plan = try ProfilePlanner(snapshot: host.snapshot).plan(
            .replace(
                id: "anthropic:default",
                NewCredential(
                    Secret("sk-ant-oat01-" + String(repeating: "B", count: 95)),
                    kind: .setupToken,
                    agents: ["main"]
                )
            )
        )
        #expect(plan.replacesReference)
        let shown = plan.redactedDiff(display: { $0 }).map(\.marked)
        #expect(shown.contains { $0.hasPrefix("-") && $0.contains("oauthRef") }, "\(shown)")
    }

    @Test func logoutNamesTheReferenceThatGoesAway() throws {
        for (profile, code) in [
            (Self.ofVariable, "removesReference"), (Self.profile(#""keyRef": "A""#), "removesReference.malformed"),
        ] {
            let plan = try ProfilePlanner(snapshot: host(profile).snapshot).plan(
                .remove(id: "anthropic:default", agents: ["main"])
            )
            #expect(plan.members(dryRun: true)["effects"]?.arrayValue?.contains { $0["code"] == .string(code) } == true)
        }
    }

    @Test func aTokenWithAReferenceStillExpires() throws {
        let expired = Self.ofProgram.replacing(#""tokenRef""#, with: #""expires": 1000, "tokenRef""#)
        #expect(try host(expired).report().lines[0].contains("anthropic:plan expired"))
    }

    // MARK: - Replacing

    @Test func replacingAReferenceNamesItInThePlan() throws {
        let snapshot = host(Self.ofVariable).snapshot
        let key = Secret("sk-ant-api03-" + String(repeating: "B", count: 95))
        let credential = NewCredential(key, kind: .apiKey, agents: ["main"])
        let plan = try ProfilePlanner(snapshot: snapshot).plan(.replace(id: "anthropic:default", credential))
        #expect(plan.replacesReference)
        let effects = try #require(plan.members(dryRun: true)["effects"]?.arrayValue)
        let effect = try #require(effects.first { $0["code"] == "replacesReference" })
        #expect(effect["profile"] == "anthropic:default")
        #expect(effect["source"] == "env")
        #expect(effect["id"] == "ANTHROPIC_API_KEY")
        let problem = snapshot.unconfirmedReference(in: plan)
        #expect(problem.code == "not-confirmed")
        #expect(problem.details[0].contains("(env ANTHROPIC_API_KEY, agent main)"))
    }

    @Test func aReferenceBesideASecretIsNamedToo() throws {
        let both = Self.ofVariable.replacing(
            #""keyRef""#,
            with: #""key": "sk-ant-api03-\#(String(repeating: "A", count: 24))", "keyRef""#
        )
        let snapshot = host(both).snapshot
        #expect(try host(both).report().document["verdict"]?["state"] == "answers")
        let key = Secret("sk-ant-api03-" + String(repeating: "B", count: 95))
        let plan = try ProfilePlanner(snapshot: snapshot).plan(
            .replace(id: "anthropic:default", NewCredential(key, kind: .apiKey, agents: ["main"]))
        )
        #expect(plan.replacesReference)
    }

    @Test func anOrdinaryReplacementAsksForNothingMore() throws {
        let snapshot = host(StoreText.key("anthropic:default")).snapshot
        let key = Secret("sk-ant-api03-" + String(repeating: "B", count: 95))
        let plan = try ProfilePlanner(snapshot: snapshot).plan(
            .replace(id: "anthropic:default", NewCredential(key, kind: .apiKey, agents: ["main"]))
        )
        #expect(!plan.isEmpty)
        #expect(!plan.replacesReference)
    }

    @Test func aCopyKeepsTheReference() throws {
        let files = [
            "openclaw.json": #"{ agents: { list: [{ id: "main" }, { id: "ops" }] } }"#,
            "agents/main/agent/auth-profiles.json": #"{ "version": 1, "profiles": { \#(Self.ofVariable) } }"#,
        ]
        let snapshot = StatusHost(files).snapshot
        let plan = try ProfilePlanner(snapshot: snapshot).plan(
            .copy(id: "anthropic:default", from: "main", to: ["ops"])
        )
        let shown = plan.redactedDiff(display: { $0 }).map(\.marked).joined(separator: "\n")
        #expect(shown.contains(#""id": "ANTHROPIC_API_KEY""#), "\(shown)")
        #expect(!plan.replacesReference)
    }

    @Test func aReferenceInThePlaceOfTheSecretIsOneToo() throws {
        let reference = #"{"source": "env", "provider": "default", "id": "AK"}"#
        let profile = #"{"type": "api_key", "provider": "anthropic", "key": \#(reference)}"#
        let host = TestHost(store: #"{"profiles": {"anthropic:default": \#(profile)}}"#)
        let found = try #require(host.snapshot().profile("anthropic:default", agent: "main"))
        #expect(found.reference?.id == "AK" && found.flaw(now: 0) == nil)
        let plan = try host.plan(.replace(id: "anthropic:default", .apiKey("N")))
        #expect(plan.effects.contains { if case .profiles(.replacesReference) = $0 { true } else { false } })
    }

    // MARK: - openclaw.json

    private static let config = """
        {
          gateway: { auth: { mode: "token", token: { source: "env", provider: "default", id: "GATEWAY_TOKEN" } } },
          models: { providers: { anthropic: { baseUrl: "https://api.anthropic.com", models: [],
            apiKey: { source: "file", provider: "files", id: "/anthropic/key" } } } },
        }
        """

    @Test func aReferenceInTheConfigIsALegalSecret() {
        let snapshot = StatusHost(["openclaw.json": Self.config]).snapshot
        #expect(snapshot.config.acceptance().refused.isEmpty)
        #expect(snapshot.config.refusal == nil)
    }

    @Test func whatIsNoReferenceIsStillNoSecret() {
        let broken = Self.config.replacing(#""env""#, with: #""cloud""#)
        let snapshot = StatusHost(["openclaw.json": broken]).snapshot
        #expect(snapshot.config.acceptance().refused.count == 1)
    }

    @Test func aReferenceInTheConfigCountsAsItsCredential() throws {
        let report = try StatusHost(["openclaw.json": Self.config]).report()
        #expect(report.document["verdict"]?["state"] == "reference")
        #expect(report.document["verdict"]?["evidence"]?[0]?["reference"]?["id"] == "/anthropic/key")
        #expect(report.document["auth"]?["missingProvidersInUse"] == [])
        #expect(!report.lines.contains { $0.contains("no key") })
    }

    @Test func aReferenceInTheConfigIsShownWhole() throws {
        let snapshot = StatusHost(["openclaw.json": Self.config]).snapshot
        let answer = try ConfigAnswer("gateway.auth", in: snapshot)
        let token = try #require(answer.value["token"])
        #expect(token == ["source": "env", "provider": "default", "id": "GATEWAY_TOKEN"])
        #expect(answer.leaves.map(\.value).contains("GATEWAY_TOKEN"))
    }

    @Test func replacingAReferenceInTheConfigIsSaid() throws {
        let snapshot = StatusHost(["openclaw.json": Self.config]).snapshot
        let plan = try ConfigPlanner(snapshot: snapshot).plan(setting: .string("plain"), at: "gateway.auth.token")
        #expect(plan.replacesReference)
        let diff = plan.redactedDiff(display: { $0 }).map(\.marked).joined(separator: "\n")
        #expect(diff.contains("GATEWAY_TOKEN"))
        #expect(!diff.contains("plain"))
    }
}
