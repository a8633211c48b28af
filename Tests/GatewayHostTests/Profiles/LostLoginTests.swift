import Credentials
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// What is promised of an undo is what the undo does.
@Suite struct LostLoginTests {
    private static let login =
        #""anthropic:default": { "type": "oauth", "provider": "anthropic", "access": "a-token", "#
        + #""refresh": "r-token", "expires": 1900000000000 }"#

    private func host() -> TestHost {
        TestHost(store: StoreText.of(Self.login, StoreText.key("anthropic:other")))
    }

    private func change(_ id: String) -> ProfileChange {
        .replace(id: id, NewCredential(Fake.token(), kind: .setupToken, agents: ["main"]))
    }

    @Test func aReplacedLoginIsNamedAndTheUndoRefuses() throws {
        let host = host()
        let plan = try host.plan(change("anthropic:default"))
        #expect(!plan.canBeUndone)
        let effect = plan.members(dryRun: true)["effects"]?.arrayValue?.first { $0["code"] == "losesLogin" }
        #expect(effect?["profile"] == "anthropic:default" && effect?["agent"] == "main")
        let report = try host.live.apply(plan).get()
        #expect(!report.canBeUndone && !report.promisesUndo)
        #expect(try host.live.plannedUndo()?.obstacle?.code == "restores-login")
    }

    @Test func aRemovedLoginIsNamedToo() throws {
        #expect(try !host().plan(.remove(id: "anthropic:default", agents: ["main"])).canBeUndone)
    }

    @Test func anotherReplacementIsUndone() throws {
        let host = host()
        let plan = try host.plan(change("anthropic:other"))
        #expect(plan.canBeUndone)
        let report = try host.live.apply(plan).get()
        #expect(report.promisesUndo)
        #expect(try host.live.plannedUndo()?.obstacle == nil)
    }
}
