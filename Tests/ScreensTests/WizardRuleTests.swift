import GatewayHost
import TerminalUI
import Testing

@testable import Screens

/// Rules for all pages, and rules about the texts of single pages.
@Suite struct WizardRuleTests {
    private static let phone = Size(columns: 40, rows: 15)

    @Test("rule 4: on no page does a letter or digit write, in either case")
    func noLetterWrites() {
        for page in Pages.all(.english) where page.overlays.isEmpty {
            for letter in "abcdnoqrstuvwxyABCDNOQRSTUVWXY0123456789" {
                var wizard = page
                let effects = wizard.press(.character(letter))
                #expect(!effects.isApply && !effects.contains(.undo), "\(letter) at \(page.current)")
            }
        }
    }

    @Test("rule 5: back, help and closing have a second key everywhere", arguments: KeyContext.allCases)
    func nothingDependsOnOneKey(context: KeyContext) {
        for binding in KeyTable.bindings(context) {
            if binding.command == .back, binding.keys.contains(.escape) { #expect(binding.keys.contains(.backTab)) }
            if binding.command == .help { #expect(binding.keys == [.character("?"), .function(1)]) }
            let isOnlyFunctionKeys = binding.keys.allSatisfy { if case .function = $0 { true } else { false } }
            #expect(binding.command == .widget || !isOnlyFunctionKeys)
        }
    }

    @Test("rule 6: every header names the host and the agent, wide also the user")
    func theScopeIsOnScreen() {
        for wizard in Pages.all(.english) {
            let header = wizard.picture.canvas.text(row: 0)
            #expect(header.contains("jo@gw-01") && header.contains("agent"), "\(header)")
        }
        for wizard in Pages.all(.english, size: Self.phone) {
            let header = wizard.picture.canvas.text(row: 0)
            #expect(header.contains("gw-01") && (header.contains("main") || header.contains("agents")), "\(header)")
        }
    }

    @Test("rule 6: what belongs to all agents says so")
    func whatBelongsToAllAgentsSaysSo() {
        var wizard = Wizard.on(.withAgents)
        wizard.press(.enter, .enter, .character("3"), .enter, .paste(Fake.apiKey), .enter)
        #expect(wizard.current == .model)
        #expect(wizard.screenText.contains("For all agents."))
        wizard.press(.down, .enter)
        #expect(wizard.screenText.contains("for all agents."))
        wizard.press(.down, .enter)
        let lines = wizard.picture.canvas.lines
        for setting in ["model", "cache"] {
            #expect(lines.contains { $0.contains("All agents  \(setting) ") }, "\(setting)")
        }
    }

    @Test("rule 9: no page names an expiry that is not stored")
    func noExpiryIsInvented() {
        for wizard in Pages.all(.english) { #expect(!wizard.screenText.contains("xpire")) }
    }

    @Test("rule 11: under the marked method stand who pays and where to get it")
    func theMethodSaysWhoPaysAndWhereToGetIt() {
        var wizard = Wizard.on()
        wizard.walk(to: .method)
        #expect(wizard.screenText.contains("Anthropic API key"))
        #expect(wizard.screenText.contains("API credits"))
        #expect(wizard.screenText.contains("console.anthropic.com/settings/keys"))
        wizard.press(.down)
        #expect(wizard.screenText.contains("Anthropic token (paste setup-token)"))
        #expect(wizard.screenText.contains("your Claude plan"))
        #expect(wizard.screenText.contains("claude setup-token"))
    }

    @Test("rule 14: current models on top with context and price, then older ones, last the field for any other")
    func modelsAreInTheOrderOfUse() {
        var wizard = Wizard.on()
        wizard.walk(to: .model)
        let rows = wizard.steps.model.list.rows
        #expect(rows.first?.label == "claude-opus-4-6")
        #expect(rows.first?.notes == ["default", "200K", "$5 / $25"])
        #expect(wizard.screenText.contains(/default +200K +\$5(\.00)? +\$25/))
        #expect(rows.prefix(3).map(\.label) == ["claude-opus-4-6", "claude-sonnet-4-5", "claude-haiku-4-5"])
        #expect(rows.firstIndex { $0.heading == "older" } == 3)
        #expect(rows.last?.label == "Type another id")
        #expect(wizard.steps.model.list.marked == 0)
    }

    @Test("rule 20: the rest of the policy stands under the help of the pages where it matters")
    func theRestOfThePolicyIsUnderHelp() {
        for step in [StepID.method, .credential] {
            var wizard = Wizard.on()
            wizard.walk(to: step)
            wizard.press(.character("?"))
            #expect(wizard.flatText.contains("decided by Anthropic's terms"), "\(step)")
        }
    }

    @Test("rule 28: agents say whose credentials they use; the default one is marked and ticked")
    func agentsSayWhoseCredentialsTheyUse() {
        var fixture = HostFixture.withAgents
        fixture.facts.agents.append(SetupFacts.Agent(id: "lab", isDefault: false, store: .none))
        var wizard = Wizard.on(fixture, size: Size(columns: 120, rows: 40))
        wizard.press(.enter)
        let lines = wizard.picture.canvas.lines
        for (agent, store) in [("main", "has its own"), ("ops", "uses main's"), ("lab", "none")] {
            #expect(lines.contains { $0.contains(agent) && $0.contains(store) }, "\(agent)")
        }
        #expect(wizard.flatText.contains("For which agent?"))
        #expect(wizard.flatText.contains("agents without their own use main's"))
        let marked = lines.first { $0.contains("\u{203A}") && $0.contains("main") && $0.contains("[x]") }
        #expect(marked != nil)
    }

    @Test("rule 34: below 60 columns there is no rail and no id with its shared beginning")
    func aPhoneHasOnePane() {
        for wizard in Pages.all(.english, size: Self.phone) {
            if case .reading = wizard.overlays.last { continue }
            let text = wizard.screenText
            #expect(!text.contains("anthropic:"), "\(text)")
            #expect(wizard.overlays.last?.keys == .steps || !text.contains("Welcome  "), "a rail: \(text)")
        }
    }

    @Test("rule 35: on a phone as well, commands and addresses stand whole in one row")
    func commandsAreNeverBroken() {
        let whole = ["claude setup-token", "openclaw models status", "openclaw undo", "console.anthropic.com"]
        for wizard in Pages.all(.english, size: Self.phone) {
            let flat = wizard.flatText
            for command in whole where flat.contains(command) {
                #expect(wizard.picture.canvas.lines.contains { $0.contains(command) }, "\(command) is broken")
            }
        }
    }

    @Test("rule 40: a label that does not fit moves its value to the next row, whole")
    func aLongLabelMovesItsValue() {
        let fact = Fact(label: "A label that takes nearly all of the row", value: "a value of some words")
        for columns in 24...80 {
            let lines = FactTable(columns: columns, marks: .ascii).lines([fact]).map(\.text)
            #expect(lines.joined(separator: " ").contains("value"))
            #expect(lines.allSatisfy { TextWidth.columns(of: $0) <= columns || $0.contains("A label") })
            if columns < 60 { #expect(lines.count > 1, "\(columns): \(lines)") }
        }
        let chinese = Fact(label: "\u{6191}\u{8B49}", value: "x")
        let english = Fact(label: "abcd", value: "y")
        let both = FactTable(columns: 40, marks: .ascii).lines([chinese, english]).map(\.text)
        #expect(both == ["  \u{6191}\u{8B49} x", "  abcd y"], "columns are cells, not characters")
    }

    @Test("rule 42: only the page of several agents has ticks")
    func onlySeveralHaveTicks() {
        for wizard in Pages.all(.english) where wizard.current != .agents {
            #expect(!wizard.screenText.contains("[x]") && !wizard.screenText.contains("[ ]"))
        }
    }

    @Test("rule 44: the help says what to do about a slow Esc")
    func theHelpSaysWhatToDoAboutASlowEscape() {
        var wizard = Wizard.on()
        wizard.press(.enter, .character("?"), .end)
        #expect(wizard.flatText.contains("Esc slow in tmux? Shift-Tab does the same."))
    }
}
