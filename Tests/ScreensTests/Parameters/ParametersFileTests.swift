import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Edits while files change, are locked or cannot be read.
@MainActor
@Suite struct ParametersFileTests {
    private func write(_ text: String, _ walk: inout ProfilesWalk) {
        walk.effects.fixture.files.addFile(ParametersFixture.path, text)
        walk.tell(.browse(.filesChanged))
        walk.see()
    }

    @Test func editsStayWhenTheFileChangesAndOthersAreSeen() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        walk.press(.enter, .character("3"))
        write(walk.config.replacing("0.5", with: "0.75"), &walk)
        #expect(walk.text.contains("0.75") && walk.text.contains("1 not saved"))
        #expect(walk.text.contains("openclaw.json was changed by another program."))
        walk.press(.character("s"), .character("y"))
        #expect(walk.config.contains("temperature: 0.75, cacheRetention: \"long\""))
    }

    @Test func whatTheFileSaysAlreadyIsNoEditAnyMore() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        walk.press(.down, .enter, .control("u"))
        walk.type("0.25")
        walk.press(.enter, .character("s"))
        write(walk.config.replacing("0.5", with: "0.25"), &walk)
        #expect(!walk.text.contains("not saved") && !walk.text.contains("Save this change?"))
    }

    @Test func aSaveThatWasOvertakenIsPlannedAgainAndShown() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        walk.press(.enter, .character("3"), .character("s"))
        let files = walk.effects.fixture.files
        files.addFile(ParametersFixture.path, walk.config.replacing("0.5", with: "0.75"))
        walk.press(.character("y"))
        #expect(walk.effects.applies == 1 && !walk.config.contains("long"))
        #expect(walk.text.contains("This is the new plan.") && walk.text.contains("Save this change?"))
        walk.press(.character("y"))
        #expect(walk.config.contains("temperature: 0.75, cacheRetention: \"long\""))
    }

    @Test func aFileThatBreaksMeanwhileKeepsTheEdits() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        let whole = walk.config
        walk.press(.enter, .character("3"), .enter)
        write("{ broken", &walk)
        #expect(walk.text.contains("cannot be read") && walk.text.contains("Read the files again"))
        #expect(walk.text.contains("1 not saved"))
        walk.effects.fixture.files.addFile(ParametersFixture.path, whole)
        walk.press(.enter)
        #expect(walk.text.contains("short     long"))
        walk.press(.character("s"), .character("y"))
        #expect(walk.config.contains("\"long\""))
    }

    @Test("rule 45: a lock is waited for, and waiting can be stopped") func locked() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        let before = walk.config
        walk.effects.failures = [.locked(holder: "pid 812 (openclaw)"), .locked(holder: "pid 812 (openclaw)")]
        walk.press(.enter, .character("3"), .character("s"), .character("y"))
        #expect(walk.text.contains("Waiting for pid 812 (openclaw), 0 s."))
        walk.time += 2000
        walk.tell(.woken(at: walk.time))
        #expect(walk.text.contains("Waiting for pid 812 (openclaw), 2 s."))
        walk.press(.escape)
        #expect(walk.text.contains("Stopped waiting. Nothing was written.") && walk.config == before)
        walk.press(.character("y"))
        #expect(walk.config.contains("\"long\""))
    }

    @Test func aFailedWriteChangesNothingAndKeepsTheEdits() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        let before = walk.config
        walk.effects.failures = [.failed(Problem(code: "disk-full", message: "The disk is full."))]
        walk.press(.enter, .character("3"), .character("s"), .character("y"))
        #expect(walk.flatText.contains("Not applied, no file was changed. The disk is full."))
        #expect(walk.config == before && walk.text.contains("1 not saved"))
    }

    @Test("rule 15: a held Enter saves nothing") func heldEnter() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        let before = walk.config
        for step in 0..<60 {
            walk.time += step == 0 ? 0 : step == 1 ? 500 : 30
            walk.press(.enter)
        }
        #expect(walk.effects.applies == 0 && walk.config == before)
    }

    @Test func aKeyBeforeTheProposalWasSeenIsDropped() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        walk.press(.enter, .character("3"))
        walk.tell(.key(.character("s"), at: 0))
        walk.tell(.key(.enter, at: 0))
        #expect(walk.effects.applies == 0)
        walk.see()
        walk.press(.character("y"))
        #expect(walk.effects.applies == 1)
    }

    @Test func savingTwiceLeavesNothingToSave() {
        var walk = ProfilesWalk.parameters(ParametersFixture.written)
        walk.press(.enter, .character("3"), .character("s"), .character("y"))
        let after = walk.config
        walk.press(.enter, .character("3"), .character("s"))
        #expect(walk.text.contains("Nothing is changed yet") && walk.config == after)
    }
}
