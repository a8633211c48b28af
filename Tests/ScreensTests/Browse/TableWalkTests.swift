import Anthropic
import Foundation
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Random keys at random speed on the browse screens: nothing is written that was not shown, no secret is drawn.
@MainActor
@Suite struct TableWalkTests {
    private static let keys: [Key] =
        [
            .enter, .enter, .enter, .escape, .up, .down, .down, .tab, .pageDown, .pageUp, .home, .end, .backTab,
            .backspace, .left, .right,
        ]
        + "vcrmtxnaouwydj?/kgG1 2q3s.0".map { Key.character($0) }
        + [.control("l"), .control("u"), .paste(Fake.token), .paste(Fake.apiKey), .paste(Secret("old"))]
    private static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 40, rows: 15), Size(columns: 120, rows: 40),
        Size(columns: 20, rows: 5),
        Size(columns: 61, rows: 16),
    ]

    @Test(arguments: [1, 2, 3])
    func nothingIsWrittenOutsideAnApply(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var walk = Self.start(&random)
        for step in 0..<4000 {
            let before = Self.files(walk)
            let counts = (walk.effects.applies, walk.effects.undos)
            let key = Self.keys[random.next(below: Self.keys.count)]
            walk.time += Int64([5, 300, 1500][random.next(below: 3)])
            walk.tell(.key(key, at: walk.time))
            if (walk.effects.applies, walk.effects.undos) == counts { #expect(Self.files(walk) == before, "\(key)") }
            if random.next(below: 4) > 0 { walk.see() }
            if random.next(below: 60) == 0 { Self.writeOutside(walk, step); walk.tell(.browse(.filesChanged)) }
            if random.next(below: 50) == 0 {
                walk.size = Self.sizes[random.next(below: Self.sizes.count)]
                walk.tell(.resized(walk.size))
            }
            if random.next(below: 30) == 0 { walk.tell(.woken(at: walk.time)) }
            if random.next(below: 25) == 0 {
                walk.answer([.verified, .rejected, .unanswered(.timeout)][random.next(below: 3)])
            }
            let picture = walk.picture
            #expect(!picture.canvas.lines.joined().contains(Fake.sentinel), "step \(step)")
            if let cursor = picture.cursor {
                #expect(cursor.column < walk.size.columns && cursor.row < walk.size.rows, "step \(step)")
            }
            if walk.left != nil || random.next(below: 400) == 0 { walk = Self.start(&random) }
        }
    }

    private static func start(_ random: inout SeededRandom) -> ProfilesWalk {
        let fixtures = [
            ProfilesFixture(), ProfilesFixture(config: ProfilesFixture.agents("main", "ops", "family")),
            ProfilesFixture(["main": ProfilesFixture.many(30)]), ProfilesFixture([:]),
            ProfilesFixture(["main": "{ broken"]), ParametersFixture.blank, ParametersFixture.subscription,
            ParametersFixture.legacy, ParametersFixture.odd, ParametersFixture.broken,
        ]
        let fixture = fixtures[random.next(below: fixtures.count)]
        let first = random.next(below: 3)
        return ProfilesWalk(fixture, atHome: first == 0, atParameters: first == 1)
    }

    private static func files(_ walk: ProfilesWalk) -> [String] {
        ["main", "ops", "family"].map { walk.store($0) }
            + [walk.effects.fixture.files.text(ProfilesFixture.state + "/openclaw.json") ?? ""]
    }

    /// The gateway counts a failure, or a person edits the config.
    private static func writeOutside(_ walk: ProfilesWalk, _ step: Int) {
        let config = walk.config
        let other = step.isMultiple(of: 3) ? config + "// \(step)\n" : config.replacing("0.5", with: "0.25")
        walk.effects.fixture.files.addFile(ParametersFixture.path, other)
        let text = walk.store()
        guard let found = text.range(of: #""errorCount": "#) else { return }
        let rest = text[found.upperBound...].drop(while: \.isNumber)
        walk.effects.fixture.files.addFile(
            ProfilesFixture.store("main"),
            text[..<found.upperBound] + String(step) + rest
        )
    }
}
