import Anthropic
import Credentials
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Properties of every way through the wizard.
@Suite struct WizardLawTests {
    /// Presses random keys that answer pages, until Review.
    private func walk(_ wizard: inout Wizard, _ random: inout SeededRandom) {
        for _ in 0..<60 where wizard.current != .review {
            if wizard.current == .credential {
                wizard.press(.paste(random.next(below: 2) == 0 ? Fake.token : Fake.apiKey))
            }
            for _ in 0..<random.next(below: 3) { wizard.press(.down) }
            let page = wizard.current
            if wizard.press(.enter).isLeave { wizard.press(.home) }
            if wizard.current == page, wizard.keys == .textField { wizard.type("x/y") }
            if wizard.current == page { wizard.press(.enter) }
        }
    }

    @Test("back from Review to Welcome and forward again gives the same answers", arguments: 0..<200)
    func backThenForwardIsIdentity(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var wizard = Wizard.on(Pages.fixtures[seed % Pages.fixtures.count])
        walk(&wizard, &random)
        guard wizard.current == .review else { return }
        let answers = wizard.answers
        var steps = 0
        while wizard.current != .welcome, steps < 40 {
            wizard.press(.escape)
            #expect(wizard.answers == answers, "going back changed an answer at \(wizard.current)")
            steps += 1
        }
        #expect(wizard.current == .welcome, "back was refused")
        while wizard.current != .review, steps < 80 {
            wizard.press(.enter)
            steps += 1
        }
        #expect(wizard.answers == answers)
    }

    @Test("draw never traps and never shows a secret, from 1x1 to 200x60, on every page")
    func drawNeverTraps() {
        for (number, wizard) in Pages.all().enumerated() {
            for columns in [1, 2, 3, 10, 39, 40, 41, 59, 60, 61, 80, 120, 200] {
                // Every page in every width, with alternating heights.
                for rows in [1, 2, 3, 14, 15, 16, 19, 20, 24, 60] where (rows + columns + number) % 3 == 0 || rows == 15
                {
                    var wizard = wizard
                    _ = wizard.handle(.resized(Size(columns: columns, rows: rows)))
                    let picture = wizard.picture
                    #expect(!picture.canvas.lines.joined().contains(Fake.sentinel))
                    if let cursor = picture.cursor {
                        #expect((0..<columns).contains(cursor.column) && (0..<rows).contains(cursor.row))
                    }
                }
            }
        }
    }

    @Test("rule 32: the cursor is visible on every page and stands on the marked row or in the field")
    func cursorIsVisible() {
        for wizard in Pages.all() {
            let picture = wizard.picture
            guard let cursor = picture.cursor else {
                Issue.record("no cursor at \(wizard.current)")
                continue
            }
            let isMarked = picture.canvas[cursor.column, cursor.row].style == .marked
            let hasMark = (0..<24).contains { picture.canvas[cursor.column, $0].style == .marked }
            #expect(isMarked || !hasMark)
        }
    }

    @Test("rule 38 and 49: only ASCII and the three marks are drawn, and no text is missing")
    func textIsPlain() {
        for wizard in Pages.all() {
            let text = wizard.screenText
            #expect(text.allSatisfy { $0.isASCII || "›✓✗‹".contains($0) || TextWidth.columns(of: $0) == 2 })
            #expect(!text.contains("[wizard."))
            #expect(!text.contains(/\{[a-z]+\}/), "an unfilled placeholder")
        }
    }

    @Test("rule 49: without colours and attributes, every mark and meaning still stands there in signs and words")
    func meaningNeedsNoAttributes() {
        for wizard in Pages.all() {
            let canvas = wizard.picture.canvas
            for row in 0..<canvas.size.rows {
                let styles = Set((0..<canvas.size.columns).map { canvas[$0, row].style })
                let text = canvas.text(row: row)
                let continues = { (style: Style) in
                    row > 0 && (0..<canvas.size.columns).contains { canvas[$0, row - 1].style == style }
                }
                if styles.contains(.marked), !continues(.marked) {
                    #expect(text.contains("›") || text.contains("!"), "a marked row without its mark: \(text)")
                }
                if styles.contains(.error), !continues(.error) { #expect(text.contains("✗"), "\(text)") }
                if styles.contains(.warning), !continues(.warning) { #expect(text.contains("!"), "\(text)") }
                if styles.contains(.ok) { #expect(text.contains("✓"), "\(text)") }
                if styles.contains(.added) { #expect(text.contains("+"), "\(text)") }
            }
        }
    }

    @Test("rule 15: a random walk of 50 000 keys: no trap, no apply that was not chosen, no secret in any frame")
    func randomWalk() {
        var random = SeededRandom(seed: 20_261_122)
        var wizard = Wizard.on(HostFixture.withAgents.checking())
        var applies = 0
        var now: Int64 = 0
        for step in 0..<50_000 {
            now += [5, 200, 700, 2000][random.next(below: 4)]
            let key = Self.keys[random.next(below: Self.keys.count)]
            let wasOnApply = wizard.current == .review && wizard.overlays.isEmpty && wizard.isShown
            let wasSettling = wizard.settling != nil
            if wizard.check.isRunning, random.next(below: 6) == 0 {
                applies += answerCheck(&wizard, &random, at: now)
            }
            var effects = wizard.handle(.key(key, at: now))
            #expect(!effects.isApply || (wasOnApply && key == .enter))
            if random.next(below: 5) == 0 {
                let isSettling = wizard.settling != nil
                let later = wizard.handle(.woken(at: now + 300))
                #expect(!later.isApply || isSettling || wizard.steps.review.waitingSince != nil)
                effects += later
            }
            #expect(!(wasSettling && key == .enter && effects.isApply), "a held Enter applied")
            for effect in effects {
                if case .apply = effect { applies += 1 }
                answer(effect, &wizard, &random, at: now)
            }
            if random.next(below: 40) == 0 { resize(&wizard, &random) }
            if random.next(below: 3) > 0 { wizard.see() }
            if step % 10 == 0 { #expect(!wizard.screenText.contains(Fake.sentinel)) }
        }
        #expect(applies > 0, "the walk never got to an apply")
    }

    private func answer(_ effect: Effect, _ wizard: inout Wizard, _ random: inout SeededRandom, at now: Int64) {
        switch effect {
        case .apply: answerApply(&wizard, random.next(below: 4), at: now)
        case .undo: _ = wizard.handle(.undone(.success(["~/.openclaw/openclaw.json"])))
        case .reread: _ = wizard.handle(.reread(.success(HostFixture.withAgents.checking().host)))
        case .suspend: _ = wizard.handle(.suspendRefused)
        case .leave, .leaveForHome: wizard = .on(Pages.fixtures[random.next(below: Pages.fixtures.count)].checking())
        case .askModels(let request):
            let outcome: Verification.Outcome = random.next(below: 2) == 0 ? .verified : .unanswered(.timeout)
            _ = wizard.handle(.checked(id: request.id, .of(outcome), at: now))
        case .repaint, .wake, .check, .stopCheck, .record, .keepModels, .browse: break
        }
    }

    /// Delivers a result, of the running check or of a cancelled one; returns the number of applies it caused.
    private func answerCheck(_ wizard: inout Wizard, _ random: inout SeededRandom, at now: Int64) -> Int {
        let outcomes: [Verification.Outcome] = [
            .verified, .rejected, .unanswered(.timeout), .modelUnknown, .overloaded(status: 529),
        ]
        let outcome = outcomes[random.next(below: outcomes.count)]
        let isStale = random.next(below: 4) == 0
        let wasAwaited = wizard.steps.review.state == .awaitingCheck && wizard.current == .review
        let id = wizard.check.id - (isStale ? 1 : 0)
        let effects = wizard.handle(.checked(id: id, .of(outcome), at: now))
        let isApply = effects.contains { [$0].isApply }
        #expect(!isApply || (wasAwaited && !isStale && outcome == .verified))
        for effect in effects { answer(effect, &wizard, &random, at: now) }
        return isApply ? 1 : 0
    }

    /// The result of an apply.
    private func answerApply(_ wizard: inout Wizard, _ choice: Int, at now: Int64) {
        let results: [Result<ApplyReport, ApplyFailure>] = [
            .success(.report), .failure(.changedMeanwhile(paths: ["~/.openclaw/openclaw.json"])),
            .failure(.locked(holder: "pid 812")), .failure(.failed(Problem(code: "x", message: "No space left."))),
        ]
        _ = wizard.handle(.applied(results[choice], interrupted: false, at: now))
        if choice == 1 { _ = wizard.handle(.reread(.success(HostFixture.withAgents.checking().host))) }
    }

    private func resize(_ wizard: inout Wizard, _ random: inout SeededRandom) {
        let sizes = [(80, 24), (40, 15), (20, 5), (120, 40), (1, 1), (80, 24), (80, 24)]
        let (columns, rows) = sizes[random.next(below: sizes.count)]
        _ = wizard.handle(.resized(Size(columns: columns, rows: rows)))
    }

    private static let keys: [Key] =
        [
            .enter, .enter, .enter, .enter, .enter, .enter, .enter, .enter, .escape, .tab, .backTab, .backspace,
            .delete, .up,
            .up, .down, .down, .left, .right, .home, .end, .pageUp, .pageDown, .function(1), .control("c"),
            .control("l"),
            .control("z"), .control("u"), .control("w"), .paste(Fake.token), .paste(Fake.apiKey), .paste(Fake.two),
            .paste(Fake.cutToken(90)), .paste(Secret("BBBBBBBBBBBB")), .paste(Secret("")),
        ] + "abdnuwxyq?/ 129ｖ".map { .character($0) }
}

/// Deterministic by seed (SplitMix64).
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }
}

extension [Effect] {
    var isLeave: Bool {
        if case .leave = first { true } else { false }
    }
}
