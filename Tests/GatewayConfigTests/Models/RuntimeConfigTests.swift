import JSON5
import Testing

@testable import GatewayConfig

/// What `config get` shows beside the values of the files.
@Suite struct RuntimeConfigTests {
    private func value(_ text: String, _ path: Pointer) -> Value? {
        RuntimeConfig(snapshot(text)).root.value(at: path)
    }

    @Test(
        arguments: [
            ("{}", ["agents", "defaults", "maxConcurrent"], 4),
            ("{}", ["agents", "defaults", "subagents", "maxConcurrent"], 8),
            ("{}", ["agents", "defaults", "compaction", "mode"], "safeguard"),
            ("{}", ["messages", "ackReactionScope"], "group-mentions"), ("{}", ["commands", "native"], "auto"),
            ("{ commands: { native: false } }", ["commands", "native"], false),
            ("{ logging: { level: 'info' } }", ["logging", "redactSensitive"], "tools"),
            ("{ session: { mainKey: 'mine' } }", ["session", "mainKey"], "main"),
            ("{ channels: { telegram: { enabled: true } } }", ["channels", "telegram", "dmPolicy"], "pairing"),
            ("{ agents: { defaults: { maxConcurrent: 2 } } }", ["agents", "defaults", "maxConcurrent"], 2),
        ] as [(String, Pointer, Value)]
    )
    func whatHoldsAtRunTimeIsShown(text: String, path: Pointer, holds: Value) {
        #expect(value(text, path) == holds)
    }

    @Test(
        arguments: [
            ("{}", ["logging", "redactSensitive"]), ("{}", ["session", "mainKey"]),
            ("{ session: {} }", ["session", "mainKey"]), ("{}", ["channels", "telegram", "dmPolicy"]),
            ("{ messages: 'x' }", ["messages", "ackReactionScope"]),
        ] as [(String, Pointer)]
    )
    func aDefaultThatDoesNotHoldIsNotShown(text: String, path: Pointer) {
        #expect(value(text, path) == nil)
    }

    @Test func onlyPathsAreMadeAbsolute() {
        let home = snapshot("{}").paths.home
        let text =
            "{ agents: { defaults: { workspace: '~/ws', note: '~/ws' } }, a: { paths: ['~/b', 'c'], file: ['~'] } }"
        #expect(value(text, ["agents", "defaults", "workspace"]) == .string(home + "/ws"))
        #expect(value(text, ["agents", "defaults", "note"]) == "~/ws")
        #expect(value(text, ["a", "paths"]) == .array([.string(home + "/b"), "c"]))
        #expect(value(text, ["a", "file"]) == ["~"])
    }

    @Test func whatNoFileSetsIsKnown() {
        let config = RuntimeConfig(snapshot("{ commands: { native: false } }"))
        #expect(config.isAdded(["commands", "nativeSkills"]) && !config.isAdded(["commands", "native"]))
    }
}
