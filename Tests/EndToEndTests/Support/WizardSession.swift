import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// The real program in a real pseudo-terminal with an isolated home.
///
/// Every frame that a test waits for, and all output, is searched for pieces of the secrets. A class because it
/// represents a terminal.
final class WizardSession {
    /// The pages, each with a text that only it shows, wide or narrow: usually a part of the title.
    enum Page: String, CaseIterable, Sendable {
        case welcome = "Give this gateway a"
        case existing = "Stored already for"
        case method = "Anthropic API key"
        case credential = "Paste your credential"
        case model = "Which model?"
        case cache = "How long are prompts cached?"
        case review = "Review. Nothing is written"
        case done = "Open Home"
    }

    let home: TestHome
    let terminal: PseudoTerminal
    /// The home before the start.
    let before: FolderPicture

    init(
        _ home: TestHome,
        _ arguments: [String] = ["onboard"],
        size: Size = Size(columns: 80, rows: 24),
        adding variables: [String: String] = [:],
        behind prefix: [String] = [],
        program: String = Program.path,
        asksProvider: Bool = false
    ) throws {
        self.home = home
        before = try home.picture()
        let command = prefix + [program] + arguments
        // Tests never use the real provider: without a test server there is no curl on PATH.
        let path = ["PATH": asksProvider ? "/usr/bin:/bin" : home.root + "/no-programs"]
        terminal = try PseudoTerminal(
            command[0],
            Array(command.dropFirst()),
            environment: Program.comingFirst(
                in: home.environment.merging(path) { $1 }.merging(variables) { $1 },
                as: program
            ),
            size: size
        )
    }

    /// The program under a shell with job control.
    init(withJobControl home: TestHome) throws {
        self.home = home
        before = try home.picture()
        let environment = Program.comingFirst(in: home.environment)
        terminal = try .withJobControl(Program.path, ["onboard", "--no-verify"], environment: environment)
    }

    // MARK: - Waiting

    func wait(for page: Page) throws { try wait(for: page.rawValue) }

    /// Waits until a text stands on the screen.
    func wait(for text: String) throws { try wait { $0.contains(text) } }

    func wait(until condition: (VirtualScreen) -> Bool) throws {
        var leaked: String?
        try terminal.wait { screen in
            leaked = leaked ?? Fake.piece(in: screen.text)
            return condition(screen)
        }
        #expect(leaked == nil, "a frame shows a piece of a secret")
    }

    /// Waits for the end; `exited(128 + n)` and the signal itself are the same to a shell.
    func waitForExit() throws -> Int32 {
        switch try terminal.waitForExit() {
        case .exited(let code): return code
        case .signalled(let number): return 128 + number
        }
    }

    // MARK: - Keys

    func press(_ keys: Key...) { for key in keys { terminal.send(key) } }

    /// Presses Enter and waits for the page it leads to.
    func enter(_ page: Page) throws {
        if page == .done { showThatEnterIsNotHeld() }
        terminal.send(.enter)
        try wait(for: page)
    }

    /// A key without effect on Review: it shows that Enter is not held, so the next Enter counts as pressed.
    func showThatEnterIsNotHeld() { press(.left) }

    /// Presses Enter through the pages in order and pastes a secret where one is required.
    func walk(to target: Page, pasting secret: String = Fake.apiKey) throws {
        let pages = Page.allCases.filter { $0 != .existing }
        try wait(for: .welcome)
        for page in pages.dropFirst() {
            guard target != .welcome else { return }
            try enter(page)
            if page == target { return }
            if page == .credential { try paste(secret) }
        }
    }

    /// Pastes into the credential field and waits until it is counted.
    func paste(_ secret: String, marked: Bool = true) throws {
        terminal.paste(secret, marked: marked)
        try wait { $0.contains("ends ") }
    }

    // MARK: - Afterwards

    /// The screen's lines without blank ones.
    var lines: [String] { terminal.screen.lines.filter { !$0.isEmpty } }

    /// The terminal is restored, and no output contains a trace of a secret.
    func expectTerminalAsBefore() {
        #expect(terminal.modes == terminal.modesBefore, "the terminal's modes are not as before")
        let screen = terminal.screen
        #expect(!screen.isAlternate && screen.cursorIsVisible && !screen.reportsMouse)
        let text = String(decoding: terminal.transcript, as: UTF8.self)
        if let asked = text.range(of: "\u{1B}[?2004h", options: .backwards) {
            #expect(text[asked.upperBound...].contains("\u{1B}[?2004l"), "bracketed paste stays on")
        }
        expectNothingLeaked()
    }

    /// No piece of a secret is in the output bytes or in any frame.
    func expectNothingLeaked() {
        #expect(Fake.piece(in: terminal.transcript) == nil, "the transcript holds a piece of a secret")
        let replay = VirtualScreen(size: terminal.screen.size)
        for start in stride(from: 0, to: terminal.transcript.count, by: 2048) {
            replay.feed(terminal.transcript[start..<min(start + 2048, terminal.transcript.count)])
            #expect(Fake.piece(in: replay.text) == nil, "a frame shows a piece of a secret")
        }
    }

    /// Every byte, mode and time below the home is as before the start.
    func expectNothingWritten() throws {
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    /// Secrets are only in the store, in backups and where the test put them.
    func expectSecretsOnlyInTheStore() throws {
        try home.expectSecretsOnlyInTheStore()
    }
}

extension TestHome {
    /// Secrets are only in the store and in 0600 backups.
    func expectSecretsOnlyInTheStore() throws {
        let picture = try picture()
        for path in picture.filesWithSecrets {
            let mayHold = path == "state/agents/main/agent/auth-profiles.json" || path.hasPrefix("state/setup/backups/")
            #expect(mayHold && picture.entries[path]?.mode == 0o600, "\(path) holds a piece of a secret")
        }
    }
}
