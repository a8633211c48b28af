import GatewayHost
import JSON5
import Secrets
import TerminalUI
import TestSupport

@testable import Screens

/// Hosts in memory on which changes were made, a day and some minutes ago.
enum HistoryFixture {
    /// Five changes: two that can be undone, one after a newer one, one that was changed since, one undone.
    static func changed() -> ProfilesFixture {
        let fixture = ProfilesFixture(config: ProfilesFixture.agents("main", "ops"))
        fixture.files.advance(milliseconds: -3 * 24 * 3_600_000)
        set("anthropic/claude-sonnet-4-5", at: "agents.defaults.model.primary", fixture)
        fixture.files.advance(milliseconds: 2 * 24 * 3_600_000)
        change(.clearFailures(id: "anthropic:old", agent: "main"), fixture)
        fixture.files.advance(milliseconds: 24 * 3_600_000 - 2_400_000)
        set("long", at: "agents.defaults.models[\"anthropic/claude-opus-4-6\"].params.cacheRetention", fixture)
        fixture.files.advance(milliseconds: 1_200_000)
        set(19_001, at: "gateway.port", fixture)
        fixture.files.advance(milliseconds: 1_200_000)
        return fixture
    }

    /// The config was broken by hand after the changes.
    static func broken() -> ProfilesFixture {
        let fixture = changed()
        fixture.files.overwrite(
            ProfilesFixture.state + "/openclaw.json",
            """
            {
              gateway: {
                port: 18789, password: "hunter2",
                bind: "loopback" auth: { mode: "token" },
              },
            }

            """
        )
        return fixture
    }

    private static func set(_ value: Value, at path: String, _ fixture: ProfilesFixture) {
        let live = fixture.live
        guard let plan = try? live.plan(.setValue(value, at: path), on: live.read()) else { return }
        _ = live.apply(plan, command: "config set")
    }

    private static func change(_ change: ProfileChange, _ fixture: ProfilesFixture) {
        let live = fixture.live
        guard let plan = try? live.plan(.profile(change), on: live.read()) else { return }
        _ = live.apply(plan, command: "models auth clear-cooldown")
    }
}
