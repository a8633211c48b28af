import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Countdowns, outside changes, locks: events without key presses.
@MainActor
@Suite struct ProfilesTimeTests {
    @Test("rule 8: counts down by the second in the last hour, on visible rows only")
    func countdown() {
        var walk = ProfilesWalk()
        #expect(walk.wakes == [1000])
        #expect(walk.text.contains("04:12"))
        walk.time = 1000
        walk.tell(.woken(at: walk.time))
        walk.see()
        #expect(walk.text.contains("04:11"))
        #expect(walk.wakes == [1000])
        #expect(walk.effects.reads == 0)
    }

    @Test func theRowIsReadAgainWhenItsTimeIsOver() {
        var walk = ProfilesWalk()
        walk.time = 252_000
        walk.tell(.woken(at: walk.time))
        #expect(walk.effects.reads == 1)
    }

    @Test("no wake-ups where nothing counts down") func idle() {
        let text = ProfilesFixture.text([ProfilesFixture.key("work", "A")])
        #expect(ProfilesWalk(ProfilesFixture(["main": text])).wakes.isEmpty)
        var hours = ProfilesWalk(
            ProfilesFixture([
                "main": ProfilesFixture.text(
                    [ProfilesFixture.key("team", "A")],
                    usage: [ProfilesFixture.usage("team", #""cooldownUntil": \#(ProfilesFixture.now + 7_200_000)"#)]
                )
            ])
        )
        #expect(hours.wakes == [3_600_001])
        // The table stays beside the actions.
        hours.press(.enter)
        #expect(hours.wakes == [3_600_001])
    }

    @Test func theGatewaysMarksAreSeenAndTheMarkStays() {
        var walk = ProfilesWalk()
        walk.press(.down, .down)
        let text = ProfilesFixture.four.replacing("\"errorCount\": 3", with: "\"errorCount\": 4")
        walk.effects.fixture.files.addFile(ProfilesFixture.store("main"), text)
        walk.tell(.browse(.filesChanged))
        #expect(walk.flatText.contains("The gateway changed the usage marks of old."))
        #expect(walk.picture.canvas.lines.contains { $0.contains("› old") })
    }

    @Test func ourOwnChangeIsNotAnnouncedAsTheGateways() {
        var walk = ProfilesWalk()
        walk.press(.down, .down, .character("c"), .enter)
        walk.tell(.browse(.filesChanged))
        #expect(!walk.flatText.contains("The gateway changed"))
        #expect(walk.flatText.contains("Cleared the cooldown"))
    }

    @Test func aGoneRowGivesTheMarkToItsNeighbour() {
        var walk = ProfilesWalk()
        walk.press(.down)
        let gone = ProfilesFixture.text([ProfilesFixture.token("default", "A"), ProfilesFixture.key("old", "A")])
        walk.effects.fixture.files.addFile(ProfilesFixture.store("main"), gone)
        walk.tell(.browse(.filesChanged))
        #expect(walk.picture.canvas.lines.contains { $0.contains("› old") })
    }

    @Test func aConflictIsPlannedAgainAndSaid() {
        var walk = ProfilesWalk()
        walk.press(.down, .down, .character("c"))
        let text = ProfilesFixture.four.replacing("\"errorCount\": 3", with: "\"errorCount\": 4")
        walk.effects.fixture.files.addFile(ProfilesFixture.store("main"), text)
        walk.press(.enter)
        #expect(walk.effects.applies == 1)
        #expect(walk.store() == text, "nothing is written on what was not shown")
        #expect(walk.flatText.contains("The files changed meanwhile: this is the new plan."))
        walk.time += 5000
        walk.press(.enter)
        #expect(!walk.store().contains("cooldownUntil"))
    }

    @Test func aBusyLockIsWaitedForAndEscStops() {
        var walk = ProfilesWalk()
        walk.effects.failures = [.locked(holder: "pid 812"), .locked(holder: "pid 812")]
        walk.press(.down, .down, .character("c"), .enter)
        #expect(walk.flatText.contains("Waiting for pid 812, 0 s. Esc stops."))
        #expect(walk.wakes == [250])
        walk.time = 1250
        walk.tell(.woken(at: walk.time))
        walk.see()
        #expect(walk.flatText.contains("Waiting for pid 812, 1 s."))
        walk.press(.escape)
        #expect(walk.flatText.contains("Stopped waiting. Nothing was written."))
        #expect(walk.store() == ProfilesFixture.four)
    }
}
