import FileTransactions
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// The screens draw any numbers in the files, and countdowns continue.
@MainActor
@Suite struct ScreenNumberLawTests {
    private func table(_ extreme: ExtremeFiles) -> BrowseHost {
        let files = InMemoryFileSystem(now: ProfilesFixture.now)
        files.addFolder("/home/jo")
        for (name, text) in extreme.files { files.addFile("\(ProfilesFixture.state)/\(name)", text) }
        var host = Host.inMemory(files)
        host.environment.merge(extreme.environment) { $1 }
        host.clock = WallClock(now: { extreme.now }, sleep: { _ in }, random: { 0.5 })
        let live = LiveHost(host)
        return BrowseHost(
            live.read(),
            live,
            texts: .english,
            checks: CheckAbility(host: "api.anthropic.com", isAutomatic: false)
        )
    }

    @Test(arguments: 0..<6)
    func everyScreenIsDrawn(part: Int) {
        for seed in 0..<10 {
            let table = table(ExtremeFiles(seed: UInt64(1000 + part * 10 + seed)))
            for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 15)] {
                look(at: HomeScreen(table), size)
                look(at: ProfilesScreen(table), size)
                look(at: ParametersScreen(table), size)
                look(at: AgentsScreen(table), size)
            }
        }
    }

    private func look<S: Screen>(at screen: S, _ size: Size) {
        var screen = screen
        _ = screen.handle(.resized(size))
        for key in [Key.down, .down, .down, .enter] {
            var canvas = Canvas(size: size)
            _ = screen.draw(on: &canvas)
            _ = screen.handle(.presented(at: 1000))
            _ = screen.handle(.key(key, at: 2000))
            _ = screen.handle(.woken(at: 3_600_000))
        }
        var canvas = Canvas(size: size)
        _ = screen.draw(on: &canvas)
        #expect(canvas.lines.contains { !$0.isEmpty })
    }
}
