import Anthropic
import Credentials
import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// The rules of the verdict at their borders: each test fails if its rule alone is turned over.
@Suite struct VerdictRuleTests {
    private static let unit = "/home/jo/.config/systemd/user/openclaw-gateway.service"
    private let key = "sk-ant-api03-" + String(repeating: "A", count: 24)
    private let other = "sk-ant-api03-" + String(repeating: "B", count: 24)

    private func host(
        _ profiles: String...,
        stats: String = "",
        config: String? = nil,
        environment: [String: String] = [:],
        service: String? = nil
    ) -> StatusHost {
        let members = profiles.joined(separator: ", ")
        let store = #"{ "version": 1, "profiles": { \#(members) }, "usageStats": { \#(stats) } }"#
        let host = StatusHost(store: store, config: config, environment: environment)
        if let service { host.files.addFile(Self.unit, "[Service]\n\(service)\n") }
        return host
    }

    private func profile(_ id: String, _ key: String) -> String {
        #""\#(id)": { "type": "api_key", "provider": "anthropic", "key": "\#(key)" }"#
    }

    /// With what the gateway's service has.
    private func report(_ host: StatusHost) throws -> StatusReport {
        let snapshot = host.snapshot
        return try StatusReport(snapshot, host.live, service: ServiceSnapshot.read(snapshot, host.live))
    }

    private func note(
        _ outcome: Verification.Outcome,
        of id: String,
        _ key: String,
        model: String = "claude-opus-4-6",
        on host: StatusHost
    ) throws {
        try host.note(outcome, of: id, key, model: model)
        host.files.advance(milliseconds: 60_000)
    }

    // MARK: - Times

    @Test func aCooldownCountsUntilItsEndAndNotAtIt() throws {
        for (until, word) in [(StatusHost.now, "answers"), (StatusHost.now + 1, "rests")] {
            let mark = #""anthropic:a": { "errorCount": 1, "cooldownUntil": \#(until) }"#
            #expect(try report(host(profile("anthropic:a", key), stats: mark)).verdict.word == word)
        }
        let off = #""anthropic:a": { "disabledUntil": \#(StatusHost.now), "disabledReason": "billing" }"#
        #expect(try report(host(profile("anthropic:a", key), stats: off)).verdict.word == "answers")
    }

    @Test func aLoginThatNobodyRenewsOrWithoutAccessTokenIsDead() throws {
        for login in [
            #""refresh": "r", "expires": \#(StatusHost.now + 1000)"#,
            #""access": "a", "expires": \#(StatusHost.now - 1)"#,
        ] {
            let dead = #""anthropic:a": { "type": "oauth", "provider": "anthropic", \#(login) }"#
            #expect(try report(host(dead)).verdict.word == "loginDead", "\(login)")
        }
    }

    // MARK: - Checks

    @Test(arguments: [Verification.Outcome.planUsedUp, .planNotCovered, .organizationDisabled])
    func whatThePlanRefusesIsRefused(outcome: Verification.Outcome) throws {
        let host = host(profile("anthropic:a", key))
        try note(outcome, of: "anthropic:a", key, on: host)
        #expect(try report(host).verdict.word == "refused")
    }

    @Test func theNewestCheckThatSaysSomethingCounts() throws {
        let host = host(profile("anthropic:a", key))
        try note(.rejected, of: "anthropic:a", key, model: "claude-haiku-4-5", on: host)
        #expect(try report(host).verdict.word == "refused")
        let at = StatusHost.now + 60_000
        try note(.verified, of: "anthropic:a", key, on: host)
        #expect(try report(host).verdict.certainty == .verified(at: at))
        // One that says nothing of the secret takes nothing back, with whatever model.
        try note(.overloaded(status: 529), of: "anthropic:a", key, model: "claude-haiku-4-5", on: host)
        #expect(try report(host).verdict.certainty == .verified(at: at))
    }

    @Test func aRefusedVariableHereSaysNothingOfItsValueInTheService() throws {
        let host = host(environment: ["ANTHROPIC_API_KEY": key], service: "Environment=ANTHROPIC_API_KEY=\(other)")
        try note(.rejected, of: "env:ANTHROPIC_API_KEY", key, on: host)
        let verdict = try report(host).verdict
        #expect(verdict.word == "answersInService")
        #expect(verdict.certainty == .notChecked)
    }

    // MARK: - Placeholders, references and variables

    @Test func whiteSpaceHidesNoPlaceholder() throws {
        #expect(try report(host(profile("anthropic:a", "  op://vault/key "))).verdict.word == "placeholder")
    }

    @Test func aConfigKeyWithAVariableThatIsNotSetIsUnknown() throws {
        let config = #"""
            { models: { providers: { anthropic: { baseUrl: "https://api.anthropic.com", models: [], apiKey: "${K}" } } } }
            """#
        #expect(try report(host(config: config)).verdict.word == "unset")
        #expect(try report(host(config: config)).verdict.canAnswer == nil)
        #expect(try report(host(config: config, service: "Environment=K=\(key)")).verdict.word == "answers")
    }

    @Test func aVariableOfAReferenceIsLookedUpInTheServiceFirst() throws {
        let reference = #""keyRef": { "source": "env", "provider": "default", "id": "ANTHROPIC_API_KEY" }"#
        let ofVariable = #""anthropic:a": { "type": "api_key", "provider": "anthropic", \#(reference) }"#
        func found(_ value: String?, service: String? = nil) throws -> Value? {
            let environment = value.map { ["ANTHROPIC_API_KEY": $0] } ?? [:]
            let report = try report(host(ofVariable, environment: environment, service: service))
            return report.document["verdict"]?["evidence"]?[0]?["found"]
        }
        #expect(try found(nil) == "nowhere")
        #expect(try found(" ") == "nowhere")
        #expect(try found(key) == "here")
        #expect(try found(key, service: "Environment=ANTHROPIC_API_KEY=\(other)") == "inService")
    }

    @Test func theTokensVariableComesBeforeTheKeys() throws {
        let both = host(environment: ["ANTHROPIC_API_KEY": key, "ANTHROPIC_OAUTH_TOKEN": other])
        let winner = try report(both).verdict.winner
        #expect(winner?.source == .environment(name: "ANTHROPIC_OAUTH_TOKEN", layer: .process))
    }

    // MARK: - The config

    @Test func theConfigsOrderAndListDecide() throws {
        func winner(_ auth: String) throws -> CredentialStanding.Source? {
            let host = host(profile("anthropic:a", key), profile("anthropic:b", other), config: "{ auth: { \(auth) } }")
            return try report(host).verdict.winner?.source
        }
        let ofB = CredentialStanding.Source.profile(id: "anthropic:b", isOwn: true)
        #expect(try winner(#"order: { anthropic: ["anthropic:b", "anthropic:a"] }"#) == ofB)
        #expect(try winner(#"profiles: { "anthropic:b": { provider: "anthropic", mode: "api_key" } }"#) == ofB)
    }

    @Test func aProviderThatTheConfigSpellsInAnotherWayKeepsTheCredentialBack() throws {
        let spelled = #"{ auth: { profiles: { "anthropic:a": { provider: "Anthropic", mode: "api_key" } } } }"#
        let report = try report(host(profile("anthropic:a", key), config: spelled))
        #expect(report.verdict.word == "noneFit" && report.verdict.winner == nil)
    }

    @Test func aProfileThatIsListedForAnotherProviderLeavesTheVariable() throws {
        let listed = #"{ auth: { profiles: { "anthropic:a": { provider: "openai", mode: "api_key" } } } }"#
        let host = host(profile("anthropic:a", key), config: listed, environment: ["ANTHROPIC_API_KEY": other])
        let verdict = try report(host).verdict
        #expect(verdict.winner?.source == .environment(name: "ANTHROPIC_API_KEY", layer: .process))
    }

    @Test func onlyWhatNoReleaseTakesIsRefused() throws {
        for (config, word) in [
            (#"gateway: { port: "high" }"#, "configRefused"),
            (#"gateway: { port: "high" }, meta: { lastTouchedVersion: "2027.1.0" }"#, "answers"),
            (#"gateway: { port: { source: "env", provider: "default", id: "P" } }"#, "answers"),
            (#"gateway: { token: "t" }"#, "configRefused"),
            (#"gateway: { unheardOf: "t" }"#, "configRefused"),
            (#"gateway: { unheardOf: "t" }, meta: { lastTouchedVersion: "2027.1.0" }"#, "answers"),
        ] {
            let report = try report(host(profile("anthropic:a", key), config: "{ \(config) }"))
            #expect(report.verdict.word == word, "\(config)")
        }
    }

    @Test func aVariableThatOnlyTheServiceSetsIsSet() throws {
        let config = #"{ channels: { telegram: { botToken: "${BOT}" } } }"#
        let without = host(profile("anthropic:a", key), config: config, service: "ExecStart=x")
        #expect(try report(without).verdict.word == "unset")
        let with = host(profile("anthropic:a", key), config: config, service: "Environment=BOT=1:x")
        #expect(try report(with).verdict.word == "answers")
    }
}
