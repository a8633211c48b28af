import Anthropic
import GatewayHost
import Secrets
import TerminalUI
import Testing

@testable import Screens

/// When the wizard starts a check, and what cancels it.
@Suite struct CheckTests {
    /// On the model page, with the check of the credential announced.
    private func model(_ fixture: HostFixture = HostFixture().checking(), _ secret: Secret = Fake.apiKey) -> Wizard {
        var wizard = Wizard.on(fixture)
        wizard.walk(to: .model, secret)
        return wizard
    }

    private func review(_ fixture: HostFixture = HostFixture().checking()) -> Wizard {
        var wizard = model(fixture)
        wizard.press(.enter, .enter)
        return wizard
    }

    @Test(
        "rules 13 and 60: the check runs in the background from Model on, the rail shows it, and it is read on Review"
    )
    func theCheckRunsInTheBackground() {
        var wizard = Wizard.on(HostFixture().checking())
        wizard.walk(to: .credential)
        wizard.press(.paste(Fake.apiKey))
        #expect(wizard.flatText.contains("goes on; api.anthropic.com checks it"))
        let request = CheckRequest(id: 1, credential: .pasted(Fake.apiKey), model: "claude-opus-4-6")
        #expect(wizard.press(.enter).first == .check(request))
        #expect(wizard.current == .model && wizard.screenText.contains("checking 0 s"))
        #expect(wizard.press(.enter).allSatisfy { $0 == .wake(afterMilliseconds: 250) })
        #expect(wizard.press(.enter).allSatisfy { $0 == .wake(afterMilliseconds: 250) })
        #expect(wizard.current == .review)
        #expect(wizard.screenText.contains("checking, "))
        #expect(wizard.screenText.contains("\u{203A} Apply when the check passes"))
        wizard.answerCheck(.verified)
        #expect(wizard.screenText.contains("\u{2713} verified"))
        #expect(wizard.screenText.contains("\u{203A} Apply"))
        #expect(wizard.press(.enter).isApply)
    }

    @Test("a credential whose page was never seen is not sent anywhere: Review offers to ask, and names the host")
    func whatWasNotAnnouncedIsNotSent() {
        var wizard = Wizard.on(HostFixture().checking())
        wizard.walk(to: .credential)
        var effects: [Effect] = []
        for key: Key in [.paste(Fake.apiKey), .enter, .enter, .enter] {
            effects += wizard.handle(.key(key, at: PersonsClock.next()))
        }
        wizard.see()
        #expect(wizard.current == .review && effects.isEmpty)
        #expect(wizard.screenText.contains("\u{203A} Check it with api.anthropic.com"))
        #expect(wizard.screenText.contains("Save unverified"))
        #expect(wizard.press(.enter).first?.isCheck == true)
        #expect(wizard.screenText.contains("checking, "))
    }

    @Test("--no-verify: nobody is asked unasked, and no page speaks of it but the row that asks")
    func withoutVerifyNobodyIsAsked() {
        var wizard = model(HostFixture().checking(isAutomatic: false))
        #expect(wizard.press(.enter).isEmpty)
        #expect(wizard.press(.enter).isEmpty)
        #expect(wizard.screenText.contains("\u{203A} Apply"))
        #expect(wizard.screenText.contains("not checked"))
        #expect(wizard.press(.down, .enter).first?.isCheck == true)
    }

    @Test("without curl nothing is asked, and Review says why") func withoutCurlReviewSaysWhy() {
        let wizard = review(HostFixture().checking("noCurl"))
        #expect(wizard.screenText.contains("not checked: no curl here"))
        #expect(wizard.screenText.contains("\u{203A} Apply"))
    }

    @Test("the note on what a plan may be used for stands there before a token is sent")
    func thePolicyIsShownBeforeATokenIsSent() {
        for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 15)] {
            var wizard = Wizard.on(HostFixture().checking(), size: size)
            wizard.walk(to: .credential)
            wizard.press(.paste(Fake.token))
            #expect(wizard.flatText.contains("2026-11-22") && wizard.flatText.contains("api.anthropic.com"))
        }
    }

    @Test("rule 11: a key of the environment is asked about as well, once its row said so")
    func aKeyOfTheEnvironmentIsAskedAbout() {
        var wizard = Wizard.on(HostFixture.withEnvironmentKey.checking())
        wizard.press(.enter)
        #expect(wizard.screenText.contains("later, with api.anthropic.com"))
        wizard.press(.enter)
        let request = CheckRequest(
            id: 1,
            credential: .environment(variable: "ANTHROPIC_API_KEY"),
            model: "claude-opus-4-6"
        )
        #expect(wizard.check.isRunning, "it runs from Model on")
        #expect(request.id == wizard.check.id && wizard.check.subject?.credential == request.credential)
    }

    @Test("rule 45: going back before the model, or another credential, stops the check; its answer is dropped")
    func leavingStopsTheCheck() {
        var wizard = review()
        wizard.press(.escape)
        #expect(wizard.check.isRunning, "on Cache it goes on")
        wizard.press(.escape)
        #expect(wizard.current == .model && wizard.check.isRunning)
        wizard.press(.escape)
        #expect(wizard.current == .credential)
        #expect(!wizard.check.isRunning)
        wizard = review()
        #expect(wizard.press(.home, .enter) == [.stopCheck(id: 1)])
        #expect(wizard.current == .credential)
        wizard.press(.control("u"), .paste(Fake.token))
        #expect(wizard.press(.enter).contains { $0.isCheck })
        #expect(wizard.handle(.checked(id: 1, .of(.rejected), at: 0)).isEmpty)
        #expect(wizard.check.isRunning && wizard.check.id == 2)
    }

    @Test("what is known is not asked again for the same credential and model; another model is")
    func whatIsKnownIsNotAskedAgain() {
        var wizard = review()
        wizard.answerCheck(.verified)
        wizard.press(.home, .enter)
        #expect(wizard.current == .credential)
        #expect(wizard.press(.enter).isEmpty)
        #expect(wizard.screenText.contains("\u{2713} verified"))
        wizard.mark("model")
        wizard.press(.enter)
        #expect(wizard.current == .model)
        wizard.press(.down)
        #expect(wizard.press(.enter).contains { $0.isCheck })
        #expect(wizard.check.subject?.model == "claude-sonnet-4-5")
    }

    @Test("what is stored is kept and checked: it ends on a verified line, and the result is kept")
    func keepingEndsOnAVerifiedLine() {
        var wizard = Wizard.on(HostFixture.withProfile.checking())
        wizard.press(.enter)
        #expect(wizard.screenText.contains("\u{203A} Keep it and check that it works"))
        #expect(wizard.flatText.contains("One request to api.anthropic.com."))
        let request = CheckRequest(
            id: 1,
            credential: .stored(profileID: "anthropic:default", agent: "main"),
            model: "claude-opus-4-6"
        )
        #expect(wizard.press(.enter).first == .check(request))
        #expect(wizard.current == .review)
        #expect(wizard.answerCheck(.verified) == [.record(checkID: 1, profileID: "anthropic:default")])
        #expect(wizard.screenText.contains("\u{2713} verified"))
        #expect(wizard.press(.enter) == [.leave(code: 0)])
        #expect(wizard.farewell.first == "Verified: api.anthropic.com answered with claude-opus-4-6 in 1234 ms.")
    }

    @Test("with settings alone nobody is asked") func settingsAloneAskNobody() {
        var wizard = Wizard.on(HostFixture.withProfile.checking())
        wizard.press(.enter, .character("c"), .enter, .down)
        #expect(wizard.press(.enter).isEmpty && wizard.press(.enter).isEmpty)
        #expect(wizard.current == .review)
        #expect(!wizard.screenText.contains("checking"))
    }
}

extension Effect {
    var isCheck: Bool {
        if case .check = self { true } else { false }
    }
}
