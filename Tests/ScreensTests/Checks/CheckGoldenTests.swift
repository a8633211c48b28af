import Anthropic
import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Goldens of every state of a check.
@Suite struct CheckGoldenTests {
    private func check(
        _ name: String,
        _ fixture: HostFixture = HostFixture().checking(),
        sourceLocation: SourceLocation = #_sourceLocation,
        _ walk: (inout Wizard) -> Void
    ) {
        WizardGoldens.check("check-" + name, fixture, sourceLocation: sourceLocation, walk)
    }

    /// Review with a check that has been running for this time.
    private func review(
        _ name: String,
        seconds: Int64 = 0,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ then: (inout Wizard) -> Void = { _ in }
    ) {
        check(name, sourceLocation: sourceLocation) { wizard in
            wizard.walk(to: .cache, Fake.apiKey)
            guard case .running(let since) = wizard.check.state else { return }
            wizard.press(.enter, at: since + 1500)
            _ = wizard.handle(.woken(at: since + seconds * 1000))
            then(&wizard)
        }
    }

    @Test func announcedForAKey() {
        check("credential") { wizard in
            wizard.walk(to: .credential)
            wizard.press(.paste(Fake.apiKey))
        }
    }

    @Test func announcedForAToken() {
        check("credential-token") { wizard in
            wizard.walk(to: .credential)
            wizard.press(.paste(Fake.token))
        }
    }

    @Test func announcedForTheEnvironment() {
        check("method-environment", HostFixture.withEnvironmentKey.checking()) { $0.press(.enter) }
    }

    @Test func announcedForWhatIsStored() { check("existing", HostFixture.withProfile.checking()) { $0.press(.enter) } }

    @Test func running() { review("running", seconds: 3) }
    @Test func runningLong() { review("running-long", seconds: 12) }
    @Test func awaited() { review("awaited", seconds: 2) { $0.press(.enter, at: $0.time + 1000) } }
    @Test func verified() { review("verified") { $0.answerCheck(.verified) } }
    @Test func rejected() { review("rejected") { $0.answerCheck(.rejected) } }
    @Test func modelUnknown() { review("model-unknown") { $0.answerCheck(.modelUnknown) } }
    @Test func offline() { review("offline") { $0.answerCheck(.unanswered(.resolve)) } }
    @Test func rateLimited() { review("rate-limited") { $0.answerCheck(.rateLimited(retryAfterSeconds: 30)) } }

    @Test func notAsked() {
        check("not-asked", HostFixture().checking(isAutomatic: false)) { $0.walk(to: .review, Fake.apiKey) }
    }

    @Test func noCurl() { check("no-curl", HostFixture().checking("noCurl")) { $0.walk(to: .review, Fake.apiKey) } }

    @Test func keptAndVerified() {
        check("kept", HostFixture.withProfile.checking()) { wizard in
            wizard.press(.enter, .enter)
            wizard.answerCheck(.verified)
        }
    }

    @Test func keptAndRejected() {
        check("kept-rejected", HostFixture.withProfile.checking()) { wizard in
            wizard.press(.enter, .enter)
            wizard.answerCheck(.rejected)
        }
    }

    @Test func done() {
        review("done") { wizard in
            wizard.answerCheck(.verified)
            wizard.press(.enter)
            _ = wizard.handle(.applied(.success(.report), interrupted: false, at: 0))
        }
    }

    @Test func doneUnverified() {
        review("done-unverified") { wizard in
            wizard.answerCheck(.unanswered(.resolve))
            wizard.press(.down, .enter)
            _ = wizard.handle(.applied(.success(.report), interrupted: false, at: 0))
        }
    }
}
