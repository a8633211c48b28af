import Secrets
import TerminalUI
import Testing

struct KeyDecoderTests {
    private let escape = "\u{1B}"

    @Test func plainCharactersAreDeliveredAtOnce() {
        var typist = Typist()
        #expect(typist.reads("a") == [.character("a")])
        #expect(typist.decoder.deadline == nil)
        #expect(typist.reads("儲") == [.character("儲")])
        #expect(typist.reads("y\r") == [.character("y"), .enter])
    }

    @Test(arguments: [
        ("\r", [Key.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{8}", [.backspace]), ("\u{7F}", [.backspace]),
        ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]), ("\u{13}", []), ("\u{11}", []), ("\0", []),
        ("\u{9B}", []),
        ("\u{1C}", []),
    ])
    func controlCharacters(typed: String, keys: [Key]) {
        var typist = Typist()
        #expect(typist.reads(typed) == keys)
    }

    @Test func keysOfTheLibraryPassThrough() {
        var typist = Typist()
        #expect(typist.reads([.key(.up), .key(.function(1))]) == [.up, .function(1)])
    }
}

// MARK: - Escape

extension KeyDecoderTests {
    @Test func aLoneEscapeIsOne() {
        var typist = Typist()
        #expect(typist.reads(escape) == [.escape])
        #expect(typist.reads(escape, after: 5) == [.escape])
        #expect(typist.reads(escape + escape, after: 5) == [.escape, .escape])
    }

    @Test func anAltLetterIsNotTyped() {
        var typist = Typist()
        #expect(typist.reads(escape + "x") == [])
        #expect(typist.reads(escape + "儲") == [])
        #expect(typist.reads("x") == [.character("x")])
    }

    @Test(arguments: ["[1;5A", "[I", "OQ", "[?62;1c", "]11;rgb:0000/0000\u{7}", "P1$r0m\u{1B}\\", "[<0;7;6M", "[6~"])
    func sequencesNobodyBoundAreSwallowed(sequence: String) {
        var typist = Typist()
        #expect(typist.reads(escape + sequence) == [])
        #expect(typist.reads("x") == [.character("x")])
    }

    @Test("rule 44: the rest of an arrow key that came late is swallowed")
    func theRestOfAnArrowKeyThatCameLateIsSwallowed() {
        var typist = Typist()
        #expect(typist.reads(escape) == [.escape])
        #expect(typist.reads("[A", after: 200) == [])
        #expect(typist.reads("A") == [.character("A")])
        #expect(typist.reads(escape) == [.escape])
        #expect(typist.reads("O", after: 100) == [])
        #expect(typist.reads("B", after: 100) == [])
        #expect(typist.reads("B") == [.character("B")])
    }

    @Test("rule 44: 250 ms after Escape a bracket is typed")
    func aBracketLongAfterEscapeIsTyped() {
        var typist = Typist()
        #expect(typist.reads(escape) == [.escape])
        #expect(typist.reads("[", after: 251) == [.character("[")])
        #expect(typist.reads("A") == [.character("A")])
    }

    @Test func aBracketTypedSoonAfterEscapeIsDeliveredWhenNothingFollows() {
        var typist = Typist()
        _ = typist.reads(escape)
        #expect(typist.reads("[", after: 100) == [])
        #expect(typist.decoder.deadline == typist.now + 150)
        #expect(typist.reads("", after: 150) == [.character("[")])
        #expect(typist.reads(escape) == [.escape])
        #expect(typist.reads("O", after: 100) == [])
        #expect(typist.reads([.key(.down)]) == [.character("O"), .down])
    }

    @Test func otherLettersAfterEscapeAreTyped() {
        var typist = Typist()
        _ = typist.reads(escape)
        #expect(typist.reads("q", after: 10) == [.character("q")])
    }

    @Test func aTornSequenceIsDroppedAfterAWhile() {
        var typist = Typist()
        #expect(typist.reads(escape + "[") == [])
        #expect(typist.reads("", after: 250) == [])
        #expect(typist.reads("A") == [.character("A")])
    }

    @Test func escapeTogetherWithAKeyIsBoth() {
        var typist = Typist()
        #expect(typist.reads([.scalar("\u{1B}"), .key(.up)]) == [.escape, .up])
    }
}

// MARK: - Pastes

extension KeyDecoderTests {
    private static let token = "sk-ant-oat01-" + String(repeating: "a", count: 95)

    @Test func aBracketedPasteIsOneSecret() {
        var typist = Typist()
        #expect(typist.reads([.pasteStart]) == [])
        #expect(typist.reads("sk-ant\r\n  q\t\u{3}\u{1B}[0m儲") == [])
        #expect(
            typist.reads([.key(.up), .key(.enter), .pasteEnd]) == [.paste(Secret("sk-ant\r\n  q\t\u{3}\u{1B}[0m儲\n"))]
        )
        #expect(typist.reads("x", after: 1) == [.character("x")])
    }

    @Test func aPasteWithoutItsEndIsGivenUpInSilence() {
        var typist = Typist()
        _ = typist.reads([.pasteStart])
        _ = typist.reads("abc", after: 299)
        #expect(typist.reads("def", after: 299) == [])
        #expect(typist.decoder.deadline == typist.now + 300)
        #expect(typist.reads("", after: 300) == [Self.piece("abcdef", .paused)])
        #expect(typist.reads("", after: 1699) == [])
        #expect(typist.reads("", after: 1) == [Self.piece("", of: "abcdef", .lost)])
        #expect(typist.decoder.deadline == nil)
        #expect(typist.reads([.pasteEnd]) == [])
        #expect(typist.reads("q") == [.character("q")])
    }

    private static func piece(
        _ part: String,
        of whole: String? = nil,
        _ progress: BrokenPaste.Progress
    ) -> Key {
        .brokenPaste(BrokenPaste(part: Secret(part), whole: Secret(whole ?? part), progress: progress))
    }

    @Test("rule 17: the rest of a paste that paused is its rest, however short")
    func theRestOfAPasteThatPausedIsNotTyped() {
        var typist = Typist()
        _ = typist.reads([.pasteStart])
        #expect(typist.reads("sk-ant-oat01-") == [])
        #expect(typist.reads("", after: 300) == [Self.piece("sk-ant-oat01-", .paused)])
        #expect(typist.reads("y", after: 1000) == [])
        #expect(typist.reads("", after: 300) == [Self.piece("y", of: "sk-ant-oat01-y", .paused)])
        #expect(
            typist.reads([.scalar("n"), .key(.enter), .pasteEnd], after: 100) == [
                Self.piece("n\n", of: "sk-ant-oat01-yn\n", .ended)
            ]
        )
        #expect(typist.reads("y") == [.character("y")])
    }

    @Test func aLongRestKeepsThePasteOpenAndAKeyDoesNot() {
        var typist = Typist()
        _ = typist.reads([.pasteStart])
        _ = typist.reads("abcd")
        _ = typist.reads("", after: 300)
        #expect(typist.reads("efgh", after: 1600) == [])
        #expect(typist.reads("", after: 300) == [Self.piece("efgh", of: "abcdefgh", .paused)])
        #expect(typist.reads("i", after: 1600) == [])
        #expect(typist.reads("", after: 100) == [Self.piece("i", of: "abcdefghi", .lost)])
        #expect(typist.reads("j") == [.character("j")])
    }

    @Test(arguments: [850, 200, 30]) func controlCInAPasteWithoutAnEndWorks(pause: Int64) {
        var typist = Typist()
        _ = typist.reads([.pasteStart])
        _ = typist.reads("sk-ant-api03-half")
        var keys: [Key] = []
        for _ in 0..<20 where keys.last != .control("c") { keys += typist.reads("\u{3}", after: pause) }
        #expect(keys.last == .control("c"))
        #expect(typist.now - 1_000_000 <= 300 + 2 * pause)
        guard case .brokenPaste(let paste) = keys.first else {
            Issue.record("what was pasted is not kept silently")
            return
        }
        #expect(paste.isFirst)
    }

    @Test func keysThatAreNoTextCountOnceAPasteHasPaused() {
        for (input, key) in [
            (RawInput.key(.up), Key.up), (.scalar("\u{7F}"), .backspace), (.scalar("\u{15}"), .control("u")),
        ] {
            var typist = Typist()
            _ = typist.reads([.pasteStart, .scalar("a")])
            _ = typist.reads("", after: 300)
            #expect(typist.reads([input]) == [Self.piece("", of: "a", .lost), key])
            #expect(typist.reads("b") == [.character("b")])
        }
    }

    @Test func anEndThatWasTornIsStillTheEnd() {
        var typist = Typist()
        _ = typist.reads([.pasteStart, .scalar("a")])
        #expect(typist.reads("\u{1B}", after: 10) == [])
        #expect(typist.reads("[201~", after: 100) == [.paste(Secret("a"))])
        _ = typist.reads([.pasteStart, .scalar("b"), .scalar("\u{1B}")])
        #expect(typist.reads("", after: 300) == [Self.piece("b\u{1B}", .paused)])
        #expect(typist.reads("[201~", after: 100) == [Self.piece("", of: "b", .ended)])
    }

    @Test func anotherPasteEndsOneThatPaused() {
        var typist = Typist()
        _ = typist.reads([.pasteStart, .scalar("a")])
        _ = typist.reads("", after: 300)
        #expect(typist.reads([.pasteStart]) == [Self.piece("", of: "a", .lost)])
        #expect(typist.reads([.scalar("b"), .pasteEnd]) == [.paste(Secret("b"))])
    }

    @Test func whatWasTypedBeforeAPasteComesFirst() {
        var typist = Typist()
        #expect(
            typist.reads([.scalar("a"), .pasteStart, .scalar("b"), .pasteEnd]) == [
                .character("a"), .paste(Secret("b")),
            ]
        )
    }

    @Test func aPasteTornAfterItsEscapeIsStillOne() {
        var typist = Typist()
        #expect(typist.reads(escape) == [.escape])
        #expect(typist.reads("[200~secret", after: 60) == [])
        #expect(typist.reads([.pasteEnd]) == [.paste(Secret("secret"))])
    }

    @Test("rule 17: a burst of characters is a paste")
    func aBurstOfCharactersIsAPaste() {
        var typist = Typist()
        #expect(typist.reads(Self.token + "\r") == [])
        #expect(typist.decoder.deadline == typist.now + 50)
        #expect(typist.reads("", after: 49) == [])
        #expect(typist.reads("", after: 1) == [.paste(Secret(Self.token + "\r"))])
    }

    @Test func lineBreaksInsideABurstDoNotSubmit() {
        var typist = Typist()
        #expect(typist.reads("ab\r\n  cd") == [])
        #expect(typist.reads("\rshort\r", after: 30) == [])
        #expect(typist.reads("", after: 50) == [.paste(Secret("ab\r\n  cd\rshort\r"))])
    }

    @Test func charactersThatArriveOneByOneTooFastForFingersAreAPaste() {
        var typist = Typist()
        var keys: [Key] = []
        for character in "sk-ant-api\r" { keys += typist.reads(String(character), after: 2) }
        #expect(keys == [.character("s"), .character("k"), .character("-")])
        #expect(typist.reads("", after: 50) == [.paste(Secret("ant-api\r"))])
    }

    @Test func fewCharactersAtOnceAreTyped() {
        var typist = Typist()
        #expect(typist.reads("abc\r") == [.character("a"), .character("b"), .character("c"), .enter])
        #expect(typist.reads("abcde\r", after: 100) == [])
        #expect(typist.reads("", after: 50) == "abcde".map { .character($0) } + [.enter])
    }

    @Test func aHeldDownKeyRepeatsWithoutDelay() {
        var typist = Typist()
        for _ in 0..<100 { #expect(typist.reads("j", after: 17) == [.character("j")]) }
    }

    @Test func aColoredBurstIsOnePaste() {
        var typist = Typist()
        #expect(typist.reads("\(escape)[1msk-ant-oat01-aaaa\(escape)[0m-bbbb") == [])
        #expect(typist.reads("", after: 50) == [.paste(Secret("sk-ant-oat01-aaaa-bbbb"))])
    }

    @Test func aKeyEndsABurst() {
        var typist = Typist()
        #expect(typist.reads([.scalar("a"), .scalar("b"), .key(.down)]) == [.character("a"), .character("b"), .down])
        _ = typist.reads("longer than eight", after: 100)
        #expect(typist.reads([.key(.up)]) == [.paste(Secret("longer than eight")), .up])
        _ = typist.reads("longer than eight", after: 100)
        #expect(typist.reads("\u{3}") == [.paste(Secret("longer than eight")), .control("c")])
    }

    @Test func anEndlessPasteIsCapped() {
        var typist = Typist()
        _ = typist.reads([.pasteStart])
        _ = typist.reads(String(repeating: "a", count: KeyDecoder.pasteLimit + 100))
        guard case .paste(let secret) = typist.reads([.pasteEnd]).first else {
            Issue.record("no paste")
            return
        }
        #expect(secret.count == KeyDecoder.pasteLimit)
    }

    /// Whatever arrives, in whatever parts, nothing stays pending for ever.
    @Test(arguments: 0..<200)
    func everythingSettles(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        var typist = Typist()
        let scalars = Array("\u{1B}[O]P~;20aA\r\n\u{3}\u{7F}儲\\\u{7}".unicodeScalars)
        for _ in 0..<300 {
            let inputs: [RawInput] = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                switch Int.random(in: 0..<20, using: &random) {
                case 0: .pasteStart
                case 1: .pasteEnd
                case 2: .key(.up)
                default: .scalar(scalars.randomElement(using: &random) ?? "x")
                }
            }
            _ = typist.reads(inputs, after: Int64.random(in: 0...300, using: &random))
        }
        _ = typist.reads("", after: 5000)
        _ = typist.reads("", after: 5000)
        #expect(typist.decoder.deadline == nil)
        #expect(typist.reads([.key(.down)], after: 300) == [.down])
    }
}

/// A simulated typist with a clock.
private struct Typist {
    var decoder = KeyDecoder()
    var now: Int64 = 1_000_000

    mutating func reads(_ text: String, after milliseconds: Int64 = 0) -> [Key] {
        reads(text.unicodeScalars.map { .scalar($0) }, after: milliseconds)
    }

    mutating func reads(_ inputs: [RawInput], after milliseconds: Int64 = 0) -> [Key] {
        now += milliseconds
        return inputs.flatMap { decoder.feed($0, at: now) } + decoder.settle(at: now)
    }
}

/// A deterministic source of numbers.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
