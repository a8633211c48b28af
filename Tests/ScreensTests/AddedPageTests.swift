import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// A page that the wizard does not have, added as one step, one row of the table and one line of the flow: all else
/// works by itself.
@Suite struct AddedPageTests {
    private static let logLevel = SetupField(
        "logLevel",
        flag: "--log-level",
        word: ["logging", "level"],
        place: .config { _ in ["logging", "level"] },
        label: "review.workspace"
    )
    private static let fields = SetupField.all + [logLevel]

    /// Chooses how much the gateway logs.
    private struct LogStep: ListStep {
        let id = StepID("log")
        let fields = [AddedPageTests.logLevel]
        var list = PickList([])

        mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
            let rows = ["info", "debug"].map { PickRow(id: $0, label: $0) }
            show(rows, marked: answers[AddedPageTests.logLevel]?.text)
        }

        mutating func take(_ id: String, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
            answers[AddedPageTests.logLevel] = .text(id)
            return .next
        }

        func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
            [.title("How much is logged?"), .gap, .widget]
        }
    }

    private static var pages: [FlowPage] {
        var pages = Flow.pages
        let review = pages.firstIndex { $0.id == .review } ?? 0
        pages.insert(FlowPage(step: LogStep(), hasDefault: true), at: review)
        return pages
    }

    private let live: LiveHost
    private let snapshot: HostSnapshot

    init() {
        let files = InMemoryFileSystem()
        files.addFolder("/home/jo/.openclaw")
        live = LiveHost(.inMemory(files))
        snapshot = live.read()
    }

    private func wizard(draft: SetupDraft? = nil) -> Wizard {
        let (live, snapshot) = (live, snapshot)
        let host = WizardHost(
            facts: SetupFacts(snapshot, .english),
            planner: { answers in
                Result { () throws(Problem) -> ChangePlan in
                    let token = try live.freshToken()
                    let explain = live.explanation(of: snapshot)
                    return try SetupPlanner(
                        snapshot: snapshot,
                        explain: explain,
                        freshToken: token,
                        fields: Self.fields
                    )
                    .plan(answers)
                }
            },
            display: snapshot.display
        )
        let setup = WizardSetup(
            host: host,
            models: Models.all,
            draft: draft.map { WizardSetup.Draft(kept: $0, age: 60_000) }
        )
        var wizard = Wizard(setup, pages: Self.pages, fields: Self.fields)
        wizard.capabilities = TerminalCapabilities(colors: 256, unicode: true)
        _ = wizard.handle(.resized(Size(columns: 80, rows: 24)))
        wizard.see()
        return wizard
    }

    /// Answers all pages up to the added one, and chooses there.
    private func atReview() -> Wizard {
        var wizard = wizard()
        wizard.walk(to: StepID("log"), Fake.apiKey)
        #expect(wizard.current == StepID("log") && wizard.screenText.contains("How much is logged?"))
        wizard.press(.down, .enter)
        return wizard
    }

    @Test func itIsDrawnInItsPlaceAndGoesOnToReview() {
        let wizard = atReview()
        #expect(wizard.current == .review)
        #expect(wizard.place.count == 8)
    }

    @Test func backAndForwardKeepItsAnswer() {
        var wizard = atReview()
        let answers = wizard.answers
        wizard.press(.escape)
        #expect(wizard.current == StepID("log"))
        wizard.press(.enter)
        #expect(wizard.current == .review && wizard.answers == answers)
    }

    @Test func reviewShowsItAndOpensItsPage() {
        var wizard = atReview()
        #expect(wizard.screenText.contains("Workspace"))
        #expect(wizard.screenText.contains("debug"))
        wizard.mark("Workspace")
        wizard.press(.enter)
        #expect(wizard.current == StepID("log"))
        wizard.press(.up, .enter)
        #expect(wizard.current == .review)
        #expect(wizard.screenText.contains("info") && !wizard.screenText.contains("debug"))
    }

    @Test func theCommandSaysIt() {
        var wizard = atReview()
        wizard.press(.character("w"))
        #expect(wizard.screenText.contains("--log-level debug"))
    }

    @Test func aDraftKeepsItAndGoesOnThere() throws {
        var wizard = atReview()
        wizard.press(.escape)
        var kept = try #require(wizard.draft)
        kept.keptAt = snapshot.readAt
        kept.keep(on: snapshot, live, Self.fields)
        guard case .draft(let draft) = SetupDraft.read(on: snapshot, live, Self.fields) else {
            Issue.record("nothing was kept")
            return
        }
        var next = self.wizard(draft: draft)
        next.press(.enter)
        #expect(next.current == .credential)
        next.press(.paste(Fake.apiKey), .enter)
        #expect(next.answers[Self.logLevel] == .text("debug"))
    }

    @Test func itsStepIsListedAndSkippingItTakesItsMarkedRow() {
        var wizard = wizard()
        wizard.walk(to: .model, Fake.apiKey)
        wizard.press(.tab)
        // The list shows its name, which the texts do not have.
        #expect(wizard.screenText.contains("[wizard.step.log]"))
        wizard.press(.enter)
        #expect(wizard.current == .review)
        #expect(wizard.answers[Self.logLevel] == .text("info"))
    }
}
