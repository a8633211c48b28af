import Foundation
import TestSupport
import Testing

/// Pages that are about no command, and the manual that is made of the same texts.
@Suite("Help topics and the manual") struct HelpTopicTests {
    @Test(arguments: ["exit-codes", "environment", "files"]) func aTopicIsAPage(topic: String) throws {
        let home = try TestHome.fresh()
        let run = try home.run(["help", topic])
        #expect(run.status == 0 && run.errorText.isEmpty)
        let lines = run.outputText.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count > 6 && lines.allSatisfy { $0.count <= 80 }, "\(run.outputText)")
        let page = try home.run(["__manual"]).outputText
        for line in lines where line.hasPrefix("  ") && line.dropFirst(2).first != " " {
            let term = String(line.dropFirst(2).split(separator: "  ")[0])
            #expect(page.contains(".B \"\(Self.escaped(term))\""), "\(term)")
        }
    }

    @Test func theRootsHelpNamesTheTopics() throws {
        let help = try TestHome.fresh().run(["--help"]).outputText
        #expect(help.contains("openclaw help exit-codes") && help.contains("openclaw --changes"))
    }

    @Test("the exit codes of the README are those of the page") func theReadmeAgrees() throws {
        let readme = try ResourceFile.text("../README.md")
        let page = try TestHome.fresh().run(["help", "exit-codes"]).outputText
        let list = try #require(readme.firstMatch(of: #/(?s)Exit codes.*?: (.*?)\n\n/#)?.1)
        let named = list.split(separator: "·").compactMap { $0.split(whereSeparator: \.isWhitespace).first }
        #expect(named == page.matches(of: #/(?m)^  (\S+) /#).map(\.1))
    }

    @Test("every flag of every command stands in the manual") func theManualIsWhole() throws {
        let home = try TestHome.fresh()
        let page = try home.run(["__manual"])
        #expect(page.status == 0 && page.errorText.isEmpty)
        var waiting: [[String]] = [[]]
        while let words = waiting.popLast() {
            let help = try home.run(words + ["--help"]).outputText
            waiting += HelpGoldenTests.subcommands(in: help).map { words + [$0] }
            if !words.isEmpty {
                let line = Self.escaped("openclaw-setup " + words.joined(separator: " "))
                #expect(page.outputText.contains(".SS \"\(line)\""))
            }
            for flag in help.matches(of: #/(?m)^  (--[a-z][a-z-]*)/#).map(\.1) where flag != "--version" {
                #expect(page.outputText.contains(Self.escaped(String(flag))), "\(words) \(flag)")
            }
        }
    }

    @Test("man renders it without a complaint", arguments: ["en_US.UTF-8", "zh_TW.UTF-8"])
    func manRendersIt(language: String) throws {
        guard Program.isInstalled("/usr/bin/man") else { return }
        let home = try TestHome.fresh()
        let page = try home.run(["__manual"], adding: ["LC_ALL": language])
        try home.write(page.outputText, to: home.root + "/openclaw-setup.1")
        let run = try ChildProcess(
            command: ["/usr/bin/man", "--warnings", "-l", home.root + "/openclaw-setup.1"],
            environment: home.environment.merging(["MANWIDTH": "80", "LC_ALL": "C.UTF-8"]) { $1 },
            folder: home.root
        ).run()
        #expect(run.status == 0 && run.errorText.isEmpty, "\(run.errorText)")
        for word in ["onboard", "--anthropic-api-key-file", "OPENCLAW_STATE_DIR", "128+n", "auth-profiles.json"] {
            #expect(run.outputText.contains(word), "\(word)")
        }
    }

    @Test func theChangesAreThoseOfTheFile() throws {
        let home = try TestHome.fresh()
        let run = try home.run(["--changes"])
        let text = try ResourceFile.text("CHANGELOG.md")
        #expect(run.status == 0 && run.outputText == text)
        let version = try home.run(["--version"]).outputText.split(separator: " ")[1]
        #expect(run.outputText.contains("\n## \(version) ("), "this version has no entry")
    }

    private static func escaped(_ text: String) -> String { text.replacing("-", with: #"\-"#) }
}
