import Anthropic
import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Goldens of every state of a check on Profiles, at three sizes and in two languages.
@MainActor
@Suite struct ProfilesCheckGoldenTests {
    private func check(_ name: String, _ walk: (inout ProfilesWalk) -> Void) {
        BrowseGoldens.profiles("check-" + name, walk: walk)
    }

    @Test func question() { check("question") { $0.press(.down, .character("v")) } }
    @Test func questionForAToken() { check("question-token") { $0.press(.character("v")) } }
    @Test func questionThatClears() { check("question-clears") { $0.press(.down, .down, .character("v")) } }

    @Test func running() {
        check("running") {
            $0.press(.down, .character("v"), .enter)
            $0.pass(3250)
        }
    }

    @Test func runningLong() {
        check("running-long") {
            $0.press(.down, .down, .character("v"), .enter)
            $0.pass(12_500)
        }
    }

    @Test func answered() {
        check("ok") {
            $0.press(.down, .character("v"), .enter)
            $0.answer(.verified)
        }
    }

    @Test func answeredAndCleared() {
        check("cleared") {
            $0.press(.down, .down, .character("v"), .enter)
            $0.answer(.verified)
        }
    }

    @Test func refused() {
        check("failed") {
            $0.press(.down, .down, .character("v"), .enter)
            $0.answer(.rejected)
        }
    }

    @Test func refusedAlthoughTheGatewayWouldUseIt() {
        check("refused") {
            $0.press(.down, .character("v"), .enter)
            $0.answer(.rejected)
        }
    }

    @Test func limited() {
        check("limited") {
            $0.press(.down, .character("v"), .enter)
            $0.answer(.rateLimited(retryAfterSeconds: 300))
        }
    }

    @Test func offline() {
        check("offline") {
            $0.press(.character("v"), .enter)
            $0.answer(.unanswered(.resolve))
        }
    }

    @Test func stopped() {
        check("stopped") {
            $0.press(.character("v"), .enter, .escape)
        }
    }

    // MARK: - Another secret

    private func replacing(_ name: String, _ secret: Bool = false, _ then: (inout ProfilesWalk) -> Void = { _ in }) {
        check("replace-" + name) {
            $0.press(.down, .down, .character("r"), .paste(secret ? Fake.token : Fake.apiKey), .enter)
            $0.time += 5000
            then(&$0)
        }
    }

    @Test func replacementAsked() { replacing("asked") }
    @Test func replacementAskedForAToken() { replacing("asked-token", true) }

    @Test func replacementRunning() {
        replacing("running") {
            $0.press(.enter)
            $0.pass(3250)
        }
    }

    @Test func replacementRefused() {
        replacing("failed") {
            $0.press(.enter)
            $0.answer(.rejected)
        }
    }

    @Test func replacementOffline() {
        replacing("offline") {
            $0.press(.enter)
            $0.answer(.unanswered(.connect))
        }
    }

    @Test func replaced() {
        replacing("done") {
            $0.press(.enter)
            $0.answer(.verified)
        }
    }
}
