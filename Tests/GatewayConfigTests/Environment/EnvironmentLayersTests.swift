import JSON5
import Secrets
import Testing

@testable import GatewayConfig

@Suite struct EnvironmentLayersTests {
    private func dotenv(_ text: String, _ path: String) -> DotenvFile {
        DotenvFile(path: path, contents: Array(text.utf8))
    }

    @Test func higherLayerWinsEvenWhenItsValueIsEmpty() {
        let layers = EnvironmentLayers(
            process: ["A": "process", "B": ""],
            workingDirectoryFile: dotenv("A=cwd\nB=cwd\nC=cwd", "/w/.env"),
            stateFile: dotenv("C=state\nD=state", "/s/.env")
        )
        #expect(layers["A"] == "process")
        #expect(layers["B"] == "")
        #expect(layers["C"] == "cwd")
        #expect(layers["D"] == "state")
        #expect(layers.source(of: "C") == .init(layer: .workingFolder, file: "/w/.env", line: 3))
    }

    @Test func configurationFillsMissingAndBlankVariables() {
        let layers = EnvironmentLayers(process: ["A": " ", "B": "process"])
        let snapshot = snapshot(
            #"{env: {A: "config", B: "config", vars: {A: "vars", C: "vars", D: ""}, E: " "}}"#,
            layers
        )
        #expect(snapshot.environment["A"] == "config")
        #expect(snapshot.environment["B"] == "process")
        #expect(snapshot.environment["C"] == "vars")
        #expect(snapshot.environment["D"] == nil)
        #expect(snapshot.environment["E"] == nil)
        #expect(snapshot.environment.source(of: "C") == .init(layer: .config, file: "/s/openclaw.json", line: 1))
    }

    @Test func aValueOfTheConfigurationBehindAnotherIsHiddenWithItsPlace() {
        let snapshot = snapshot(
            "{env: {vars: {A: 'vars', B: 'vars',\n D: 1},\n A: 'own', shellEnv: {enabled: false}}}",
            EnvironmentLayers(process: ["A": "process"])
        )
        let hidden = snapshot.environment.hiddenValues(of: "A")
        #expect(hidden.map(\.value) == ["own"])
        #expect(hidden.first?.source == .init(layer: .config, file: "/s/openclaw.json", line: 3))
        #expect(snapshot.environment.hiddenValues(of: "B").isEmpty)
        #expect(snapshot.environment.source(of: "B")?.line == 1)
        #expect(snapshot.environment["D"] == nil && snapshot.environment.source(of: "D") == nil)
        #expect(snapshot.environment["vars"] == nil && snapshot.environment["shellEnv"] == nil)
    }

    @Test func aVariableOfAnIncludedFileHasItsPlaceThere() {
        let snapshot = snapshot(
            "{env: {$include: './env.json5'}}",
            includes: ["env.json5": "{\n vars: {A: 'included'}}"]
        )
        #expect(snapshot.environment["A"] == "included")
        #expect(snapshot.environment.source(of: "A") == .init(layer: .config, file: "/s/env.json5", line: 2))
    }

    @Test func credentialsComeInTheGatewaysOrderWithTheirPlace() {
        let token = "sk-ant-oat01-" + String(repeating: "a", count: 95)
        let layers = EnvironmentLayers(
            process: ["ANTHROPIC_API_KEY": " sk-ant-api03-xxxxxxxxxxxxxxxx "],
            stateFile: dotenv("# mine\nANTHROPIC_OAUTH_TOKEN=\(token)\nANTHROPIC_API_KEY=other", "/s/.env")
        )
        let found = layers.credentialCandidates(of: .anthropic)
        #expect(found.map(\.variable) == ["ANTHROPIC_OAUTH_TOKEN", "ANTHROPIC_API_KEY"])
        #expect(found[0].secret == Secret(token))
        #expect(found[0].source == .init(layer: .stateFolder, file: "/s/.env", line: 2))
        #expect(found[1].secret == Secret("sk-ant-api03-xxxxxxxxxxxxxxxx"))
        #expect(found[1].source.layer == .process)
    }

    @Test func blankCredentialIsNone() {
        #expect(EnvironmentLayers(process: ["ANTHROPIC_API_KEY": "  "]).credentialCandidates(of: .anthropic).isEmpty)
    }

    @Test(arguments: [("1", true), (" Yes ", true), ("on", true), ("TRUE", true), ("0", false), ("", false)])
    func loginShellIsEnabledByItsVariable(value: String, isEnabled: Bool) {
        #expect(EnvironmentLayers(process: ["OPENCLAW_LOAD_SHELL_ENV": value]).isLoginShellEnabled == isEnabled)
    }

    @Test func loginShellIsEnabledByTheConfiguration() {
        #expect(snapshot("{env: {shellEnv: {enabled: true}}}").environment.isLoginShellEnabled)
    }

    @Test func workingDirectoryFileMayMoveTheStateDirectory() {
        let files = [
            "/cwd/.env": "OPENCLAW_STATE_DIR=/moved\nA=cwd", "/moved/.env": "A=state\nB=state",
            "/h/.openclaw/.env": "B=never",
        ]
        let host = HostEnvironment.read(
            PathContext(environment: ["HOME": "/h"], workingDirectory: "/cwd"),
            reader(files),
            exists: { files.keys.contains($0) }
        )
        #expect(host.paths.state == "/moved")
        #expect(host.layers["A"] == "cwd")
        #expect(host.layers["B"] == "state")
    }
}
