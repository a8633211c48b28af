import GatewayHost
import Secrets
import TerminalUI
import Testing

@testable import Screens

/// Keys: back, leave, help, lists; footer, help and dispatch agree.
@Suite struct WizardKeyTests {
    @Test func escapeOnTheFirstPageSaysSo() {
        var wizard = Wizard.on()
        wizard.press(.escape)
        #expect(wizard.current == .welcome)
        #expect(wizard.screenText.contains("This is the first page."))
    }

    @Test("rule 3: Ctrl-C asks only when something would be lost, with Stay marked")
    func controlCAsksOnlyWhenSomethingIsLost() {
        var wizard = Wizard.on()
        #expect(wizard.press(.control("c")) == [.leave(code: 130)])
        wizard.walk(to: .credential)
        #expect(wizard.press(.control("c")).isEmpty)
        #expect(wizard.screenText.contains("› Stay"))
        #expect(wizard.press(.enter).isEmpty)
        #expect(wizard.current == .credential)
        wizard.press(.control("c"))
        #expect(wizard.press(.control("c")) == [.leave(code: 130)])
    }

    @Test func leaveQuestionTakesYAndN() {
        var wizard = Wizard.on()
        wizard.walk(to: .credential)
        wizard.press(.control("c"))
        #expect(wizard.press(.character("N")).isEmpty)
        #expect(wizard.overlays.isEmpty)
        wizard.press(.control("c"))
        #expect(wizard.press(.character("Y")) == [.leave(code: 130)])
    }

    @Test func leavingDoneIsDone() {
        var wizard = Wizard.on()
        wizard.finish(.report)
        #expect(wizard.press(.control("c")) == [.leave(code: 0)])
        #expect(wizard.press(.enter) == [.leave(code: 0)])
    }

    @Test func escapeOnDoneIsAHint() {
        var wizard = Wizard.on()
        wizard.finish(.report)
        #expect(wizard.press(.escape).isEmpty)
        #expect(wizard.current == .done)
        #expect(wizard.screenText.contains("u undoes it"))
    }

    @Test("rule 65: undo asks first, and what was asked for is marked, as on every screen")
    func undoAsksFirstAndIsMarked() {
        var wizard = Wizard.on()
        wizard.finish(.report)
        wizard.press(.character("U"))
        #expect(wizard.screenText.contains("Undo? It removes one file, restores one."))
        #expect(wizard.screenText.contains("› Undo it"))
        #expect(wizard.press(.down, .enter).isEmpty)
        wizard.press(.character("u"))
        #expect(wizard.press(.enter) == [.undo])
        _ = wizard.handle(.undone(.success(["~/.openclaw/openclaw.json"])))
        #expect(wizard.screenText.contains("Undone."))
        #expect(wizard.farewell.first == "✓ Undone. The files are as they were before.")
        #expect(wizard.press(.character("u")).isEmpty)
        #expect(wizard.overlays.isEmpty)
    }

    @Test("rule 15: an undo is not started by keys in flight either")
    func undoIsNotConfirmedByKeysInFlight() {
        var wizard = Wizard.on()
        wizard.finish(.report)
        _ = wizard.handle(.key(.character("u"), at: 0))
        #expect(wizard.handle(.key(.character("y"), at: 0)).isEmpty)
        #expect(wizard.overlays.count == 1)
    }

    @Test("rule 36: below 40x15 only leaving and redrawing count")
    func tooSmallHoldsTheKeys() {
        var wizard = Wizard.on()
        wizard.walk(to: .credential)
        wizard.press(.paste(Fake.apiKey))
        _ = wizard.handle(.resized(Size(columns: 38, rows: 12)))
        for key: Key in [.enter, .escape, .tab, .character("q"), .paste(Fake.token)] {
            #expect(wizard.press(key).isEmpty)
        }
        #expect(wizard.press(.control("l")) == [.repaint])
        #expect(wizard.press(.control("c")) == [.leave(code: 130)])
        _ = wizard.handle(.resized(Size(columns: 80, rows: 24)))
        #expect(wizard.current == .credential)
        #expect(wizard.answers.secret == Fake.apiKey)
    }

    @Test("rule 39: digits take their row, letters go to it, full-width ones too")
    func digitsAndLetters() {
        var wizard = Wizard.on()
        wizard.walk(to: .method)
        wizard.press(.character("s"))
        #expect(wizard.screenText.contains("› Skip for now"))
        wizard.press(.character("２"))
        #expect(wizard.current == .credential)
        #expect(wizard.answers.method == .secret(.setupToken))
    }

    @Test("rule 41: a long list filters by typing, and Esc clears before it goes back")
    func longListFilters() {
        var wizard = Wizard.on()
        wizard.walk(to: .model)
        wizard.type("son 4-5")
        #expect(wizard.screenText.contains("2 of 13"))
        wizard.press(.escape)
        #expect(wizard.current == .model)
        #expect(wizard.screenText.contains("Type to find"))
        wizard.press(.escape)
        #expect(wizard.current == .credential)
    }

    @Test func anotherModelCanBeTyped() {
        var wizard = Wizard.on()
        wizard.walk(to: .model)
        wizard.press(.end, .enter, .enter)
        #expect(wizard.screenText.contains("Type an id"))
        wizard.type("claude-next-9")
        wizard.press(.enter)
        #expect(wizard.answers.model == "anthropic/claude-next-9")
        wizard.press(.escape, .enter)
        #expect(wizard.screenText.contains("claude-next-9"), "what was typed stays")
    }

    @Test func escapeInTheModelFieldGoesBackToTheList() {
        var wizard = Wizard.on()
        wizard.walk(to: .model)
        wizard.press(.end, .enter)
        wizard.type("opus")
        wizard.press(.escape)
        #expect(wizard.current == .model)
        #expect(wizard.screenText.contains("› Type another id"))
    }

    @Test func aKeyPastedIntoTheModelFieldIsDropped() {
        var wizard = Wizard.on()
        wizard.walk(to: .model)
        wizard.press(.end, .enter, .paste(Fake.apiKey))
        #expect(wizard.screenText.contains("That was a key."))
        #expect(!wizard.screenText.contains(Fake.sentinel))
    }

    @Test("rule 5: help opens with ? and F1 and closes with either") func helpOpensWithQuestionMarkAndF1AndCloses() {
        for key: Key in [.character("?"), .function(1), .character("？")] {
            var wizard = Wizard.on()
            wizard.press(.enter, key)
            #expect(wizard.screenText.contains("Help: Method"))
            wizard.press(key)
            #expect(wizard.overlays.isEmpty)
        }
    }

    @Test func helpOverTheDiffComesBackToTheDiff() {
        var wizard = Wizard.on()
        wizard.walk(to: .review)
        wizard.press(.character("D"), .character("?"), .escape)
        #expect(wizard.screenText.contains("What changes, secrets redacted"))
        wizard.press(.escape)
        #expect(wizard.screenText.contains("Review."))
    }

    @Test func suspendingWhereItIsImpossibleSaysSo() {
        var wizard = Wizard.on()
        #expect(wizard.press(.control("z")) == [.suspend])
        _ = wizard.handle(.suspendRefused)
        #expect(wizard.screenText.contains("Cannot suspend here"))
    }

    @Test func redrawingReadsTheFilesAgainAndKeepsTheMark() {
        var wizard = Wizard.on()
        wizard.walk(to: .method)
        wizard.press(.down)
        #expect(wizard.press(.control("l")) == [.repaint, .reread])
        _ = wizard.handle(.reread(.success(HostFixture().host)))
        #expect(wizard.screenText.contains("› Anthropic token"))
    }

    @Test("rule 43: keys that multiplexers, flow control and aliases use are not bound")
    func keysLeftAlone() {
        for context in KeyContext.allCases {
            for letter in "abefghijmnpqst" {
                #expect(KeyTable.command(for: .control(letter), in: context) == nil)
            }
        }
    }

    @Test("one table: every key of the footer does what it says, and a letter means the same everywhere")
    func oneTable() {
        var meaning: [Character: Command] = [:]
        for context in KeyContext.allCases {
            for binding in KeyTable.bindings(context) where binding.command != .widget {
                for key in binding.keys {
                    #expect(KeyTable.command(for: key, in: context) == binding.command)
                    guard case .character(let letter) = key else { continue }
                    // `y` and `n` answer a question, during which no command is active; `q` is Esc, and on Home it
                    // leaves.
                    guard binding.command != .yes, binding.command != .no else { continue }
                    let command = binding.command == .quit ? .back : binding.command
                    #expect(meaning[letter, default: command] == command)
                    meaning[letter] = command
                }
            }
        }
    }

    @Test("rule 34: below 60 columns at most four keys, and the last is the help")
    func narrowFooter() {
        for step in StepID.allCases where step != .done {
            var wizard = Wizard.on(.withAgents, size: Size(columns: 40, rows: 15))
            wizard.show(step)
            let footer = wizard.picture.canvas.text(row: 14)
            #expect(footer.hasSuffix("? help"), "\(step): \(footer)")
            #expect(footer.split(separator: "  ").count <= 4)
        }
    }
}
