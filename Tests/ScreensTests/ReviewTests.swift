import Credentials
import GatewayConfig
import GatewayHost
import Secrets
import TerminalUI
import Testing

@testable import Screens

/// Review: rows that open their page, and every way an apply can end.
@Suite struct ReviewTests {
    @Test("the gateway is one line on Review; Enter opens its page and comes straight back")
    func theGatewayLineOpensItsPage() {
        var wizard = Wizard.on()
        wizard.walk(to: .review, Fake.apiKey)
        #expect(wizard.screenText.contains("port 18789, this host only"))
        let lines = wizard.picture.canvas.lines
        wizard.mark("Gateway")
        wizard.press(.enter)
        #expect(wizard.current == .gateway)
        wizard.press(.enter)
        #expect(wizard.picture.canvas.lines == lines, "taking what is marked changes nothing")
        wizard.mark("Gateway")
        wizard.press(.enter, .down, .enter)
        #expect(wizard.current == .review)
        #expect(wizard.screenText.contains("port 18789, local network"))
        wizard.mark("Gateway")
        wizard.press(.enter, .end, .enter, .control("u"))
        wizard.type("99999")
        wizard.press(.enter)
        #expect(wizard.screenText.contains("99999 is not a port. Use 1 to 65535."))
        wizard.press(.control("u"))
        wizard.type("19001")
        wizard.press(.enter)
        #expect(wizard.screenText.contains("port 19001, local network"))
        wizard.press(.character("w"))
        #expect(wizard.screenText.contains("--gateway-port 19001"))
        #expect(wizard.screenText.contains("--gateway-bind lan"))
        wizard.press(.escape)
        wizard.mark("Gateway")
        wizard.press(.enter, .escape)
        #expect(wizard.current == .review)
    }

    private func review(_ fixture: HostFixture = HostFixture()) -> Wizard {
        var wizard = Wizard.on(fixture)
        wizard.walk(to: .review, Fake.apiKey)
        return wizard
    }

    @Test("rule 3: the mark starts on Apply and the page says that nothing is written")
    func markStartsOnApply() {
        #expect(review().screenText.contains("› Apply"))
        #expect(review().screenText.contains("Nothing is written until you choose Apply."))
    }

    @Test(
        "Enter on a line opens its page and comes straight back",
        arguments: [(0, StepID.credential), (1, .method), (3, .model)]
    )
    func lineOpensItsPageAndComesBack(line: Int, page: StepID) {
        var wizard = review()
        let answers = wizard.answers
        wizard.press(.home)
        for _ in 0..<line { wizard.press(.down) }
        wizard.press(.enter)
        #expect(wizard.current == page)
        wizard.press(.enter)
        #expect(wizard.current == .review)
        #expect(wizard.answers == answers)
    }

    @Test func escapeFromAnOpenedPageComesBackToo() {
        var wizard = review()
        wizard.press(.home, .enter, .escape)
        #expect(wizard.current == .review)
        wizard.press(.escape)
        #expect(wizard.current == .cache, "from Review itself back is the page before")
    }

    @Test func clearingTheSecretOnAnOpenedPageEndsThereAndNotOnReview() {
        var wizard = review()
        wizard.press(.home, .enter, .control("u"), .escape)
        #expect(wizard.current == .credential)
        wizard.press(.paste(Fake.token), .enter)
        #expect(wizard.current == .review)
        #expect(wizard.screenText.contains("setup-token, ends wxyz"))
    }

    @Test("rule 4: nothing can be typed on Review that writes") func nothingCanBeTypedThatWrites() {
        var wizard = review()
        for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" {
            #expect(!wizard.press(.character(letter)).isApply)
            wizard.press(.escape)
            while wizard.current != .review { wizard.press(.enter) }
        }
    }

    @Test("rule 45: an apply holds the keys") func anApplyHoldsTheKeys() {
        var wizard = review()
        wizard.press(.enter)
        #expect(wizard.press(.enter).isEmpty)
        #expect(wizard.press(.control("c")).isEmpty)
        _ = wizard.handle(.applied(.success(.report), interrupted: true, at: 0))
        #expect(wizard.screenText.contains("the write was finished first"))
    }

    @Test func changedMeanwhilePlansAgain() {
        var wizard = review()
        wizard.press(.enter)
        let effects = wizard.handle(
            .applied(.failure(.changedMeanwhile(paths: ["~/.openclaw/openclaw.json"])), interrupted: false, at: 0)
        )
        #expect(effects == [.reread])
        var fixture = HostFixture()
        fixture.effects = [.otherProfileFirst(profileID: "anthropic:new", agent: "main")]
        _ = wizard.handle(.reread(.success(fixture.host)))
        #expect(wizard.handle(.key(.enter, at: 0)).isEmpty, "the new plan must be seen before it can be applied")
        wizard.see()
        #expect(wizard.flatText.contains("Changed meanwhile: ~/.openclaw/openclaw.json."))
        #expect(wizard.flatText.contains("anthropic:new of agent main is tried first"))
        #expect(wizard.press(.enter).isApply)
    }

    @Test func aFileThatBrokeMeanwhileIsSaid() {
        var wizard = review()
        wizard.press(.enter)
        _ = wizard.handle(.applied(.failure(.changedMeanwhile(paths: ["a"])), interrupted: false, at: 0))
        _ = wizard.handle(
            .reread(.failure(Problem(code: "unparsable", message: "openclaw.json, line 3: expected a comma.")))
        )
        wizard.see()
        #expect(wizard.screenText.contains("line 3: expected a comma"))
        #expect(wizard.screenText.contains("› Back to Review"))
    }

    @Test func aLockIsWaitedForUntilEscape() {
        var wizard = review()
        wizard.press(.enter)
        var effects = wizard.handle(
            .applied(.failure(.locked(holder: "pid 812 (gateway)")), interrupted: false, at: 1000)
        )
        #expect(effects == [.wake(afterMilliseconds: 250)])
        effects = wizard.handle(.woken(at: 1250))
        #expect(effects.isApply)
        _ = wizard.handle(.applied(.failure(.locked(holder: "pid 812 (gateway)")), interrupted: false, at: 4100))
        #expect(wizard.screenText.contains("Waiting for pid 812 (gateway), 3 s. Esc stops."))
        wizard.press(.escape)
        #expect(wizard.screenText.contains("Stopped waiting. Nothing was written."))
        #expect(wizard.handle(.woken(at: 5000)).isEmpty)
        #expect(wizard.press(.enter).isApply)
    }

    @Test func aLockThatOpensEndsOnDone() {
        var wizard = review()
        wizard.press(.enter)
        _ = wizard.handle(.applied(.failure(.locked(holder: "pid 812")), interrupted: false, at: 0))
        _ = wizard.handle(.woken(at: 250))
        _ = wizard.handle(.applied(.success(.report), interrupted: false, at: 260))
        #expect(wizard.current == .done)
    }

    @Test func aFailedApplySaysThatNothingChangedAndGoesBackToReview() {
        var wizard = review()
        wizard.press(.enter)
        let problem = Problem(code: "noSpace", message: "No space left.", next: "df -h ~/.openclaw")
        _ = wizard.handle(.applied(.failure(.failed(problem)), interrupted: false, at: 0))
        wizard.see()
        #expect(wizard.screenText.contains("Not applied. No file was changed."))
        #expect(wizard.screenText.contains("df -h ~/.openclaw"))
        wizard.press(.enter)
        #expect(wizard.screenText.contains("› Apply"))
    }

    @Test func theCommandMeansTheSameAndHoldsNoSecret() {
        var wizard = review()
        wizard.press(.character("w"))
        let text = wizard.screenText
        #expect(text.contains("openclaw onboard --non-interactive --accept-risk --anthropic-api-key -"))
        #expect(text.contains("--model anthropic/claude-opus-4-6"))
        #expect(!text.contains(Fake.sentinel))
    }

    @Test func theCommandBreaksOnlyBetweenFlags() {
        var answers = SetupAnswers(agents: ["ops"], intent: .replace(profileID: "anthropic:it's"))
        answers.kind = .setupToken
        answers.model = "anthropic/claude-opus-4-6"
        answers.cacheRetention = .long
        let parts = SetupCommand(answers: answers, facts: HostFixture().facts, program: "openclaw").parts
        let lines = CommandText(parts: parts).lines(columns: 40)
        #expect(
            lines == [
                "openclaw onboard --non-interactive \\", "  --accept-risk \\",
                "  --auth-choice setup-token --token - \\", "  --token-profile-id \\",
                "  'anthropic:it'\\''s' --agent ops \\",
                "  --model anthropic/claude-opus-4-6 \\", "  --cache-retention long",
            ]
        )
    }

    @Test("rule 40: a command is shown as it can be copied, at every width", arguments: [40, 60, 80, 100, 120])
    func aShownCommandLosesNoCell(columns: Int) {
        var wizard = review()
        wizard.press(.character("w"))
        _ = wizard.handle(.resized(Size(columns: columns, rows: 24)))
        let shown = wizard.screenText.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
        let first = shown.firstIndex { $0.hasPrefix("openclaw onboard -") || $0 == "openclaw onboard \\" }
        guard let first else {
            Issue.record("no command at \(columns): \(wizard.screenText)")
            return
        }
        var words = ""
        for line in shown[first...] {
            words += line.hasSuffix(" \\") ? line.dropLast(1) : line
            guard line.hasSuffix("\\") else { break }
            #expect(line != "\\", "\(columns)")
        }
        #expect(words == wizard.command.parts.joined(separator: " "), "\(columns)")
    }
}

extension Wizard {
    /// Moves the mark of Review to the row with this label.
    mutating func mark(_ label: String) {
        press(.home)
        for _ in 0..<20 {
            let picture = picture
            guard let cursor = picture.cursor, !picture.canvas.text(row: cursor.row).contains(label) else { return }
            press(.down)
        }
    }
}
