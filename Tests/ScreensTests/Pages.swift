import GatewayHost
import TerminalUI

@testable import Screens

/// The wizard on every page and in every state that keys can reach.
enum Pages {
    static let fixtures: [HostFixture] = [HostFixture(), .withProfile, .withAgents, .withEnvironmentKey]

    /// One wizard for each page and state.
    static func all() -> [Wizard] { Language.allCases.flatMap { all(.of($0)) } }

    static func all(_ texts: Texts, size: Size = Size(columns: 80, rows: 24)) -> [Wizard] {
        var pages: [Wizard] = []
        for fixture in fixtures {
            var wizard = Wizard.on(fixture, size: size, texts: texts)
            for _ in 0..<20 where wizard.current != .review {
                pages.append(wizard)
                for overlay: Key in [.tab, .character("?"), .control("c")] {
                    var over = wizard
                    over.press(overlay)
                    pages.append(over)
                }
                if wizard.current == .existing { wizard.press(.down, .down) }
                if wizard.current == .credential {
                    wizard.press(.paste(Fake.token))
                    pages.append(wizard)
                }
                wizard.press(.enter)
            }
            for key: Key in [.character("d"), .character("w"), .up] {
                var over = wizard
                over.press(key)
                pages.append(over)
            }
            pages.append(wizard)
            wizard.press(.enter)
            pages.append(wizard)
            _ = wizard.handle(.applied(.success(.report), interrupted: false, at: 0))
            pages.append(wizard)
            wizard.press(.character("u"))
            pages.append(wizard)
        }
        return pages
    }
}
