import Secrets
import TerminalUI
import Testing

struct SecretFieldTests {
    private let token = "sk-ant-oat01-" + String(repeating: "a", count: 95)
    private let other = "sk-ant-oat01-" + String(repeating: "b", count: 95)

    @Test func aPasteIsReadAndKeptClean() {
        var field = SecretField()
        let wrapped = token.prefix(60) + "\r\n  " + token.dropFirst(60) + "\n"
        guard case .pasted(let paste, .replaced) = field.handle(.paste(Secret(String(wrapped)))) else {
            Issue.record("not pasted")
            return
        }
        #expect(field.secret == Secret(token))
        #expect(field.reading == paste)
        #expect(!paste.removed.isEmpty)
        #expect(field.handle(.enter) == .accepted)
    }

    @Test func aWholePasteReplacesAndTheSameOneCountsOnce() {
        var field = pasted(token)
        #expect(how(field.handle(.paste(Secret(token)))) == .sameAgain)
        #expect(field.count == 108)
        #expect(how(field.handle(.paste(Secret(other)))) == .replaced)
        #expect(field.secret == Secret(other))
    }

    @Test func theRestOfACutOffTokenContinuesIt() {
        var field = pasted(String(token.prefix(90)))
        #expect(how(field.handle(.paste(Secret(String(token.dropFirst(90)))))) == .continued)
        #expect(field.secret == Secret(token))
    }

    @Test func charactersDeliveredBeforeTheBurstWasKnownBelongToIt() {
        var field = SecretField()
        for character in "sk-" { _ = field.handle(.character(character)) }
        #expect(how(field.handle(.paste(Secret(String(token.dropFirst(3)))))) == .continued)
        #expect(field.secret == Secret(token))
    }

    @Test("rule 17: a paste that comes in pieces is read as if it had come at once")
    func aPasteInPiecesIsReadAsOne() {
        for cut in [3, 45, 90, 107] {
            var field = SecretField()
            let (head, rest) = (String(token.prefix(cut)), String(token.dropFirst(cut)))
            _ = field.handle(piece(head, of: head, .paused))
            #expect(how(field.handle(piece(rest, of: token, .paused))) == .replaced)
            #expect(field.handle(piece("", of: token, .ended)) == .pasted(field.reading, .replaced))
            #expect(field.secret == Secret(token) && !field.mayBeCutOff, "cut at \(cut)")
        }
    }

    @Test("rule 59: a piece under 80 characters is kept for the rest")
    func aPieceIsKeptAndItsRestJoinsIt() {
        var field = pasted(String(token.prefix(30)))
        #expect(field.reading.outcome == .refused(.tooShort(count: 30)))
        #expect(how(field.handle(.paste(Secret(String(token.dropFirst(30).prefix(40)))))) == .continued)
        #expect(field.secret == Secret(String(token.prefix(70))))
        #expect(how(field.handle(.paste(Secret(String(token.dropFirst(70)))))) == .continued)
        #expect(field.secret == Secret(token) && field.reading.outcome == .setupToken(Secret(token), .whole))
    }

    @Test func aPieceNeverReplacesSomethingWhole() {
        var field = pasted(token)
        _ = field.handle(.paste(Secret(String(other.prefix(40)))))
        #expect(field.secret == Secret(token))
    }

    @Test("rule 59: a key typed after a whole paste asks first")
    func aCharacterBehindAWholePasteIsAddedOnlyWhenTypedAgain() {
        var field = pasted(token)
        #expect(field.handle(.character("x")) == .refused(.typedAfterPaste))
        #expect(field.secret == Secret(token))
        #expect(field.handle(.character("y")) == .refused(.typedAfterPaste))
        #expect(field.handle(.character("y")) == .handled)
        #expect(field.secret == Secret(token + "y"))
        var cut = pasted(String(token.prefix(90)))
        #expect(cut.handle(.character("a")) == .handled && cut.count == 91)
    }

    @Test func aPieceTooShortToBeUsedIsToldOnlyWhenNoMoreIsExpected() {
        var field = SecretField()
        let head = String(token.prefix(45))
        #expect(field.handle(piece(head, of: head, .paused)) == .handled)
        guard case .pasted(let paste, _) = field.handle(piece("", of: head, .lost)) else {
            Issue.record("not told")
            return
        }
        #expect(paste.outcome == .refused(.tooShort(count: 45)))
        #expect(field.count == 45, "it is kept for the rest")
    }

    @Test func aKeyWhosePasteBrokeOffMayBeCutOff() {
        let key = "sk-ant-api03-" + String(repeating: "a", count: 95)
        var field = SecretField()
        let head = String(key.prefix(60))
        _ = field.handle(piece(head, of: head, .paused))
        _ = field.handle(piece("", of: head, .lost))
        #expect(field.mayBeCutOff && field.count == 60)
        _ = field.handle(piece(key, of: key, .paused))
        _ = field.handle(piece("", of: key, .lost))
        #expect(!field.mayBeCutOff && field.secret == Secret(key), "the key is whole, only the end was not marked")
        _ = field.handle(.paste(Secret(head)))
        #expect(!field.mayBeCutOff)
    }

    private func piece(_ part: String, of whole: String, _ progress: BrokenPaste.Progress) -> Key {
        .brokenPaste(BrokenPaste(part: Secret(part), whole: Secret(whole), progress: progress))
    }

    @Test func whatCannotBeUsedIsNotKept() {
        var field = pasted(token)
        guard case .pasted(let paste, _) = field.handle(.paste(Secret("abc123#def456"))) else {
            Issue.record("not pasted")
            return
        }
        #expect(paste.outcome == .refused(.loginCode))
        #expect(field.secret == Secret(token))
    }

    @Test func oneOfSeveralIsChosenByThePage() {
        var field = SecretField()
        guard case .pasted(let paste, _) = field.handle(.paste(Secret(token + "\n\n" + other))),
            case .several(let candidates) = paste.outcome
        else {
            Issue.record("not several")
            return
        }
        #expect(field.isEmpty)
        field.hold(candidates[1].secret)
        #expect(field.secret == Secret(other))
    }

    @Test func typingAndRemoving() {
        var field = SecretField()
        for character in "sk-ant" { #expect(field.handle(.character(character)) == .handled) }
        #expect(field.handle(.backspace) == .handled)
        #expect(field.count == 5)
        #expect(field.handle(.control("u")) == .handled)
        #expect(field.isEmpty)
        #expect(field.reading.outcome == .refused(.nothing))
        #expect(field.handle(.backspace) == .handled)
    }

    @Test func fullWidthLettersAreNamed() {
        var field = SecretField()
        #expect(field.handle(.character("ｓ")) == .refused(.fullWidthLetters))
        #expect(field.isEmpty)
    }

    @Test func keysOfThePageAreIgnored() {
        var field = SecretField()
        for key in [Key.escape, .tab, .backTab, .up, .left, .character("?"), .control("c")] {
            #expect(field.handle(key) == .ignored)
        }
    }

    @Test func aFullFieldSaysSo() {
        var field = SecretField()
        field.hold(Secret(String(repeating: "a", count: SecretField.limit)))
        #expect(field.handle(.character("b")) == .refused(.full(limit: SecretField.limit)))
    }

    @Test func onlyStarsAreDrawn() {
        let field = pasted(token)
        var canvas = Canvas(size: Size(columns: 40, rows: 2))
        let area = Rect(column: 2, row: 0, columns: 25, rows: 1)
        field.draw(on: &canvas, in: area)
        #expect(canvas.lines == ["  " + String(repeating: "*", count: 24), ""])
        #expect(field.cursor(in: area) == Point(column: 26, row: 0))
        #expect(canvas[26, 0].style == .field)
        for columns in 0...3 {
            var small = Canvas(size: Size(columns: columns, rows: 1))
            field.draw(on: &small, in: small.bounds)
            _ = field.cursor(in: small.bounds)
        }
    }

    @Test func aSecretIsNeverShownByFieldsThatShowTheirText() {
        var text = TextField("id")
        #expect(text.handle(.paste(Secret(token))) == .refused(.secretPasted))
        #expect(text.handle(.paste(Secret(" claude-opus-4-6\r\n"))) == .handled)
        #expect(text.text == "idclaude-opus-4-6")
        var list = PickList((0..<20).map { PickRow(id: "\($0)", label: "row \($0)") })
        #expect(list.handle(.paste(Secret(token))) == .ignored)
        #expect(list.handle(.paste(Secret("row 7\n"))) == .handled)
        #expect(list.filter == "row 7")
    }

    @Test func printingAFieldShowsNothing() {
        let field = pasted(token)
        var printed = ""
        dump(field, to: &printed)
        #expect(!(printed + "\(field)" + String(reflecting: field)).contains("aaaa"))
    }

    private func pasted(_ text: String) -> SecretField {
        var field = SecretField()
        _ = field.handle(.paste(Secret(text)))
        return field
    }

    private func how(_ action: WidgetAction) -> PasteReader.Combination? {
        if case .pasted(_, let how) = action { how } else { nil }
    }
}
