import Credentials
import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// Which credential is used, candidate by candidate, and how the gateway's service differs.
@Suite struct WinnerTests {
    private let key = Fake.text(Fake.apiKey("E"))
    private let other = Fake.text(Fake.apiKey("F"))

    private func report(_ host: TestHost) throws -> StatusReport {
        let snapshot = host.snapshot()
        return try StatusReport(snapshot, host.live, service: ServiceSnapshot.read(snapshot, host.live))
    }

    private func host(store: String? = nil, service: String? = nil, shell: [String: String] = [:]) -> TestHost {
        let host = TestHost(
            config:
                #"{ env: { ANTHROPIC_API_KEY: "\#(key)" }, models: { providers: { anthropic: { baseUrl: "https://api.anthropic.com", models: [], apiKey: "\#(other)" } } } }"#,
            store: store,
            environment: shell
        )
        host.files.addFile("/home/jo/.openclaw/.env", "ANTHROPIC_API_KEY=\(other)\n")
        host.files.addFile("/home/jo/.env", "ANTHROPIC_API_KEY=\(other)\n")
        if let service {
            host.files.addFile("/home/jo/.config/systemd/user/openclaw-gateway.service", service)
        }
        return host
    }

    @Test func everyLayerIsACandidateInItsOrder() throws {
        let report = try report(host(shell: ["ANTHROPIC_API_KEY": key]))
        let candidates = try #require(report.providers.first).candidates
        let layers: [EnvironmentLayer?] = candidates.map { candidate in
            if case .environment(_, let layer) = candidate.source { return layer }
            return nil
        }
        #expect(layers == [.process, .workingFolder, .stateFolder, .config, nil])
        #expect(candidates.map { $0.loss == nil } == [true, false, false, false, false])
        #expect(candidates.last?.source == .configKey)
        let lines = report.lines
        #expect(
            lines.contains {
                $0.hasSuffix(
                    "ANTHROPIC_API_KEY in .env of this folder (this shell only) (API key, API credits): not used: ANTHROPIC_API_KEY in the environment comes first"
                )
            }
        )
        #expect(!lines.contains { $0.contains("[status.") || $0.contains("EEEEEEEEE") })
    }

    /// dotenv never overrides a name that exists (src/infra/dotenv.ts).
    @Test(arguments: ["", "  ", "\t\n"]) func aVariableWithoutAValueHidesTheEnvFile(blank: String) throws {
        for name in ["ANTHROPIC_API_KEY", "ANTHROPIC_OAUTH_TOKEN"] {
            let host = TestHost(environment: [name: blank])
            host.files.addFile("/home/jo/.openclaw/.env", "\(name)=\(key)\n")
            let report = try report(host)
            #expect(report.verdict.canAnswer == false && report.verdict.winner == nil)
            #expect(report.missingProviders == ["anthropic"])
            #expect(
                report.lines.contains {
                    $0.hasPrefix("! \(name) in ~/.openclaw/.env is not used: in the environment it is set to nothing")
                },
                "\(report.lines)"
            )
        }
    }

    @Test func aVariableWithoutAValueLetsTheConfigsOwnBeUsed() throws {
        let report = try report(host(shell: ["ANTHROPIC_API_KEY": ""]))
        #expect(report.verdict.winner?.source == .environment(name: "ANTHROPIC_API_KEY", layer: .config))
        #expect(report.missingProviders.isEmpty)
        let blankInBlock = TestHost(config: #"{ env: { ANTHROPIC_API_KEY: "" } }"#)
        blankInBlock.files.addFile("/home/jo/.openclaw/.env", "ANTHROPIC_API_KEY=\(key)\n")
        let winner = try self.report(blankInBlock).verdict.winner
        #expect(winner?.source == .environment(name: "ANTHROPIC_API_KEY", layer: .stateFolder))
    }

    @Test func aVariableWithoutAValueLeavesTheConfigsKey() throws {
        let host = TestHost(
            config:
                #"{ models: { providers: { anthropic: { baseUrl: "https://api.anthropic.com", models: [], apiKey: "\#(other)" } } } }"#,
            environment: ["ANTHROPIC_API_KEY": ""]
        )
        host.files.addFile("/home/jo/.openclaw/.env", "ANTHROPIC_API_KEY=\(key)\n")
        #expect(try report(host).verdict.winner?.source == .configKey)
    }

    @Test func profilesKeepEveryLayerFromBeingTried() throws {
        let report = try report(host(store: Stores.keyAndToken))
        let candidates = try #require(report.providers.first).candidates
        #expect(candidates.first?.source == .profile(id: "anthropic:token", isOwn: true))
        #expect(candidates.filter { $0.loss == .profilesComeFirst }.count == 4)
        let documents = report.document["auth"]?["providers"]?[0]?["candidates"]?.arrayValue ?? []
        #expect(documents.count == candidates.count)
        #expect(documents.first?["used"] == true)
        #expect(documents.last?["whyNot"] == "environment and config keys are not tried while profiles exist")
    }

    @Test func aSetupTokenStoredAsAKeyIsReportedWithWhoPays() throws {
        let store = Stores.oneKey.replacingOccurrences(Fake.text(Fake.apiKey()), Fake.text(Fake.token()))
        let report = try report(TestHost(store: store))
        #expect(
            report.lines.contains(
                "! anthropic:key is stored as an API key, but its secret is a setup-token: it is sent as one and paid by your Claude plan."
            )
        )
        #expect(report.document["auth"]?["providers"]?[0]?["candidates"]?[0]?["typeDiffersFromSecret"] == true)
    }

    @Test func aVariableOfTheShellIsNotTheServices() throws {
        let host = TestHost(environment: ["ANTHROPIC_API_KEY": key])
        host.files.addFile("/home/jo/.config/systemd/user/openclaw-gateway.service", "[Service]\nExecStart=x\n")
        let service = try #require(try report(host).service)
        #expect(service.isSame == false && service.winner == nil)
        let difference = try #require(service.differences.first)
        #expect(service.differences.count == 1 && difference.variable == "ANTHROPIC_API_KEY")
        #expect(difference.shell == "environment" && difference.service == nil)
        let lines = try report(host).lines
        #expect(lines.contains("! The gateway's service has no credential to answer with."))
        #expect(
            lines.contains(
                "! ANTHROPIC_API_KEY (environment) is not set for the gateway's service (~/.config/systemd/user/openclaw-gateway.service)."
            )
        )
    }

    @Test func aDropInThatSetsAnotherKeyIsNamed() throws {
        let host = TestHost(environment: ["ANTHROPIC_API_KEY": key])
        let unit = "/home/jo/.config/systemd/user/openclaw-gateway.service"
        host.files.addFile(unit, "[Service]\n")
        host.files.addFile(unit + ".d/key.conf", "[Service]\nEnvironment=ANTHROPIC_API_KEY=\(other)\n")
        let report = try report(host)
        #expect(
            report.service?.differences.first?.service == "~/.config/systemd/user/openclaw-gateway.service.d/key.conf"
        )
        #expect(report.document["auth"]?["service"]?["sameAsShell"] == false)
        #expect(!report.lines.joined().contains("FFFFFFFFF"))
    }

    @Test func withAProfileTheServiceAnswersAlike() throws {
        let host = host(store: Stores.keyAndToken, service: "[Service]\nEnvironment=ANTHROPIC_API_KEY=\(other)\n")
        #expect(try report(host).service?.isSame == true)
    }

    /// Field case 47: one answer, not three.
    @Test func aKeyThatOnlyTheServiceHasIsTheVerdict() throws {
        func answer(_ value: String) throws -> StatusReport {
            let host = TestHost()
            let unit = "/home/jo/.config/systemd/user/openclaw-gateway.service"
            host.files.addFile(unit, "[Service]\nEnvironment=ANTHROPIC_API_KEY=\(value)\n")
            return try report(host)
        }
        let found = try answer(key)
        #expect(
            found.lines[0] == "Agent main should answer: the gateway's service has ANTHROPIC_API_KEY "
                + "(~/.config/systemd/user/openclaw-gateway.service). Not checked."
        )
        #expect(found.verdict.winner?.source == .environment(name: "ANTHROPIC_API_KEY", layer: .process))
        #expect(found.document["verdict"]?["certainty"] == "notChecked")
        #expect(found.document["verdict"]?["payer"] == "apiCredits")
        #expect(found.document["verdict"]?["recovery"] == .null)
        #expect(!found.lines.contains { $0.contains("instead") || $0.contains("No API key found") })

        #expect(try answer("your-api-key-here").verdict.canAnswer == false)
    }

    /// A file that only the service manager can read may set unknown variables, so nothing is claimed.
    @Test func whatTheServiceMayHideIsSaidAndNotGuessed() throws {
        let host = TestHost(environment: ["ANTHROPIC_API_KEY": key])
        host.files.addFolder("/etc/systemd/system", mode: 0o755)
        let unit = "/etc/systemd/system/openclaw-gateway.service"
        host.files.addFile(unit, "[Service]\nUser=jo\nEnvironmentFile=/etc/oc.env\n", mode: 0o644, owner: 0)
        host.files.addFile("/etc/oc.env", "ANTHROPIC_API_KEY=\(other)\n", mode: 0o600, owner: 0)
        host.files.become(userID: 1000)
        let report = try report(host)
        let service = try #require(report.service)
        #expect(service.isSame == nil && service.winner == nil && service.differences.isEmpty)
        #expect(
            report.lines.contains(
                "! /etc/oc.env cannot be read by this account; what it sets for the gateway's service is not known."
            )
        )
        #expect(report.document["auth"]?["service"]?["sameAsShell"] == .null)
        #expect(report.document["auth"]?["service"]?["unknown"] == true)
    }

    @Test func aVariableOfEnvironmentFoldersReachesTheService() throws {
        let host = TestHost()
        host.files.addFile("/home/jo/.config/systemd/user/openclaw-gateway.service", "[Service]\n")
        host.files.addFile("/home/jo/.config/environment.d/50-claude.conf", "ANTHROPIC_API_KEY=\(key)\n")
        let service = try #require(try report(host).service)
        #expect(service.differences.first?.service == "~/.config/environment.d/50-claude.conf")
        #expect(service.isSame == false && service.winner != nil)
    }

    @Test func credentialsOfAnOlderVersionAreOffered() throws {
        let host = TestHost()
        let older = #"{ "anthropic": { "type": "api_key", "provider": "anthropic", "key": "\#(key)" } }"#
        host.files.addFile("/home/jo/.openclaw/agents/main/agent/auth.json", older)
        host.files.addFile("/home/jo/.openclaw/credentials/oauth.json", "{}")
        let before = host.files.tree()
        let offers = try report(host).lines.filter { $0.contains("models auth import") }
        #expect(offers.count == 1)
        // The gateway imports it on its next load, so it counts.
        #expect(
            offers.first
                == "! The gateway will import anthropic:default from ~/.openclaw/agents/main/agent/auth.json when it next looks for a credential, so that counts here already. To do it now: openclaw models auth import --agent main"
        )
        #expect(try report(host).verdict.canAnswer == true)
        #expect(host.files.tree() == before)
        host.files.addFile(TestHost.store, Stores.oneKey)
        #expect(try !report(host).lines.contains { $0.contains("models auth import") })
    }
}
