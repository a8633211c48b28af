import Foundation
import TestSupport
import Testing

/// `models auth verify` and `onboard --verify` against a server that answers as the provider does.
@Suite("Live check by command", .timeLimit(.minutes(30))) struct VerifyCommandTests {
    private let onboard = [
        "onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key", "-", "--verify",
    ]

    @Test func aProfileThatAnswersIsVerifiedAndRemembered() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let run = try live.home.run(["models", "auth", "verify", "anthropic:good", "--json"])
        #expect(run.status == 0, "\(run.text)")
        let document = try run.document()
        #expect(document["ok"] as? Bool == true)
        let verification = try #require(document["verification"] as? [String: Any])
        #expect(verification["outcome"] as? String == "verified")
        #expect(verification["model"] as? String == "claude-opus-4-6")
        let kept = try live.home.read(live.home.setup + "/verified.json")
        #expect(kept.contains(#""outcome": "verified""#) && Fake.piece(in: kept) == nil)
        #expect(try live.home.picture().entries["state/setup/verified.json"]?.mode == 0o600)
    }

    @Test func aTokenIsCheckedOnlyBehindThePolicyNoteAndTheHost() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let run = try live.home.run(["models", "auth", "verify", "anthropic:good"])
        #expect(run.status == 0)
        #expect(run.errorText.contains("docs.openclaw.ai/providers/anthropic (2026-"))
        #expect(run.errorText.contains("Asking http://127.0.0.1:\(live.server.port) with claude-opus-4-6"))
        #expect(
            run.outputText.hasPrefix("Verified: http://127.0.0.1:\(live.server.port) answered with claude-opus-4-6 in ")
        )
        let request = try #require(live.server.requests.first)
        #expect(request.contains("x-app: cli\r\n") && request.contains("You are Claude Code"))
        let key = try live.home.run(["models", "auth", "verify", "anthropic:bad"])
        #expect(!key.errorText.contains("docs.openclaw.ai/providers"))
    }

    @Test func aRefusedKeyIsSaidWithTheNextStepAndFails() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let before = try live.home.read(live.home.store)
        let run = try live.home.run(["models", "auth", "verify", "bad"])
        #expect(run.status == 1)
        #expect(run.errorText.contains("http://127.0.0.1:\(live.server.port) refused this credential (401)"))
        #expect(run.errorText.contains("127.0.0.1:\(live.server.port) says: invalid x-api-key"))
        #expect(run.errorText.contains("it wants its own key"))
        #expect(run.errorText.contains("Next: paste the key that http://127.0.0.1:\(live.server.port) gave you"))
        #expect(try live.home.read(live.home.store) == before, "marks are written only when that is asked for")
    }

    @Test func marksAreWrittenOnRequestOnly() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        #expect(try live.home.run(["models", "auth", "verify", "anthropic:bad", "--record"]).status == 1)
        #expect(try live.home.read(live.home.store).contains(#""auth": 1"#))
        #expect(try live.home.run(["models", "auth", "verify", "anthropic:good", "--record"]).status == 0)
        #expect(try live.home.read(live.home.store).contains(#""anthropic": "anthropic:good""#))
    }

    @Test(arguments: [
        (["anthropic:old"], "expired"), (["anthropic:nobody"], "anthropic:nobody"),
        (["openai:x"], "only Anthropic's credentials"), ([], "Name a profile."),
        (["anthropic:bad", "--timeout", "soon"], "--timeout must be"),
        (["anthropic:bad", "--model", "openai/gpt-5"], "not an Anthropic model"),
    ])
    func whatCannotBeAskedIsRefusedBeforeAnythingIsSent(words: [String], says: String) throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let run = try live.home.run(["models", "auth", "verify"] + words)
        #expect(run.status == 1 && run.errorText.contains(says), "\(run.text)")
        #expect(live.server.requests.isEmpty)
    }

    // MARK: - Onboarding

    @Test func onboardingStoresWhatAnswered() throws {
        let live = try LiveHome { _ in .json(status: 200, LiveHome.message) }
        let run = try live.home.run(onboard + ["--json"], input: Fake.apiKey)
        #expect(run.status == 0, "\(run.text)")
        let document = try run.document()
        #expect((document["credential"] as? [String: Any])?["verified"] as? Bool == true)
        #expect((document["verification"] as? [String: Any])?["outcome"] as? String == "verified")
        #expect(try live.home.secret(of: "anthropic:default") == Fake.apiKey)
        #expect(live.home.exists(live.home.setup + "/verified.json"))
    }

    @Test func onboardingWritesNothingWhenTheCheckFails() throws {
        let live = try LiveHome { _ in .json(status: 401, LiveHome.error("authentication_error", "no")) }
        let before = try live.home.picture()
        let run = try live.home.run(onboard, input: Fake.apiKey)
        #expect(run.status == 1)
        #expect(run.errorText.contains("refused this credential (401)"))
        #expect(run.errorText.contains("--save-unverified"))
        let after = try live.home.picture()
        #expect(after.differences(to: before).isEmpty, "\(before.differences(to: after))")
        let document = try live.home.run(onboard + ["--json"], input: Fake.apiKey).document()
        #expect(document["changed"] as? Bool == false)
        #expect((document["verification"] as? [String: Any])?["credentialRefused"] as? Bool == true)
    }

    @Test func onboardingSavesUnverifiedOnlyByExplicitChoice() throws {
        let live = try LiveHome { _ in .json(status: 529, LiveHome.error("overloaded_error", "busy")) }
        let run = try live.home.run(onboard + ["--save-unverified"], input: Fake.apiKey)
        #expect(run.status == 0, "\(run.text)")
        #expect(run.outputText.contains("is overloaded right now (529)"))
        #expect(run.outputText.contains("Saved unverified, as you asked."))
        #expect(try live.home.secret(of: "anthropic:default") == Fake.apiKey)
    }

    @Test func withoutVerifyNothingIsSent() throws {
        let live = try LiveHome { _ in .json(status: 200, LiveHome.message) }
        #expect(try live.home.onboard().status == 0)
        #expect(live.server.requests.isEmpty)
    }
}
