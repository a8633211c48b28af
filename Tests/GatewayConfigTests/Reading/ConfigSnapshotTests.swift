import JSON5
import Secrets
import Testing

@testable import GatewayConfig

@Suite struct ConfigSnapshotTests {
    @Test func missingFileIsAnEmptyConfiguration() {
        let snapshot = snapshot(nil)
        #expect(!snapshot.exists)
        #expect(snapshot.root == [:])
        #expect(snapshot.problem == nil)
        #expect(snapshot.origin(of: ["gateway"]) == .absent)
        #expect(snapshot.owner(of: ["gateway", "mode"]) == .main(["gateway", "mode"]))
    }

    @Test func unparsableTextIsAProblemWithItsPlace() throws {
        let snapshot = snapshot("{\n  gateway: {\n    port: ?\n}")
        guard case .unparsable(let path, let error) = snapshot.problem else {
            Issue.record("no parse error")
            return
        }
        #expect(snapshot.exists)
        #expect(path == "/s/openclaw.json")
        #expect(error.position.line == 3)
        #expect(snapshot.root == [:])
    }

    @Test func valueIsFoundWithFileAndLine() {
        let snapshot = snapshot("{\n  // mine\n  gateway: {\n    mode: 'local',\n  },\n}")
        #expect(snapshot.value(at: ["gateway", "mode"]) == "local")
        guard case .file(let place) = snapshot.origin(of: ["gateway", "mode"]) else {
            Issue.record("not in the file")
            return
        }
        #expect(place.path == "/s/openclaw.json")
        #expect(place.position.line == 4)
        #expect(place.position.column == 11)
    }

    // MARK: - Variables

    @Test(arguments: [
        ("${A}", "1"), ("x-${A}-${B}", "x-1-2"), ("$${A}", "${A}"), ("$$${A}", "$${A}"), ("${a}", "${a}"),
        ("${A", "${A"), ("$A", "$A"), ("${}", "${}"), ("${1A}", "${1A}"), ("$${a}", "$${a}"), ("${C}", "${A}"),
    ])
    func variablesArePutInOnce(text: String, expected: String) {
        let layers = EnvironmentLayers(process: ["A": "1", "B": "2", "C": "${A}"])
        let snapshot = snapshot("{gateway: {auth: {token: \(Value.string(text).json())}}}", layers)
        #expect(snapshot.value(at: ["gateway", "auth", "token"]) == .string(expected))
        #expect(snapshot.problem == nil)
    }

    @Test func missingVariablesAreNamedWithTheirKeys() {
        let snapshot = snapshot(
            "{a: ['${X}', {b: '${Y}${E}'}], c: '${A}'}",
            EnvironmentLayers(process: ["E": "", "A": "1"])
        )
        let missing: [MissingVariable] = [
            .init(name: "X", pointer: ["a", 0]), .init(name: "Y", pointer: ["a", 1, "b"]),
            .init(name: "E", pointer: ["a", 1, "b"]),
        ]
        #expect(snapshot.unset == missing)
        #expect(snapshot.problem == nil)
        #expect(missing[1].message == #"Missing env var "Y" referenced at config path: a[1].b"#)
        #expect(snapshot.value(at: ["a", 0]) == "${X}")
        #expect(snapshot.value(at: ["c"]) == "1")
    }

    @Test func whatDependsOnAVariableWithoutAValueIsNoIssue() {
        let text = """
            {
              gateway: { bind: '${BIND}', port: '${PORT}', mode: 'lokal', extra: 1 },
            }
            """
        let issues = snapshot(text).issues.map(\.path)
        #expect(!issues.contains("gateway.bind"))
        // A string is no port, whatever it holds; and other values do not depend on it.
        #expect(issues.contains("gateway.port") && issues.contains("gateway.mode") && issues.contains("gateway"))
        let known = snapshot(text, EnvironmentLayers(process: ["BIND": "nowhere", "PORT": "1"])).issues.map(\.path)
        #expect(known.contains("gateway.bind"))
    }

    @Test func variableOfTheConfigurationIsUsedElsewhereInIt() {
        let snapshot = snapshot("{gateway: {auth: {token: '${TOK}'}},\n env: {TOK: 'abc', SELF: '${TOK}'}}")
        #expect(snapshot.value(at: ["gateway", "auth", "token"]) == "abc")
        // The gateway exports the block as written; only the config sees the substituted variable.
        #expect(snapshot.environment["SELF"] == "${TOK}")
        #expect(snapshot.value(at: ["env", "SELF"]) == "abc")
        guard case .environment(let variables, let place) = snapshot.origin(of: ["gateway", "auth", "token"]) else {
            Issue.record("not from a variable")
            return
        }
        #expect(variables == [.init(name: "TOK", source: .init(layer: .config, file: "/s/openclaw.json", line: 2))])
        #expect(place.position.line == 1)
    }

    // MARK: - Includes

    @Test func includesAreMergedInOrderAndOverlaidByTheirSiblings() {
        let snapshot = snapshot(
            "{$include: ['./a.json5', 'b.json5'], gateway: {port: 3}}",
            includes: [
                "a.json5": "{gateway: {port: 1, mode: 'local'}, list: [1], x: {y: 1}}",
                "b.json5": "{gateway: {port: 2, bind: 'lan'}, list: [2], x: 5}",
            ]
        )
        #expect(snapshot.problem == nil)
        #expect(snapshot.value(at: ["gateway"])?.isSame(as: ["port": 3, "mode": "local", "bind": "lan"]) == true)
        #expect(snapshot.value(at: ["list"]) == [1, 2])
        #expect(snapshot.value(at: ["x"]) == 5)
        #expect(snapshot.sources.map(\.path) == ["/s/openclaw.json", "/s/a.json5", "/s/b.json5"])
    }

    @Test func includeIsRelativeToItsOwnFile() {
        let snapshot = snapshot(
            "{auth: {$include: 'conf/auth.json5'}}",
            includes: ["conf/auth.json5": "{$include: '../shared.json5'}", "shared.json5": "{order: {}}"]
        )
        #expect(snapshot.value(at: ["auth", "order"]) == [:])
        guard case .include(let place) = snapshot.origin(of: ["auth", "order"]) else {
            Issue.record("not from an include")
            return
        }
        #expect(place.path == "/s/shared.json5")
    }

    @Test(arguments: [
        ("{$include: 5}", [:], "Invalid $include value: expected string or array of strings, got number"),
        ("{$include: null}", [:], "Invalid $include value: expected string or array of strings, got object"),
        ("{$include: ['a', true]}", ["a": "{}"], "Invalid $include array item: expected string, got boolean"),
        ("{$include: 'a'}", [:], "Failed to read include file: a (resolved: /s/a)"),
        ("{$include: 'a'}", ["a": "{"], "Failed to parse include file: a (resolved: /s/a)"),
        ("{$include: 'a', b: 1}", ["a": "[]"], "Sibling keys require included content to be an object"),
        (
            "{$include: './a'}", ["a": "{$include: './a'}"],
            "Circular include detected: /s/openclaw.json -> /s/a -> /s/a"
        ),
        ("{$include: 'openclaw.json'}", [:], "Circular include detected: /s/openclaw.json -> /s/openclaw.json"),
    ])
    func includeErrorsHaveTheGatewaysText(text: String, includes: [String: String], message: String) {
        guard case .include(let error) = snapshot(text, includes: includes).problem else {
            Issue.record("no include error")
            return
        }
        #expect(error.message == message)
    }

    @Test func includesGoTenFilesDeep() {
        func chain(_ count: Int) -> ConfigSnapshot {
            let files = (1...count).map { ("f\($0)", $0 == count ? "{last: true}" : "{$include: 'f\($0 + 1)'}") }
            return snapshot("{$include: 'f1'}", includes: Dictionary(uniqueKeysWithValues: files))
        }
        #expect(chain(10).value(at: ["last"]) == true)
        guard case .include(let error) = chain(11).problem else {
            Issue.record("no include error")
            return
        }
        #expect(error.message == "Maximum include depth (10) exceeded at: f11")
        #expect(error.file == "/s/f10")
    }

    @Test func includeProblemNamesFileAndKey() {
        let snapshot = snapshot("{auth: {$include: ['a', 'gone']}}", includes: ["a": "{}"])
        guard case .include(let error) = snapshot.problem else {
            Issue.record("no include error")
            return
        }
        #expect(error.file == "/s/openclaw.json")
        #expect(error.pointer == ["auth", "$include", 1])
    }

    // MARK: - Owners

    @Test func ownerIsTheFileThatSaysTheValue() {
        let snapshot = snapshot(
            "{auth: {$include: './auth.json5'}, gateway: {$include: './gw.json5', port: 1}, agents: {list: []}}",
            includes: ["auth.json5": "{profiles: {}}", "gw.json5": "{mode: 'local', auth: {token: 'x'}}"]
        )
        #expect(
            snapshot.owner(of: ["auth", "profiles", "a:b"]) == .include(path: "/s/auth.json5", ["profiles", "a:b"])
        )
        #expect(snapshot.owner(of: ["auth", "order", "x"]) == .include(path: "/s/auth.json5", ["order", "x"]))
        #expect(snapshot.owner(of: ["gateway", "port"]) == .main(["gateway", "port"]))
        #expect(snapshot.owner(of: ["gateway", "mode"]) == .include(path: "/s/gw.json5", ["mode"]))
        #expect(snapshot.owner(of: ["gateway", "bind"]) == .main(["gateway", "bind"]))
        #expect(snapshot.owner(of: ["gateway", "auth", "mode"]) == .include(path: "/s/gw.json5", ["auth", "mode"]))
        #expect(snapshot.owner(of: ["gateway"]) == .several(["/s/openclaw.json", "/s/gw.json5"]))
        #expect(snapshot.owner(of: ["agents", "list", 0]) == .main(["agents", "list", 0]))
        #expect(snapshot.owner(of: ["new", "key"]) == .main(["new", "key"]))
    }

    @Test func mergedArrayElementsKeepTheirOwners() {
        let snapshot = snapshot(
            "{$include: ['a', 'b']}",
            includes: ["a": "{list: [{id: 1}]}", "b": "{list: [{id: 2}, {id: 3}]}"]
        )
        #expect(snapshot.owner(of: ["list", 0, "id"]) == .include(path: "/s/a", ["list", 0, "id"]))
        #expect(snapshot.owner(of: ["list", 2, "id"]) == .include(path: "/s/b", ["list", 1, "id"]))
        #expect(snapshot.origin(of: ["list"]) == .merged(["/s/a", "/s/b"]))
    }

    @Test func issueIsFoundWhereAPersonWouldLook() {
        let snapshot = snapshot(
            "{\n  auth: {$include: './a'},\n  gateway: {\n    prt: 1,\n  },\n}",
            includes: ["a": "{\n profiles: {\n  x: {}}}"]
        )
        let places = snapshot.issues.map { snapshot.place(of: $0) }
        #expect(snapshot.issues.map(\.path) == ["auth.profiles.x.provider", "auth.profiles.x.mode", "gateway"])
        #expect(places.map { $0?.path } == ["/s/a", "/s/a", "/s/openclaw.json"])
        #expect(places.map { $0?.position.line } == [3, 3, 4])
    }

    @Test func prototypeKeyIsLostAsInTheGateway() {
        #expect(snapshot("{__proto__: {bogus: 1}, a: {__proto__: 1, b: 2}}").root == ["a": ["b": 2]])
    }
}
