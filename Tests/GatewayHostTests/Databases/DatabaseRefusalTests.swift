import Credentials
import Foundation
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// Acts that would change a database are refused with the gateway's own command; the config can still be changed.
@Suite struct DatabaseRefusalTests {
    private func tree(_ name: String, _ release: String = "2026.7.2", _ generation: String = "g72") throws
        -> DatabaseTree
    {
        let cases = try GoldenFolder.databases.databaseCases(generation)
        return try DatabaseTree(try #require(cases.first { $0.name == name }), release: release)
    }

    private func refusal(_ change: ProfileChange, _ tree: DatabaseTree) throws -> Problem {
        let live = tree.live
        let snapshot = live.read()
        let problem = try Traces.unchanged(in: tree.state) {
            #expect(throws: Problem.self) { try live.plan(.profile(change), on: snapshot) }
        }
        return try #require(problem)
    }

    @Test func eachActNamesTheGatewaysOwnCommand() throws {
        let tree = try tree("cooldown-active")
        let auth = tree.program + " models auth"
        let new = NewCredential(Fake.token("N"), kind: .setupToken, agents: ["main"])
        #expect(
            try refusal(.add(new), tree).next
                == auth + " --agent main paste-token --provider anthropic --profile-id anthropic:manual"
        )
        let other = NewCredential(Fake.apiKey("N"), kind: .apiKey, agents: ["main"])
        #expect(
            try refusal(.replace(id: "anthropic:a", other), tree).next
                == auth + " --agent main paste-api-key --provider anthropic --profile-id anthropic:a"
        )
        let scope = OrderScope(provider: "anthropic", agent: "main", place: .store)
        #expect(
            try refusal(.fixOrder(["anthropic:b", "anthropic:a"], scope), tree).next
                == auth + " order set --provider anthropic --agent main anthropic:b anthropic:a"
        )
        #expect(
            try refusal(.automaticOrder(scope), tree).next == auth + " order clear --provider anthropic --agent main"
        )
        // 2026.7.2 cannot remove a profile.
        let removal = try refusal(.remove(id: "anthropic:a", agents: ["main"]), tree)
        #expect(removal.next?.hasSuffix(auth + " order set --provider anthropic --agent main anthropic:b") == true)
        let clearing = try refusal(.clearFailures(id: "anthropic:a", agent: "main"), tree)
        #expect(clearing.message.contains("02:45 UTC") && clearing.message.contains("5 min"))
        #expect(clearing.next?.contains("paste-api-key --provider anthropic --profile-id anthropic:") == true)
        for problem in [removal, clearing] { #expect(problem.code == "newer-store") }
    }

    @Test func aLaterGatewayRemovesAProfileItself() throws {
        let tree = try tree("s-shared-and-own", "2026.8.1", "gS16")
        #expect(
            try refusal(.remove(id: "anthropic:work", agents: ["work"]), tree).next
                == tree.program + " models auth logout anthropic:work --agent work"
        )
    }

    @Test func anOrderForAllAgentsStandsInTheConfigAndIsWritten() throws {
        let tree = try tree("cooldown-active")
        let scope = OrderScope(provider: "anthropic", agent: "main", place: .config)
        let live = tree.live
        let plan = try live.plan(.profile(.fixOrder(["anthropic:b", "anthropic:a"], scope)), on: live.read())
        #expect(plan.files.map(\.path) == [tree.home.configPath])
        _ = try live.apply(plan).get()
        #expect(tree.home.text(".openclaw/openclaw.json")?.contains("\"anthropic:b\"") == true)
    }

    @Test func settingsAreWrittenAndNothingIsBegunBesideADatabase() throws {
        let tree = try tree("agent-overrides-same-id")
        let live = tree.live
        var answers = SetupAnswers(agents: ["main"], intent: .settingsOnly)
        answers.model = "anthropic/claude-sonnet-4-5"
        let plan = try live.plan(.setup(answers, freshToken: nil), on: live.read())
        #expect(plan.files.map(\.path) == [tree.home.configPath])
        _ = try live.apply(plan).get()
        let names = try tree.home.tree().paths.map { $0.split(separator: "/").last.map(String.init) ?? "" }
        #expect(
            !names.contains("auth-profiles.json") && !names.contains { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") }
        )
    }

    @Test func anUndoThatWouldBringAStoreBackIsRefused() throws {
        var tree = try DatabaseTree()
        let live = tree.live
        let new = NewCredential(Fake.apiKey("N"), kind: .apiKey, agents: ["main"])
        _ = try live.apply(try live.plan(.profile(.add(new)), on: live.read())).get()
        // The gateway moves on to a release with databases.
        let folder = tree.state + "/agents/main/agent/"
        let moved = try self.tree("one-token")
        try FileMoving.copy(moved.state + "/agents/main/agent/openclaw-agent.sqlite", to: folder)
        try tree.install("2026.7.2")
        tree.variables = [:]
        let undo = try #require(try tree.live.plannedUndo())
        #expect(undo.obstacle?.code == "newer-store")
    }
}

private enum FileMoving {
    static func copy(_ path: String, to folder: String) throws {
        let name = (path as NSString).lastPathComponent
        try FileManager.default.copyItem(atPath: path, toPath: folder + name)
    }
}
