import Foundation
import TestSupport
import Testing

/// `--gateway-release` on the command line, and `--version --verbose`.
@Suite("The release of the gateway") struct GatewayReleaseTests {
    private func home(_ config: String = "{ meta: { lastTouchedVersion: '2026.6.5' } }\n") throws -> TestHome {
        let home = try TestHome.fresh()
        try home.write(config, to: home.config)
        return home
    }

    private func document(_ run: Run) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(run.outputText.utf8)) as? [String: Any])
    }

    @Test(
        "it is read in any position, and the status names it as its source",
        arguments: [
            ["--gateway-release", "2026.5.28", "models", "status", "--json"],
            ["models", "status", "--json", "--gateway-release=2026.5.28"],
            ["models", "--gateway-release", "v2026.5.28", "status", "--json"],
        ]
    )
    func theFlagSettlesIt(words: [String]) throws {
        let home = try home()
        let before = try home.picture()
        let run = try home.run(words)
        #expect(run.status == 0, "\(run.text)")
        let release = try #require(try document(run)["release"] as? [String: Any])
        #expect(release["name"] as? String == "2026.5.28" && release["from"] as? String == "flag")
        #expect(try home.picture() == before, "reading keeps nothing")
    }

    @Test(
        "an unknown name lists the known ones and changes nothing",
        arguments: [["--gateway-release", "soon"], ["--gateway-release"], ["--gateway-release="]]
    )
    func anUnknownNameIsAnError(flag: [String]) throws {
        let home = try home()
        let before = try home.picture()
        for command in [["models", "status"], ["config", "set", "gateway.port", "19001"], ["onboard"]] {
            let run = try home.run(command + flag)
            #expect(run.status == 1 && run.outputText.isEmpty)
            #expect(["2026.2.9", "2026.6.5", "newer than"].allSatisfy(run.errorText.contains), "\(run.errorText)")
        }
        let run = try home.run(["models", "status", "--json"] + flag)
        let error = try #require(try document(run)["error"] as? [String: Any])
        #expect(error["code"] as? String == "unknown-release")
        #expect(try home.picture() == before)
    }

    @Test("a secret in its place is not repeated") func aSecretIsNotRepeated() throws {
        let run = try home().run(["models", "status", "--gateway-release", Fake.apiKey])
        #expect(run.status == 1 && !run.text.contains(Fake.apiKey))
    }

    @Test("where the evidence would keep it from writing, a credential is stored and the release kept")
    func itIsKept() throws {
        let home = try home()
        let paste = ["models", "auth", "paste-api-key", "--store-only", "--json"]
        #expect(try home.run(paste, input: Fake.apiKey).text.contains("newer-store"))
        let dry = try home.run(paste + ["--dry-run", "--gateway-release", "2026.5.28"], input: Fake.apiKey)
        #expect(dry.status == 0 && dry.text.contains("keepsRelease") && !home.exists(home.setup), "\(dry.text)")
        let stored = try home.run(paste + ["--gateway-release", "2026.5.28"], input: Fake.apiKey)
        #expect(stored.status == 0 && home.exists(home.store), "\(stored.text)")
        #expect(try home.read(home.setup + "/gateway-release.json") == "{\n  \"release\": \"2026.5.28\"\n}\n")
        let status = try home.run(["models", "status"])
        #expect(status.outputText.contains("2026.5.28 by --gateway-release, kept"))
        let undone = try home.run(["undo", "--yes"])
        #expect(undone.status == 0 && !home.exists(home.setup + "/gateway-release.json"), "\(undone.text)")
    }

    // MARK: - Version

    @Test func theVersionTellsWhatIsKnownHere() throws {
        let home = try home("{ meta: { lastTouchedVersion: '2026.5.2' } }\n")
        try home.write(#"{"name":"openclaw","version":"2026.4.24"}"#, to: home.root + "/lib/openclaw/package.json")
        try home.writeScript("#!/bin/sh\n", to: home.root + "/lib/openclaw/openclaw")
        let unit = home.root + "/.config/systemd/user/openclaw-gateway.service"
        try home.write(
            "[Service]\nExecStart=/usr/bin/node x\nEnvironment=OPENCLAW_SERVICE_VERSION=2026.5.28\n",
            to: unit
        )
        try home.write("{\"version\":1,\"profiles\":{}}", to: home.store)
        try home.write("{}", to: home.agentFolder + "/auth-state.json")
        let path = ["PATH": home.root + "/lib/openclaw:/usr/bin:/bin"]
        let before = try home.picture()

        let text = try home.run(["--version", "--verbose"], adding: path).outputText
        for part in [
            "Gateway here: 2026.5.28 by its service", "2026.4.24", "lib/openclaw/package.json", "2026.5.2.",
            "main: JSON with auth-state.json beside it", "openclaw-gateway.service", "known up to 2026.",
        ] {
            #expect(text.contains(part), "\(part)\n\(text)")
        }
        let document = try document(try home.run(["--version", "--json", "--verbose"], adding: path))
        let release = try #require(document["release"] as? [String: Any])
        let evidence = try #require(release["evidence"] as? [[String: Any]])
        #expect(release["from"] as? String == "unit" && release["store"] as? String == "json+state")
        #expect(evidence.compactMap { $0["source"] as? String } == ["unit", "path", "meta"])
        #expect((release["program"] as? [String: Any])?["version"] as? String == "2026.4.24")
        #expect((document["stores"] as? [[String: Any]])?.first?["kind"] as? String == "json+state")
        #expect((document["databases"] as? [Any])?.isEmpty == true)
        #expect(try home.picture() == before)
    }

    @Test func aDatabaseIsToldWithItsSchema() throws {
        let home = try home("{}")
        var header = Array("SQLite format 3\0".utf8) + Array(repeating: UInt8(0), count: 84)
        header[63] = 16
        try home.write("", to: home.state + "/state/openclaw.sqlite")
        try Data(header).write(to: URL(fileURLWithPath: home.state + "/state/openclaw.sqlite"))
        let run = try home.run(["--version", "--verbose", "--json"])
        let databases = try #require(try document(run)["databases"] as? [[String: Any]])
        #expect(databases.count == 1 && databases[0]["schema"] as? Int == 16)
        #expect(try home.run(["--version", "--verbose"]).outputText.contains("schema 16 by its header"))
    }

    @Test func anEmptyHomeTellsNothing() throws {
        let run = try TestHome.fresh().run(["--version", "--verbose"])
        #expect(run.status == 0 && run.outputText.contains("nothing tells its release; it counts as 2026.2.9"))
        #expect(run.outputText.contains("main: none yet"))
    }
}
