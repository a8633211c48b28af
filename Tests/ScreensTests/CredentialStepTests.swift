import Credentials
import GatewayHost
import Secrets
import TerminalUI
import Testing

@testable import Screens

/// The masked field: what is accepted, doubted and refused, and with which texts.
@Suite struct CredentialStepTests {
    private func page(_ entry: WizardSetup.Entry = .credential(.setupToken)) -> Wizard { .on(entry: entry) }

    @Test func enterOnAnEmptyFieldStays() {
        var wizard = page()
        wizard.press(.enter)
        #expect(wizard.current == .credential)
        #expect(wizard.screenText.contains("Nothing pasted yet."))
    }

    @Test("rule 17: a whole paste replaces, the same one counts once, a rest continues")
    func pastesReplaceContinueOrCountOnce() {
        var wizard = page()
        wizard.press(.paste(Fake.token), .paste(Fake.token))
        #expect(wizard.screenText.contains("used once"))
        wizard.press(.paste(Fake.secret("sk-ant-oat01-", count: 108, ending: "next")))
        #expect(wizard.screenText.contains("Replaced what was there."))
        #expect(wizard.answers.secret?.ending == "next")
        wizard.press(.control("u"))
        #expect(wizard.answers.secret == nil)
        let whole = Fake.token.withUTF8 { String(decoding: $0, as: UTF8.self) }
        wizard.press(.paste(Secret(String(whole.prefix(90)))), .paste(Secret(String(whole.dropFirst(90)))))
        #expect(wizard.screenText.contains("Added to what was there: 108 characters now."))
        #expect(wizard.answers.secret == Fake.token)
    }

    @Test("rule 59: under 20 characters is no credential, whatever is pressed")
    func aStrayLetterAndTwoEntersStoreNothing() {
        var wizard = page()
        wizard.press(.character("x"), .enter, .enter, .enter)
        #expect(wizard.current == .credential && wizard.answers.secret == nil)
        #expect(wizard.screenText.contains("1 character is not a key or token."))
        wizard.press(.control("u"), .paste(Secret("nineteen-characters")), .enter, .enter)
        #expect(wizard.current == .credential && wizard.answers.secret == nil)
    }

    @Test("rule 59: a piece is kept and its rest joins it")
    func aPieceIsKeptForTheRest() {
        var wizard = page()
        let whole = Fake.token.withUTF8 { String(decoding: $0, as: UTF8.self) }
        wizard.press(.paste(Secret(String(whole.prefix(50)))))
        #expect(wizard.screenText.contains("50 characters so far"))
        wizard.press(.enter)
        #expect(wizard.current == .credential && wizard.answers.secret == nil)
        wizard.press(.paste(Secret(String(whole.dropFirst(50)))))
        #expect(wizard.answers.secret == Fake.token)
    }

    @Test("K16: Claude Code's own login is called one and brings its expiry")
    func aLoginOfClaudeCodeIsNeverCalledASetupToken() {
        var wizard = page()
        let token = Fake.token.withUTF8 { String(decoding: $0, as: UTF8.self) }
        wizard.press(.paste(Secret(#"{"claudeAiOauth":{"accessToken":"\#(token)","expiresAt":1999999999999}}"#)))
        #expect(wizard.screenText.contains("Claude Code's own login"))
        #expect(!wizard.screenText.contains("setup-token   1"))
        #expect(wizard.answers.secret == Fake.token && wizard.answers.loginExpires == 1_999_999_999_999)
        wizard.press(.control("u"), .paste(Fake.token))
        #expect(wizard.answers.loginExpires == nil && !wizard.answers.isClaudeLogin)
    }

    @Test func theFilterOfTheModelsTakesAPaste() {
        var wizard = page()
        wizard.press(.paste(Fake.token), .enter)
        #expect(wizard.current == .model)
        wizard.press(.paste(Secret("haiku")))
        #expect(wizard.current == .model && wizard.screenText.contains("haiku"))
        #expect(!wizard.screenText.contains("Not kept"))
    }

    @Test("rule 17: the late rest of a paste comes back from the next page")
    func lateRestIsAdded() {
        var wizard = page(.credential(.apiKey))
        let whole = Fake.apiKey.withUTF8 { String(decoding: $0, as: UTF8.self) }
        wizard.press(.paste(Secret(String(whole.prefix(96)))), .enter)
        #expect(wizard.current == .model)
        wizard.press(.paste(Secret(String(whole.dropFirst(96)))))
        #expect(wizard.current == .credential)
        #expect(wizard.answers.secret == Fake.apiKey)
        #expect(wizard.screenText.contains("The rest of the paste came late and was added: 108 characters now."))
    }

    @Test("rule 17: a paste that pauses is told of, and never kept by half without a word")
    func aPasteInPiecesIsToldOf() {
        let whole = Fake.apiKey.withUTF8 { String(decoding: $0, as: UTF8.self) }
        let half = String(whole.prefix(60))
        var wizard = page(.credential(.apiKey))
        wizard.press(.brokenPaste(BrokenPaste(part: Secret(half), whole: Secret(half), progress: .paused)))
        #expect(wizard.screenText.contains("60 characters so far. Waiting for its rest."))
        let rest = Secret(String(whole.dropFirst(60)))
        wizard.press(.brokenPaste(BrokenPaste(part: rest, whole: Fake.apiKey, progress: .ended)))
        #expect(wizard.screenText.contains("The rest of the paste came late and was added: 108 characters now."))
        #expect(wizard.answers.secret == Fake.apiKey)

        wizard = page(.credential(.apiKey))
        wizard.press(.brokenPaste(BrokenPaste(part: Secret(half), whole: Secret(half), progress: .paused)))
        wizard.press(.brokenPaste(BrokenPaste(part: Secret(""), whole: Secret(half), progress: .lost)))
        #expect(wizard.screenText.contains("The end of the paste did not come: 60 characters."))
        #expect(wizard.answers.secret == nil)
        wizard.press(.enter)
        #expect(wizard.current == .credential && wizard.screenText.contains("Enter again to use it anyway."))
        wizard.press(.enter)
        #expect(wizard.current == .model && wizard.answers.secret == Secret(half))
    }

    @Test("rule 17: pieces that come late bring the page back")
    func latePiecesAreAdded() {
        var wizard = page(.credential(.apiKey))
        let whole = Fake.apiKey.withUTF8 { String(decoding: $0, as: UTF8.self) }
        wizard.press(.paste(Secret(String(whole.prefix(80)))), .enter)
        let (one, two) = (String(whole.dropFirst(80).prefix(10)), String(whole.dropFirst(90)))
        wizard.press(.brokenPaste(BrokenPaste(part: Secret(one), whole: Secret(one), progress: .paused)))
        #expect(wizard.current == .credential)
        wizard.press(.brokenPaste(BrokenPaste(part: Secret(two), whole: Secret(one + two), progress: .ended)))
        #expect(wizard.answers.secret == Fake.apiKey)
    }

    @Test("rule 17: what does not continue the paste is dropped, and the page comes back to look")
    func lateTextThatDoesNotFitIsDropped() {
        var wizard = page()
        wizard.press(.paste(Fake.token), .enter, .paste(Secret(String(repeating: "B", count: 20))))
        #expect(wizard.current == .credential)
        #expect(wizard.answers.secret == Fake.token)
        #expect(wizard.screenText.contains("Not kept."))
    }

    @Test("rule 18: a warning needs one more Enter, pressed after it was shown")
    func warningNeedsASecondEnterAfterItWasShown() {
        var wizard = page()
        wizard.press(.paste(Fake.cutToken(92)))
        #expect(wizard.screenText.contains("Looks cut off: 92 characters; whole ones had 108."))
        // Two Enters at once: the second one is no answer to the warning.
        _ = wizard.handle(.key(.enter, at: 0))
        _ = wizard.handle(.key(.enter, at: 0))
        #expect(wizard.current == .credential)
        #expect(wizard.screenText.contains("Enter again to use it anyway."))
        wizard.see()
        wizard.press(.enter)
        #expect(wizard.current == .model)
        #expect(wizard.answers.secret?.count == 92)
    }

    @Test("rule 18: another paste takes the warning back")
    func warningIsForOnePasteOnly() {
        var wizard = page()
        wizard.press(.paste(Fake.cutToken(92)), .enter, .control("u"), .paste(Fake.cutToken(95)), .enter)
        #expect(wizard.current == .credential)
        wizard.press(.enter)
        #expect(wizard.current == .model)
    }

    @Test("rule 18: under 80 characters a setup-token is refused")
    func shortTokenIsRefused() {
        var wizard = page()
        wizard.press(.paste(Fake.cutToken(79)))
        #expect(wizard.screenText.contains("79 characters so far"), "rule 59: it is kept for the rest")
        wizard.press(.enter, .enter)
        #expect(wizard.screenText.contains("Cut off: 79 characters"))
        #expect(wizard.current == .credential)
        #expect(wizard.answers.secret == nil)
    }

    @Test func unknownKindIsDoubted() {
        var wizard = page(.credential(.apiKey))
        wizard.press(.paste(Secret("proxy-key-0123456789abcdefghijkl")))
        #expect(wizard.answers.secret == nil)
        wizard.press(.enter)
        #expect(wizard.current == .credential)
        wizard.press(.enter)
        #expect(wizard.current == .model)
        #expect(wizard.answers.kind == .apiKey)
    }

    @Test(
        "what cannot be used is refused in words, and nothing of it is kept",
        arguments: [
            ("sk-ant-admin01-" + String(repeating: "A", count: 90), "This is an admin key."),
            ("abcdefghijklmnopqrstuvwxyz012345#abcdefghijklmnop", "This is a login code (it has a #)"),
            ("sk-ant-api03-abc...wxyz", "This is a masked preview. Copy the full value."),
            ("gsk_" + String(repeating: "b", count: 48), "This is a key of Groq"),
        ]
    )
    func refusals(pasted: String, words: String) {
        var wizard = page()
        wizard.press(.paste(Secret(pasted)))
        #expect(wizard.screenText.contains(words))
        #expect(wizard.steps.credential.field.isEmpty)
        #expect(wizard.answers.secret == nil)
    }

    @Test func severalCandidatesAreChosenFrom() {
        var wizard = page()
        wizard.press(.paste(Fake.two))
        #expect(wizard.screenText.contains("There are several in this paste"))
        wizard.press(.down, .enter)
        #expect(wizard.answers.kind == .apiKey)
        wizard.press(.enter)
        #expect(wizard.current == .model)
    }

    @Test func candidatesCanBeDropped() {
        var wizard = page()
        wizard.press(.paste(Fake.two), .escape)
        #expect(wizard.current == .credential)
        #expect(wizard.screenText.contains("Never shown"))
        #expect(!wizard.steps.credential.holdsSecret)
    }

    @Test("rule 39: full-width letters in the field are named")
    func fullWidthLettersAreNamed() {
        var wizard = page()
        wizard.press(.character("ｖ"))
        #expect(wizard.screenText.contains("Full-width letters: is the input method on?"))
    }

    @Test("rule 46: typing shows stars and a count, never a character")
    func typedCharactersAreMasked() {
        var wizard = page()
        wizard.type("sk-ant-api03-QRSTUVWX")
        #expect(wizard.screenText.contains("*********************"))
        #expect(wizard.screenText.contains("21 characters"))
        #expect(!wizard.screenText.contains("UVWX"), "the last 4, key after key, would be all of them")
        wizard.press(.enter)
        wizard.press(.escape)
        #expect(wizard.screenText.contains("ends UVWX"))
    }

    @Test("rule 16: a resize keeps what was pasted")
    func resizeKeepsThePaste() {
        var wizard = page()
        wizard.press(.paste(Fake.token))
        for size in [Size(columns: 40, rows: 15), Size(columns: 20, rows: 5), Size(columns: 120, rows: 40)] {
            _ = wizard.handle(.resized(size))
        }
        #expect(wizard.screenText.contains("108 characters   ends wxyz"))
        wizard.press(.enter)
        #expect(wizard.answers.secret == Fake.token)
    }

    @Test func questionMarkIsHelpInTheMaskedField() {
        var wizard = page()
        wizard.press(.paste(Fake.token), .character("?"))
        #expect(wizard.screenText.contains("Help: Credential"))
        wizard.press(.escape)
        #expect(wizard.answers.secret == Fake.token)
    }
}
