import FileTransactions
import GatewayConfig
import GatewayHost
import JSON5
import Screens
import Secrets
import TestSupport
import Testing

@testable import openclaw

/// Files that change while a screen shows its plan: whatever a screen proposes is not applied as it was planned, and is
/// planned again on what is there now.
@Suite("Planning again on screens") @MainActor struct PlanningAgainScreensTests {
    /// One act of a screen.
    struct Act: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: ProposedChange

        init(_ name: String, _ change: ProposedChange) {
            testDescription = name
            self.change = change
        }
    }

    nonisolated static let acts: [Act] = [
        Act(
            "a replaced secret",
            .profile(
                .replace(
                    id: "anthropic:default",
                    NewCredential(Secret(Fake.apiKey), kind: .apiKey, agents: ["main"])
                )
            )
        ),
        Act("a removed profile", .profile(.remove(id: "anthropic:more", agents: ["main"]))),
        Act("another name", .profile(.rename(id: "anthropic:more", to: "anthropic:new", agents: ["main"]))),
        Act("a moved row", .profile(.fixOrder(["anthropic:more", "anthropic:default"], order(.store)))),
        Act("a moved row in the config", .profile(.fixOrder(["anthropic:more"], order(.config)))),
        Act("the automatic order", .profile(.automaticOrder(order(.store)))),
        Act("the automatic order in the config", .profile(.automaticOrder(order(.config)))),
        Act("cleared failures", .profile(.clearFailures(id: "anthropic:default", agent: "main"))),
        Act("an included profile", .profile(.include(id: "anthropic:more", agent: "main"))),
        Act("a copied profile", .profile(.copy(id: "anthropic:default", from: "main", to: ["ops"]))),
        Act("a set parameter", .parameters(parameters { $0.set(4096, of: "maxTokens", for: $1) })),
        Act("a parameter taken out", .parameters(parameters { $0.unset("cacheControlTtl", for: $1) })),
    ]

    nonisolated private static func order(_ place: OrderScope.Place) -> OrderScope {
        OrderScope(provider: "anthropic", agent: "main", place: place)
    }

    nonisolated private static func parameters(
        _ edit: (inout ParameterEdits, ParameterLevel) -> Void
    ) -> ParameterEdits {
        var edits = ParameterEdits()
        if let model = ModelReference("anthropic/claude-opus-4-6") { edit(&edits, .model(model)) }
        return edits
    }

    /// The disk, with an order in both places.
    private static func disk() -> InMemoryFileSystem {
        let files = ChangingHost.disk()
        let (config, store) = (files.text(ChangingHost.config) ?? "", files.text(ChangingHost.store) ?? "")
        files.addFile(
            ChangingHost.config,
            config.replacing("auth: {", with: "auth: { order: { anthropic: ['anthropic:default'] },")
        )
        files.addFile(
            ChangingHost.store,
            store.replacing("\"usageStats\"", with: #""order": { "anthropic": ["anthropic:default"] }, "usageStats""#)
        )
        return files
    }

    @Test(arguments: acts) func anActIsPlannedAgain(act: Act) throws {
        let (files, undisturbed) = (Self.disk(), Self.disk())
        let other = browsing(undisturbed)
        _ = try other.apply(try other.browseHost.planner(act.change).get()).get()
        let effects = browsing(files)
        let first = try effects.browseHost.planner(act.change).get()
        ChangingHost.disturb(files)
        let disturbed = files.tree().without(ChangingHost.state + "/setup").withoutTimes
        guard case .failure(.changedMeanwhile) = effects.apply(first) else {
            Issue.record("the old plan was applied")
            return
        }
        #expect(files.tree().without(ChangingHost.state + "/setup").withoutTimes == disturbed)
        _ = try effects.apply(try effects.read().planner(act.change).get()).get()
        let difference = ChangingHost.difference(files, from: undisturbed)
        #expect(difference == nil, "\(difference ?? "")")
        _ = try effects.undo().get()
        #expect(files.tree().without(ChangingHost.state + "/setup").withoutTimes == disturbed)
    }

    /// A new kind of change has to be given an act, or stays with the commands: this does not compile then.
    @Test func everyChangeThatAScreenProposesHasAnAct() {
        let kinds = Self.acts.compactMap { act -> String? in
            switch act.change {
            case .parameters: "parameters"
            // Planned from a copy, whatever changed beside it; aRestorePlansAgain has the command.
            case .restore: nil
            case .profile(let change):
                switch change {
                case .replace: "replace"
                case .remove: "remove"
                case .rename: "rename"
                case .fixOrder(_, let scope): "fixOrder " + scope.place.rawValue
                case .automaticOrder(let scope): "automaticOrder " + scope.place.rawValue
                case .clearFailures: "clearFailures"
                case .include: "include"
                case .copy: "copy"
                // The wizard adds. Only commands import, and write the marks of a check.
                case .add, .importLegacy, .recordChecks: nil
                }
            }
        }
        #expect(Set(kinds).count == 11 && kinds.count == Self.acts.count)
    }

    private func browsing(_ files: InMemoryFileSystem) -> LiveBrowseEffects {
        let live = LiveHost(ChangingHost.host(files))
        return LiveBrowseEffects(live, snapshot: live.read()) { _ in }
    }

    // MARK: - Wizard

    @Test func theWizardPlansAgain() throws {
        let files = ChangingHost.disk()
        let live = LiveHost(ChangingHost.host(files))
        let effects = LiveWizardEffects(live, snapshot: live.read(), checksUnasked: false)
        try expectPlannedAgain(effects.wizardHost(live.read()), effects, files)
    }

    @Test func theWizardOfTheProfilesScreenPlansAgain() throws {
        let files = ChangingHost.disk()
        let effects = browsing(files)
        try expectPlannedAgain(try effects.wizardSetup(agent: "main").get().host, effects, files)
    }

    private func expectPlannedAgain(
        _ host: WizardHost,
        _ effects: any WizardEffects,
        _ files: InMemoryFileSystem
    ) throws {
        var answers = SetupAnswers(agents: ["main"])
        answers.take(Secret(Fake.apiKey))
        let first = try host.planner(answers).get()
        ChangingHost.disturb(files)
        guard case .failure(.changedMeanwhile) = effects.apply(first) else {
            Issue.record("the old plan was applied")
            return
        }
        _ = try effects.apply(try effects.reread().get().planner(answers).get()).get()
        #expect(files.text(ChangingHost.config)?.hasPrefix(ChangingHost.comment) == true)
        #expect(files.text(ChangingHost.store)?.contains(ChangingHost.member) == true)
        #expect(files.text(ChangingHost.store)?.contains(Fake.apiKey) == true)
    }
}
