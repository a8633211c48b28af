import Foundation
import TerminalUI
import TestSupport
import Testing

/// Problems of the gateway's files are found before a secret is asked for, and nothing is changed.
@Suite("Bad files")
struct BadFilesTests {
    private func home(_ hindrance: Hindrance, _ target: Hindrance.Target) throws -> TestHome {
        let home = try TestHome.existing()
        try hindrance.prepare(home, target)
        if hindrance.bindsModes, !hindrance.testDescription.contains("root") { try home.giveAway() }
        return home
    }

    private func prefix(_ hindrance: Hindrance, _ home: TestHome, _ target: Hindrance.Target) -> [String] {
        hindrance.prefix(home, target) + (hindrance.bindsModes ? Unprivileged.prefix : [])
    }

    @Test("flags refuse it", arguments: Hindrance.all, Hindrance.Target.allCases)
    func flagsRefuseIt(hindrance: Hindrance, target: Hindrance.Target) throws {
        let home = try home(hindrance, target)
        let before = try home.picture()
        let run = try home.run(
            ["onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key", "-"],
            input: Fake.apiKey,
            behind: prefix(hindrance, home, target),
            program: hindrance.bindsModes ? Unprivileged.program : Program.path
        )
        #expect(run.status == 1, "\(run.text)")
        try expectRefusal(run.errorText, hindrance, target)
        #expect(Fake.piece(in: run.text) == nil)
        let after = try home.picture()
        #expect(after.withoutFolderTimes == before.withoutFolderTimes, "\(before.differences(to: after))")
    }

    @Test("config set refuses it", arguments: Hindrance.all)
    func configSetRefusesIt(hindrance: Hindrance) throws {
        let home = try home(hindrance, .config)
        let before = try home.picture()
        let run = try home.run(
            ["config", "set", "gateway.port", "19001"],
            behind: prefix(hindrance, home, .config),
            program: hindrance.bindsModes ? Unprivileged.program : Program.path
        )
        #expect(run.status == 1, "\(run.text)")
        try expectRefusal(run.errorText, hindrance, .config)
        let after = try home.picture()
        #expect(after.withoutFolderTimes == before.withoutFolderTimes, "\(before.differences(to: after))")
    }

    @Test("the wizard refuses it on its first page", arguments: Hindrance.all, Hindrance.Target.allCases)
    func theWizardRefusesIt(hindrance: Hindrance, target: Hindrance.Target) throws {
        let home = try home(hindrance, target)
        let session = try WizardSession(
            home,
            behind: prefix(hindrance, home, target),
            program: hindrance.bindsModes ? Unprivileged.program : Program.path
        )
        try session.wait(for: "nothing was changed")
        session.terminal.settle()
        #expect(!session.terminal.screen.contains("I understand"))
        // Leave is the last row; above it may be a way out.
        session.press(.end, .enter)
        #expect(try session.waitForExit() == 1)
        try expectRefusal(session.lines.joined(separator: " "), hindrance, target)
        session.expectTerminalAsBefore()
        let after = try home.picture()
        #expect(
            after.withoutFolderTimes == session.before.withoutFolderTimes,
            "\(session.before.differences(to: after))"
        )
    }

    private func expectRefusal(_ text: String, _ hindrance: Hindrance, _ target: Hindrance.Target) throws {
        // A terminal wraps long lines at any character.
        let text = text.filter { !$0.isWhitespace }
        let names = [target.rawValue, target == .config ? "/state" : "/agent"]
        #expect(names.contains(where: text.contains), "the path is missing: \(text)")
        for word in hindrance.words.map({ $0.filter { !$0.isWhitespace } }) {
            #expect(text.contains(word), "\(word) is missing: \(text)")
        }
        #expect(text.contains("Next:"), "the next step is missing: \(text)")
    }

    @Test("a link to the real file stays a link, and the file behind it changes")
    func aLinkStaysALink() throws {
        let home = try TestHome.existing()
        let real = home.root + "/dotfiles/openclaw.json"
        try home.write(TestHome.handWrittenConfig, to: real)
        try FileManager.default.removeItem(atPath: home.config)
        try FileManager.default.createSymbolicLink(atPath: home.config, withDestinationPath: real)
        let run = try home.onboard(["--cache-retention", "long"])
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.picture().entries["state/openclaw.json"]?.kind == .link(to: real))
        #expect(try home.read(real).contains("cacheRetention"))
    }

    @Test("Windows line ends and a byte order mark stay") func lineEndsAndMarkStay() throws {
        let home = try TestHome.existing()
        let text = "\u{FEFF}" + TestHome.handWrittenConfig.replacing("\n", with: "\r\n")
        try home.write(text, to: home.config)
        #expect(try home.onboard(["--cache-retention", "long"]).status == 0)
        let written = try home.read(home.config)
        #expect(written.unicodeScalars.first == "\u{FEFF}")
        #expect(!written.replacing("\r\n", with: "").contains("\n"))
    }

    @Test("a value that an include holds is changed there, and undo gives it back")
    func anIncludedValueIsChangedThere() throws {
        let home = try TestHome.existing()
        let agents = "{ defaults: { model: { primary: 'anthropic/claude-opus-4-6' } } } // mine\n"
        try home.write("{ agents: { $include: './agents.json5' }, /* here */ }\n", to: home.config)
        try home.write(agents, to: home.state + "/agents.json5")
        let run = try home.onboard(["--model", "anthropic/claude-sonnet-4-5"])
        #expect(run.status == 0, "\(run.text)")
        #expect(
            try home.read(home.state + "/agents.json5")
                == agents.replacing("claude-opus-4-6", with: "claude-sonnet-4-5")
        )
        #expect(try home.read(home.config).hasPrefix("{ agents: { $include: './agents.json5' }, /* here */"))
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try home.read(home.state + "/agents.json5") == agents)
    }

    @Test("a newer store is recognised by its name or its first bytes, and refused", arguments: [true, false])
    func aNewerStoreIsRefused(byName: Bool) throws {
        let home = try TestHome.existing()
        let header = "SQLite format 3\u{0}" + String(repeating: "\u{0}", count: 84)
        try home.write(header, to: byName ? home.agentFolder + "/openclaw-agent.sqlite" : home.store)
        let before = try home.picture()
        let run = try home.onboard()
        #expect(run.status == 1, "\(run.text)")
        #expect(run.errorText.contains("Next:") && run.errorText.contains("openclaw"), "\(run.errorText)")
        let session = try WizardSession(home)
        try session.wait(for: "nothing was changed")
        session.press(.enter)
        #expect(try session.waitForExit() == 1)
        #expect(try home.picture() == before)
    }
}

extension FolderPicture {
    /// Without folder times, because mounting over a folder changes them.
    fileprivate var withoutFolderTimes: [String: Entry] {
        entries.mapValues { entry in
            guard entry.kind == .folder else { return entry }
            var entry = entry
            (entry.modified, entry.changed) = (0, 0)
            return entry
        }
    }
}
