import Foundation
import TestSupport
import Testing

/// Help and version output.
@Suite("Help and version")
struct HelpTests {
    @Test(arguments: ["--version"]) func theVersionNamesTheGatewaysToo(flag: String) throws {
        let run = try TestHome.fresh().run([flag])
        #expect(run.status == 0)
        #expect(
            run.outputText.wholeMatch(of: #/openclaw \d+\.\d+\.\d+\S* .*2026\.2\.\d+.*\n/#) != nil,
            "\(run.outputText)"
        )
        #expect(run.errorText.isEmpty)
    }

    @Test("rule 31: --accessible stands in the first lines of the help") func theHelpBeginsWithWhatMatters() throws {
        let run = try TestHome.fresh().run(["--help"])
        #expect(run.status == 0)
        for word in [
            "openclaw onboard", "openclaw models status", "openclaw undo", "openclaw history", "openclaw restore",
        ] {
            #expect(run.outputText.contains(word))
        }
        let first = run.outputText.split(separator: "\n", omittingEmptySubsequences: false).prefix(5)
        #expect(first.contains { $0.contains("--accessible") }, "\(first.joined(separator: "\n"))")
    }

    @Test("rule 31: --accessible stands in the first lines of the README")
    func accessibilityIsAnnouncedFirst() throws {
        let readme = try ResourceFile.text("../README.md")
        let first = readme.split(separator: "\n", omittingEmptySubsequences: false).prefix(5)
        #expect(first.contains { $0.contains("--accessible") })
    }

    @Test(arguments: [
        ["onboard", "--help"], ["undo", "--help"], ["history", "--help"], ["restore", "--help"],
        ["models", "status", "--help"], ["help", "onboard"],
        ["config"], ["config", "path", "--help"], ["config", "get", "--help"], ["config", "set", "--help"],
        ["config", "unset", "--help"], ["config", "validate", "--help"], ["config", "diff", "--help"],
        ["config", "migrate", "--help"],
    ])
    func everyCommandHasExamples(arguments: [String]) throws {
        let run = try TestHome.fresh().run(arguments)
        #expect(run.status == 0)
        #expect(run.outputText.contains("Examples:") && run.errorText.isEmpty)
    }

    @Test(
        "reading and help write nothing",
        arguments: [["--help"], ["--version"], ["models", "status"], ["undo"], ["history"], ["restore"]]
    )
    func readingWritesNothing(arguments: [String]) throws {
        for home in [try TestHome.fresh(), try TestHome.existing()] {
            let before = try home.picture()
            #expect(try home.run(arguments).status == 0)
            let after = try home.picture()
            #expect(after == before, "\(before.differences(to: after))")
        }
    }

    @Test("\"openclaw models status\" shows what Done promised") func statusShowsTheStoredCredential() throws {
        let home = try TestHome.existing()
        #expect(try home.onboard().status == 0)
        let run = try home.run(["models", "status"])
        #expect(run.status == 0)
        #expect(run.outputText.contains("anthropic:default"))
        #expect(Fake.piece(in: run.text) == nil)
    }
}
