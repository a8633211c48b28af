import Foundation
import JSON5
import TestSupport
import Testing

/// Unusable configs: every command says where and why, exits with 1 and changes nothing.
@Suite("config, bad input")
struct ConfigBadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Expected parts of the error message.
        var words: [String]
        var prepare: @Sendable (TestHome) throws -> Void
    }

    static let commands = [
        ["config", "get", "gateway.port"], ["config", "set", "gateway.port", "19001"],
        ["config", "unset", "gateway.port"], ["config", "validate"], ["config", "migrate", "--yes"],
        ["onboard", "--non-interactive", "--accept-risk", "--model", "anthropic/claude-opus-4-6"],
    ]

    private static func text(_ name: String, _ words: [String], _ text: String) -> Case {
        Case(testDescription: name, words: words) { home in try home.write(text, to: home.config) }
    }

    static let cases = [
        text(
            "10 000 levels",
            ["line 1", "column 513", "512 levels"],
            String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        ),
        Case(testDescription: "UTF-16", words: ["line 1", "UTF-16"]) { home in
            try home.write("", to: home.config)
            let units = "{ gateway: {} }\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            try Data([0xFF, 0xFE] + units).write(to: URL(fileURLWithPath: home.config))
        },
        text("a missing comma", ["line 3, column 3", "Hint: a comma is missing"], "{\n  a: 1\n  b: 2\n}\n"),
        text("a comma too many", ["Hint: there is a comma too many"], "{\n  a: ,\n}\n"),
        text("a brace that is not closed", ["line 2, column 12 is never closed"], "{\n  gateway: {\n    port: 1,\n"),
        text("a string that is not closed", ["Hint: the closing quote is missing"], "{\n  a: 'x,\n}\n"),
        text("a comment with a hash", ["Hint: comments begin with //"], "{\n  # mine\n}\n"),
        text("curly quotes", ["Hint: use plain quotes"], "{ a: “b” }\n"),
        text("a text without quotes", ["Hint: put texts"], "{ mode: local }\n"),
        text("a second value", ["Hint: the file holds one value"], "{} {}\n"),
        text("an equals sign", ["Hint: a colon"], "{ a = 1 }\n"),
        text(
            "a secret on the broken line",
            ["line 1", "^", "token: '***"],
            "{ token: '\(Fake.apiKey)' key: '\(Fake.token)' }\n"
        ),
        Case(
            testDescription: "an include that leads back",
            words: ["Circular include", "a.json5:1:13"]
        ) { home in
            try home.write("{ auth: { $include: './a.json5' } }\n", to: home.config)
            try home.write("{ $include: './openclaw.json' }\n", to: home.state + "/a.json5")
        },
        Case(
            testDescription: "an include that is not there",
            words: ["Failed to read include file", "gone.json5", ":2:21"]
        ) {
            home in
            try home.write("{\n  auth: { $include: './gone.json5' },\n}\n", to: home.config)
        },
        Case(testDescription: "an include that is broken", words: ["a.json5", "line 2, column 6", "Hint:"]) { home in
            try home.write("{ auth: { $include: './a.json5' } }\n", to: home.config)
            try home.write("{\n  a: ,\n}\n", to: home.state + "/a.json5")
        },
        Case(testDescription: "more than 32 MB", words: ["too large"]) { home in
            try home.write("", to: home.config)
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: home.config))
            try handle.truncate(atOffset: 33 << 20)
            try handle.close()
        },
    ]

    @Test(arguments: cases) func everyCommandRefusesIt(bad: Case) throws {
        let home = try TestHome.fresh()
        try bad.prepare(home)
        let before = try home.picture()
        for command in Self.commands {
            let run = try home.run(command)
            #expect(run.status == 1, "\(command): \(run.text)")
            for word in bad.words {
                #expect(run.errorText.contains(word), "\(command) without \(word): \(run.errorText)")
            }
            #expect(Fake.piece(in: run.text) == nil, "\(run.text)")
            let json = try home.run(command + ["--json"])
            #expect(json.status == 1)
            #expect(try json.document()["ok"] as? Bool == false)
        }
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    /// The gateway reads such bytes as U+FFFD; writing the result back would change the file.
    @Test func bytesThatAreNotUTF8AreReadAndNotWritten() throws {
        let home = try TestHome.fresh()
        try home.write("", to: home.config)
        let bytes = Array("{\n  // caf".utf8) + [0xE9] + Array("\n  gateway: { port: 19001 },\n}\n".utf8)
        try Data(bytes).write(to: URL(fileURLWithPath: home.config))
        let before = try home.picture()
        #expect(try home.run(["config", "get", "gateway.port"]).outputText == "19001\n")
        let validate = try home.run(["config", "validate"])
        #expect(validate.status == 0 && validate.outputText.contains("openclaw.json:2:9"), "\(validate.text)")
        for command in [
            ["config", "set", "gateway.port", "19002"], ["config", "unset", "gateway.port"],
            ["onboard", "--non-interactive", "--accept-risk", "--model", "anthropic/claude-opus-4-6"],
        ] {
            let run = try home.run(command)
            #expect(run.status == 1, "\(command): \(run.text)")
            for word in ["line 2, column 9", "not UTF-8", "The gateway reads them", "Next: save"] {
                #expect(run.errorText.contains(word), "\(command) without \(word): \(run.errorText)")
            }
            let json = try home.run(command + ["--json"])
            #expect(json.status == 1)
            #expect(try json.document()["ok"] as? Bool == false)
        }
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    /// Texts that json5-tests and the gateway's parser refuse.
    @Test func everyTextThatIsNoJSON5IsRefused() throws {
        var texts = try JSON5Corpus.files().filter { !$0.mustBeRead }.map { ($0.name, $0.bytes) }
        let golden = GoldenFolder.current
        for example in try golden.cases("config/verdicts.json") where example["json5"]?["ok"] == false {
            let name = example["file"]?.stringValue ?? ""
            if let bytes = try golden.bytes("config/\(name)") { texts.append((name, bytes)) }
        }
        #expect(texts.count > 10)
        for (name, bytes) in texts {
            let home = try TestHome.fresh()
            try home.write("", to: home.config)
            try Data(bytes).write(to: URL(fileURLWithPath: home.config))
            let run = try home.run(["config", "set", "gateway.port", "19001"])
            #expect(run.status == 1 && run.errorText.contains(", column "), "\(name): \(run.text)")
            #expect(try Array(Data(contentsOf: URL(fileURLWithPath: home.config))) == bytes, "\(name)")
            #expect(!home.exists(home.setup))
        }
    }

    @Test func anIncludeFromElsewhereIsReadAndNotWritten() throws {
        let home = try TestHome.fresh()
        try home.write("{ gateway: { $include: '../shared/gateway.json5' } }\n", to: home.config)
        try home.write("{ port: 1000 }\n", to: home.root + "/shared/gateway.json5", mode: 0o644)
        #expect(try home.run(["config", "get", "gateway.port"]).outputText == "1000\n")
        let before = try home.picture()
        for command in [["set", "gateway.port", "19001"], ["unset", "gateway.port"]] {
            let run = try home.run(["config"] + command)
            #expect(run.status == 1 && run.errorText.contains("/shared/gateway.json5"), "\(run.text)")
            #expect(run.errorText.contains("by hand"))
        }
        #expect(try home.picture() == before)
        #expect(try home.run(["config", "set", "meta.lastTouchedAt", "now"]).status == 0)
    }

    @Test func anIncludeThatMayNotBeReadIsNamed() throws {
        let home = try TestHome.fresh()
        try home.write("{ gateway: { $include: './closed.json5' } }\n", to: home.config)
        try home.write("{ port: 1000 }\n", to: home.state + "/closed.json5", mode: 0o000)
        try home.giveAway()
        let run = try home.run(
            ["config", "get", "gateway.port"],
            behind: Unprivileged.prefix,
            program: Unprivileged.program
        )
        #expect(
            run.status == 1 && run.errorText.contains("closed.json5") && run.errorText.contains("permission"),
            "\(run.text)"
        )
    }

    @Test func twentyMegabytesAreEdited() throws {
        let home = try TestHome.fresh()
        let note = String(repeating: "x", count: 10_000)
        let notes = (0..<2000).map { "    \"note \($0)\": \"\(note)\", // \($0)\n" }.joined()
        let text = "{\n  gateway: { port: 1000 },\n  skills: {\n\(notes)  },\n}\n"
        try home.write(text, to: home.config)
        // An unoptimised build on a busy machine is slow; a release needs less than two seconds.
        let run = try home.run(["config", "set", "gateway.port", "19001"], limitSeconds: 300)
        #expect(run.status == 0, "\(run.text.suffix(500))")
        #expect(try home.read(home.config) == text.replacing("port: 1000", with: "port: 19001"))
    }

    @Test(
        "setting the missing variable, or taking its use away, is the cure",
        arguments: [
            ["set", "env.vars.NOWHERE_SET", "abc"], ["unset", "gateway.auth.token"],
            ["set", "gateway.auth.token", "abc"],
        ]
    )
    func anEditMayCureAMissingVariable(arguments: [String]) throws {
        let home = try TestHome.fresh()
        try home.write("{ gateway: { auth: { token: '${NOWHERE_SET}' } } }\n", to: home.config)
        let run = try home.run(["config"] + arguments)
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.run(["config", "validate"]).status == 0)
    }
}
