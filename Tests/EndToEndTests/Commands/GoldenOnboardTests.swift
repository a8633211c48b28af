import Foundation
import JSON5
import TestSupport
import Testing

/// `onboard/*.json`: recorded runs of the gateway's `onboard --non-interactive`, repeated with this program.
///
/// By the rules in `Goldens/gateway/README.md`: Anthropic, gateway and skip cases; the exit code; the gateway's error
/// text somewhere in the output; the store; and the config values that the gateway's onboarding sets.
@Suite struct GoldenOnboardTests {
    @Test func onboardingFromFlagsDoesWhatTheGatewaysDoes() throws {
        let folder = GoldenFolder.current
        var tally = GoldenTally("onboard", folder)
        for file in try folder.files(in: "onboard") {
            guard let golden = try folder.read("onboard/\(file)") else { continue }
            guard let recorded = OnboardCase(golden) else {
                tally.skip()
                continue
            }
            tally.compare(golden["name"]?.stringValue ?? file, golden, try recorded.differences())
        }
        tally.report()
    }
}

/// One recorded case.
private struct OnboardCase {
    let golden: Value
    let steps: [Value]

    /// Nil for cases out of scope: other providers, and clients of a remote gateway.
    init?(_ golden: Value) {
        self.golden = golden
        steps = golden["steps"]?.arrayValue ?? []
        let flags = steps.flatMap { $0["flags"]?.texts ?? [] }
        let isOtherProviders = flags.contains { $0.hasSuffix("-api-key") && !$0.hasSuffix("anthropic-api-key") }
        let isOtherChoice = zip(flags, flags.dropFirst()).contains { flag, value in
            flag == "--auth-choice" && Self.otherChoices.contains(value)
        }
        if isOtherProviders || isOtherChoice || flags.contains("remote") { return nil }
    }

    /// The gateway's auth choices of other providers that do not end in `-api-key`.
    private static let otherChoices = [
        "chutes", "openai-codex", "moonshot-api-key-cn", "minimax-api", "minimax-api-lightning", "minimax-portal",
        "minimax-cloud", "minimax", "opencode-zen", "qwen-portal", "github-copilot", "copilot-proxy",
        "google-antigravity", "google-gemini-cli",
    ]

    /// The differences between our run and the recording.
    func differences() throws -> [GoldenDifference] {
        let home = try TestHome()
        let state = usesStateVariable ? home.root + "/state" : home.root + "/home/.openclaw"
        try FileManager.default.createDirectory(atPath: home.root + "/home", withIntermediateDirectories: true)
        for (path, text) in golden["filesBefore"]?.objectValue ?? [:] {
            try home.write(text.stringValue ?? "", to: state + "/" + path)
        }
        for (number, step) in steps.enumerated() {
            let before = try home.picture()
            let began = Self.now()
            let flags = (step["flags"]?.texts ?? []).map { $0.replacing("<ROOT>", with: home.root) }
            let run = try home.run(["onboard", "--non-interactive"] + flags, adding: environment(home))
            guard run.status == step["exitCode"]?.intValue.map(Int32.init) else {
                return [GoldenDifference("exit code", "\(number): \(run.status)\n\(run.text)")]
            }
            for line in (step["stderr"]?.stringValue ?? "").split(separator: "\n")
            where !run.text.contains(line.trimmingPrefix("Error: ")) {
                return [GoldenDifference("error", "\(number): without \(line)\n\(run.text)")]
            }
            guard run.status == 0 else {
                // An intended divergence: nothing is written if anything is invalid.
                if try home.picture() != before { return [GoldenDifference("files", "\(number): a failure")] }
                continue
            }
            let result = OnboardResult(step: step, home: home, state: state, ran: began...Self.now())
            let differences = try result.differences(usesStateVariable)
            if !differences.isEmpty { return differences }
        }
        return []
    }

    private var usesStateVariable: Bool {
        golden["stateDir"]?.stringValue?.contains("OPENCLAW_STATE_DIR") ?? true
    }

    private func environment(_ home: TestHome) -> [String: String] {
        var environment = [
            "HOME": home.root + "/home", "OPENCLAW_HOME": "", "OPENCLAW_CONFIG_PATH": "",
            "OPENCLAW_STATE_DIR": usesStateVariable ? home.root + "/state" : "",
        ]
        for (name, value) in golden["env"]?.objectValue ?? [:] { environment[name] = value.stringValue }
        return environment
    }

    private static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}

/// The files of both sides after one step.
private struct OnboardResult {
    let step: Value
    let home: TestHome
    let state: String
    /// When our run took place, in Unix milliseconds.
    let ran: ClosedRange<Int64>

    private static let goldenTime: Int64 = 1_770_000_000_000

    func differences(_ usesStateVariable: Bool) throws -> [GoldenDifference] {
        let folder = usesStateVariable ? "state/" : "home/.openclaw/"
        let files = step["after"]?["files"]
        let theirStore = try parsed(files?[folder + "agents/main/agent/auth-profiles.json"]?["text"]?.stringValue)
        let ourStore = try parsed(contents(state + "/agents/main/agent/auth-profiles.json"))
        var found = differences("store", ourStore, theirStore)
        let theirs = try parsed(files?[folder + "openclaw.json"]?["text"]?.stringValue)
        let ours = try parsed(contents(state + "/openclaw.json"))
        for path in compared(ours) {
            found += differences(path, at(path, ours), at(path, theirs))
        }
        return found
    }

    /// The values that differ, each with the path of its object.
    private func differences(_ path: String, _ ours: Value?, _ theirs: Value?) -> [GoldenDifference] {
        guard !isSame(ours, theirs) else { return [] }
        guard let members = ours?.objectValue, let others = theirs?.objectValue else {
            return [GoldenDifference(path, "ours \(text(ours)), gateway's \(text(theirs))")]
        }
        return Set(members.keys).union(others.keys).sorted().flatMap { key in
            key == "alias" && members[key] == nil
                ? [] : differences("\(path).\(key)", members[key], others[key])
        }
    }

    /// An included value stays in its own file, so it is not expected in the main one.
    private func compared(_ ours: Value?) -> [String] {
        let own = ["auth", "gateway", "wizard.lastRunCommand", "wizard.lastRunMode"]
        return ours?["$include"] == nil ? own + ["agents.defaults.model", "agents.defaults.models"] : own
    }

    /// Equal values, except that an expiry may differ by the time of our run, random tokens match any random token, and
    /// aliases written by the gateway are ignored.
    private func isSame(_ ours: Value?, _ theirs: Value?) -> Bool {
        switch (ours, theirs) {
        case (.object(let members), .object(let others)):
            let keys = Set(members.keys).union(others.keys)
            return keys.allSatisfy { key in
                switch (key, members[key], others[key]) {
                case ("expires", let ours?, let theirs?): isSameSpan(ours, theirs)
                case ("token", .string(let ours)?, .string(let theirs)?): ours == theirs || isRandom(ours)
                case ("alias", nil, _?): true
                default: isSame(members[key], others[key])
                }
            }
        case (.array(let ours), .array(let theirs)):
            return ours.count == theirs.count && zip(ours, theirs).allSatisfy { isSame($0, $1) }
        default:
            return ours == theirs
        }
    }

    private func isSameSpan(_ ours: Value, _ theirs: Value) -> Bool {
        guard let ours = ours.intValue, let theirs = theirs.intValue else { return false }
        return ran.contains(ours - (theirs - Self.goldenTime))
    }

    private func isRandom(_ token: String) -> Bool {
        let flags = step["flags"]?.texts ?? []
        return !flags.contains("--gateway-token") && token.wholeMatch(of: /[0-9a-f]{48}/) != nil
    }

    private func at(_ path: String, _ value: Value?) -> Value? {
        path.split(separator: ".").reduce(value) { $0?[String($1)] }
    }

    private func contents(_ path: String) throws -> String? { home.exists(path) ? try home.read(path) : nil }

    private func parsed(_ text: String?) throws -> Value? { try text.map { try Document(parsing: $0).root } }

    private func text(_ value: Value?) -> String { value?.json() ?? "nothing" }
}

extension Value {
    fileprivate var texts: [String] { (arrayValue ?? []).compactMap(\.stringValue) }
}
