import JSON5
import Secrets
import TestSupport
import Testing

@testable import GatewayConfig

/// `config/*.json5` and `verdicts.json`: what the gateway refused, resolved and put into its environment. Its parse
/// results are compared in the parser's tests.
@Suite struct GoldenConfigTests {
    @Test func verdictsAndIssuePathsAreTheGateways() throws {
        var tally = GoldenTally("config/verdict", .current)
        for example in try Example.all() {
            guard example.isInScope else {
                tally.skip()
                continue
            }
            let paths = try example.snapshot().gatewayPaths
            tally.compare(example.name, example.golden, at: "paths", paths, example.issues.map(\.path))
        }
        tally.report()
    }

    @Test func messagesAreTheGateways() throws {
        var tally = GoldenTally("config/messages", .current)
        for example in try Example.all() {
            // The message of the gateway's parser is not part of the format.
            guard example.isInScope, example.golden["json5"]?["ok"] == true else {
                tally.skip()
                continue
            }
            let messages = try example.snapshot().gatewayMessages
            tally.compare(example.name, example.golden, at: "messages", messages, example.issues.map(\.message))
        }
        tally.report()
    }

    @Test func variablesOfTheConfigurationAreTheGateways() throws {
        var tally = GoldenTally("config/environment", .current)
        for example in try Example.all() {
            guard example.golden["verdict"]?["valid"] == true else {
                tally.skip()
                continue
            }
            let added = try example.snapshot().environment
            let ours = added.variables.filter { added.source(of: $0.key)?.layer == .config }
            let gateways = example.golden["envAfterLoad"]?.texts ?? [:]
            tally.compare(example.name, example.golden, at: "environment", ours, gateways)
        }
        tally.report()
    }

    @Test func resolvedValuesAreTheGateways() throws {
        var tally = GoldenTally("config/resolved", .current)
        for example in try Example.all() {
            guard example.golden["verdict"]?["valid"] == true, let resolved = example.golden["snapshotConfig"] else {
                tally.skip()
                continue
            }
            let isContained = try example.snapshot().root.asJSON.isContained(in: resolved)
            let difference = GoldenDifference("resolved", "gateway's \(resolved.json())")
            tally.compare(example.name, example.golden, isContained ? [] : [difference])
        }
        tally.report()
    }
}

extension GoldenConfigTests {
    @Test func valuesAtRunTimeAreTheGateways() throws {
        var tally = GoldenTally("config/loaded", .current)
        for example in try Example.all() {
            // A key in the config's own `env` was not in the environment of the process that recorded the case, so the
            // defaults for Claude are missing in it.
            guard example.golden["verdict"]?["valid"] == true, let loaded = example.golden["loadConfig"]?["config"],
                example.golden["envAfterLoad"]?["ANTHROPIC_API_KEY"] == nil
            else {
                tally.skip()
                continue
            }
            let snapshot = try example.snapshot()
            let ours = RuntimeConfig(snapshot).root.asJSON.replacing(home: snapshot.paths.home)
            let difference = GoldenDifference("loaded", "ours \(ours.json()), gateway's \(loaded.json())")
            tally.compare(example.name, example.golden, ours.isSame(as: loaded) ? [] : [difference])
        }
        tally.report()
    }
}

/// One golden case with its files.
private struct Example {
    let name: String
    let golden: Value
    let bytes: [UInt8]

    struct Expected: Equatable {
        let path: String
        let message: String
    }

    static func all() throws -> [Example] {
        try GoldenFolder.current.cases("config/verdicts.json").compactMap { golden in
            let includes = (golden["includes"]?.arrayValue ?? []).compactMap(\.stringValue)
            // A case whose files another folder does not have cannot be read.
            guard let bytes = try contents(golden["file"]?.stringValue ?? ""),
                try includes.allSatisfy({ try contents($0) != nil })
            else { return nil }
            return Example(name: golden["name"]?.stringValue ?? "", golden: golden, bytes: bytes)
        }
    }

    private static func contents(_ name: String) throws -> [UInt8]? {
        try GoldenFolder.current.bytes("config/\(name)")
    }

    var issues: [Expected] {
        (golden["verdict"]?["issues"]?.arrayValue ?? []).map { issue in
            Expected(
                path: issue["path"]?.stringValue ?? "",
                message: (issue["message"]?.stringValue ?? "").replacing("<STATE>", with: "/s")
            )
        }
    }

    /// Legacy keys, channels and plugins, and unchecked sections are out of scope by rule.
    var isInScope: Bool {
        guard golden["verdict"]?["legacyIssues"]?.arrayValue?.isEmpty == true else { return false }
        return issues.allSatisfy { issue in
            let section = String(issue.path.prefix { $0 != "." })
            let isChecked = ConfigSchema.builtIn.coverage(of: [.key(section)]) != .notChecked
            return isChecked && !issue.message.hasPrefix("unknown heartbeat target")
        }
    }

    func snapshot() throws -> ConfigSnapshot {
        var files = ["/s/openclaw.json": bytes]
        for path in golden["includes"]?.arrayValue ?? [] {
            let path = path.stringValue ?? ""
            files["/s/" + (path.split(separator: "/").last ?? "")] = try Self.contents(path)
        }
        let environment = EnvironmentLayers(process: golden["env"]?.texts ?? [:])
        return ConfigSnapshot.read(fixturePaths(["OPENCLAW_STATE_DIR": "/s"]), environment, .builtIn) { [files] path in
            ConfigFile(path: path, contents: files[path])
        }
    }
}

extension ConfigSnapshot {
    /// The issue paths that the gateway would print: a problem is one issue at the root, and so is a variable without a
    /// value.
    fileprivate var gatewayPaths: [String] { problem == nil && unset.isEmpty ? issues.map(\.path) : [""] }

    fileprivate var gatewayMessages: [String] {
        switch problem {
        case .include(let error): [error.message]
        case .tooMuchPutIn: []
        case .unreadable, .unparsable: []
        case nil: unset.isEmpty ? issues.map(\.message) : unset.prefix(1).map(\.message)
        }
    }
}

extension Value {
    /// The value as JavaScript writes it to JSON, where infinity and NaN become null.
    fileprivate var asJSON: Value {
        switch self {
        case .number(let number) where !number.doubleValue.isFinite: .null
        case .array(let elements): .array(elements.map(\.asJSON))
        case .object(let members): .object(Members(members.map { ($0.key, $0.value.asJSON) }))
        default: self
        }
    }

    /// The value with the golden data's sign for the home folder.
    fileprivate func replacing(home: String) -> Value {
        switch self {
        case .string(let text) where text.hasPrefix(home + "/"): .string("<HOME>" + text.dropFirst(home.count))
        case .array(let elements): .array(elements.map { $0.replacing(home: home) })
        case .object(let members): .object(Members(members.map { ($0.key, $0.value.replacing(home: home)) }))
        default: self
        }
    }

    fileprivate var texts: [String: String] {
        Dictionary((objectValue ?? [:]).compactMap { member in member.value.stringValue.map { (member.key, $0) } }) {
            $1
        }
    }

    /// Whether every value is also in the other one, which has additional defaults and expanded `~`.
    fileprivate func isContained(in other: Value?) -> Bool {
        switch (self, other) {
        case (.object(let members), .object(let others)):
            members.allSatisfy { $0.key == "mainKey" || $0.value.isContained(in: others[$0.key]) }
        case (.array(let elements), .array(let others)):
            elements.count == others.count && zip(elements, others).allSatisfy { $0.isContained(in: $1) }
        case (.string(let text), .string(let other)) where text.hasPrefix("~/"):
            other == "<HOME>/" + text.dropFirst(2)
        default: self == other
        }
    }
}
