import Anthropic
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Rule 57: what typed lines do on the browse screens.
@MainActor
@Suite struct BrowseLineTests {
    @Test("rule 57: a place in the order is a question, and one plan moves the profile there")
    func aPlaceIsAQuestion() {
        let lines = BrowseLines(.lines("m 2", "1", "1", "q"))
        #expect(lines.transcript.contains("Which place? 1 to 4, Enter for 2: "))
        #expect(lines.effects.applies == 1)
        #expect(lines.effects.fixture.host().profiles("main").ids.first == "anthropic:work")
    }

    @Test("rule 57: nothing is written without a yes", arguments: ["c 3", "x 2", "m 2", "t 1", "r 1", "v 1"])
    func nothingIsWrittenWithoutAYes(line: String) {
        let fixture = ProfilesFixture(config: ProfilesFixture.agents("main", "ops"))
        let before = BrowseLines([], on: fixture).store()
        let lines = BrowseLines(.lines(line, "<", "q"), on: fixture)
        #expect(lines.effects.applies == 0)
        #expect(lines.store() == before)
        #expect(lines.outcome.code == 0)
    }

    @Test("rule 33: a countdown is a fact when it is printed, and p prints it again")
    func aCountdownIsAFactAtPrintTime() {
        let waits = Array(repeating: LineWalk.Act.timeout, count: 30)
        let quiet = BrowseLines(waits + .lines("9", "q"), millisecondsPerLook: 2000)
        #expect(quiet.transcript.occurrences(of: "Profiles, agent main.") == 1, "time alone prints nothing")
        #expect(quiet.transcript.occurrences(of: "4 min left") == 1)
        let again = BrowseLines(waits + .lines("p", "q"), millisecondsPerLook: 2000)
        #expect(again.transcript.occurrences(of: "Profiles, agent main.") == 2)
        #expect(again.transcript.contains("Read the files again."))
    }

    @Test("rule 33: p prints a page of the wizard again, and reads it as it is now") func pPrintsTheWizardAgain() {
        let walk = LineWalk([.line(""), .line("p")])
        #expect(walk.transcript.occurrences(of: "How does this gateway pay for Claude?") == 2)
    }

    @Test("rule 57: a long list offers the first few and more; words find the rest") func aLongListOffersTheFirst() {
        let fixture = ProfilesFixture(["main": ProfilesFixture.many(45)])
        let first = BrowseLines([], on: fixture)
        #expect(first.transcript.contains("9. p13"))
        #expect(!first.transcript.contains("10. p14"))
        #expect(first.transcript.contains("36 more: type more, or words of a name."))
        let more = BrowseLines(.lines("more", "44", "q"), on: fixture)
        #expect(more.transcript.contains("29. p43"))
        #expect(more.transcript.contains("16 more: type more"))
        #expect(more.transcript.contains("anthropic:p"), "a number counts although its row was not read out")
        let found = BrowseLines(.lines("/p3", "p31", "q"), on: fixture)
        #expect(found.transcript.contains("11 rows have that:"))
        #expect(found.transcript.contains("anthropic:p31"))
    }

    @Test("rule 57: the wizard reads the current models, then more") func theWizardReadsTheCurrentModels() {
        let walk = LineWalk([.line(""), .line("3")])
        let page = walk.lastPage
        #expect(page.contains("1. claude-"))
        #expect(page.contains("more: type more"))
        #expect(!page.contains("older"))
        #expect(page.contains("Type another id"), "what is no model stays in reach")
        let more = LineWalk([.line(""), .line("3"), .line("more")])
        #expect(!more.lastPage.hasSuffix("a name.\nChoice, Enter for 1: "))
    }

    @Test("rule 33: a check prints one line at its start and one at its end") func aCheckPrintsTwoLines() {
        let lines = BrowseLines(.lines("v 3", "1", "q"), answers: [.verified])
        #expect(lines.transcript.occurrences(of: "Checking with api.anthropic.com.") == 1)
        #expect(lines.transcript.occurrences(of: "old answered; its cooldown is cleared.") == 1)
        #expect(lines.effects.applies == 1)
        let failed = BrowseLines(.lines("v 1", "1", "q"), answers: [.rejected])
        #expect(failed.transcript.occurrences(of: "Error: default: ") == 1)
        #expect(failed.effects.applies == 0)
    }

    @Test("rule 33: a new secret is announced, never echoed, and replaces after its check")
    func aNewSecretIsNeverEchoed() {
        let lines = BrowseLines(
            .lines("r 2") + [.key(.paste(Fake.apiKey)), .line("")] + .lines("1", "q"),
            answers: [.verified]
        )
        #expect(lines.transcript.contains("Nothing is shown while you paste. Type < and Enter to go back."))
        #expect(lines.transcript.contains("ends q r s t"))
        #expect(lines.transcript.contains("Replaced the secret of work, verified."))
        #expect(!lines.transcript.contains(Fake.sentinel) && !lines.transcript.contains("sk-ant"))
    }

    @Test("rule 12: a key pasted where it would be shown is dropped and said") func aKeyElsewhereIsDropped() {
        for start in [BrowseLines.Start.home, .profiles, .parameters] {
            let lines = BrowseLines([.key(.paste(Fake.apiKey)), .line("q")], at: start)
            #expect(lines.transcript.contains("Warning: That was a key. Not kept;"))
            #expect(!lines.transcript.contains(Fake.sentinel))
        }
    }

    @Test func unsavedValuesAreAskedAbout() {
        let acts: [LineWalk.Act] = .lines("1", "temperature", "0.7", "q")
        let stayed = BrowseLines(acts + .lines("1", "s", "1", "q"), on: ParametersFixture.blank, at: .parameters)
        #expect(stayed.transcript.contains("Leave 1 change unsaved?"))
        #expect(stayed.config.contains("temperature: 0.7") || stayed.config.contains("\"temperature\": 0.7"))
        let left = BrowseLines(acts + .lines("y"), on: ParametersFixture.blank, at: .parameters)
        #expect(left.outcome.code == 0)
        #expect(left.effects.applies == 0)
    }

    @Test func aLockIsWaitedForAndCanBeGivenUp() {
        let locked = Array(repeating: ApplyFailure.locked(holder: "pid 812"), count: 9)
        let stopped = BrowseLines(.lines("c 3", "1") + [.timeout, .timeout] + .lines("<", "q"), failures: locked)
        #expect(stopped.transcript.occurrences(of: "Waiting for pid 812.") == 1, "it is said once")
        #expect(stopped.transcript.contains("Stopped waiting. Nothing was written."))
        let through = BrowseLines(
            .lines("c 3", "1") + [.timeout, .timeout, .timeout] + .lines("q"),
            failures: Array(locked.prefix(2))
        )
        #expect(through.transcript.contains("Cleared the cooldown of old."))
    }

    @Test("rule 57: the wizard opens from Home and comes back to it") func theWizardOpensFromHome() {
        let lines = BrowseLines(.lines("onboard", "q", "q"), at: .home)
        #expect(lines.transcript.contains("Step 1 of "))
        #expect(lines.transcript.occurrences(of: "Home, agent main.") == 2)
        #expect(lines.effects.wizards == 1)
        #expect(lines.outcome == ExitOutcome(code: 0, lines: ["Nothing was written."]))
    }

    @Test("rule 39: full-width digits, letters and commands count") func fullWidthFormsCount() {
        let lines = BrowseLines(.lines("ｃ　３", "＜", "ｑ"))
        #expect(lines.transcript.contains("Clear the cooldown of old without a check?"))
        #expect(lines.outcome.code == 0)
    }

    @Test("rule 33: the end of input, signals and Ctrl-C end it") func everyWayOutEndsIt() {
        #expect(BrowseLines([.key(.control("d"))]).outcome.code == 130)
        #expect(BrowseLines([.key(.control("c"))]).outcome.code == 130)
        #expect(BrowseLines([]).outcome.code == 129)
    }
}
