import Credentials
import GatewayHost
import JSON5
import TestSupport
import Testing

/// What a person reads on real hosts whose credentials are, or should be, in databases.
@Suite struct FieldDatabaseTests {
    private func problems(_ tree: DatabaseTree) throws -> [Problem] {
        try Traces.unchanged(in: tree.state) { try tree.report().problems }
    }

    @Test func credentialsThatWereLostOnTheWayAreFoundInTheCopy() throws {
        for name in ["33", "36"] {
            let tree = try DatabaseTree(field: name)
            try tree.install(name == "33" ? "2026.6.9" : "2026.6.5")
            let report = try tree.report()
            #expect(report.verdict.word == "noCredential" && report.checkExitCode == 1)
            let problem = try #require(try problems(tree).first { $0.code == "lost-migration" }, "\(name)")
            let folder = tree.state + "/agents/main/agent/"
            let copy = "auth-profiles.json.sqlite-import.1782800000000.bak"
            #expect(problem.details == ["  $OPENCLAW_HOME" + (folder + copy).dropFirst(tree.home.path.count)])
            #expect(
                problem.next
                    == "(cd \(folder.dropLast()) && cp -p \(copy) auth-profiles.json) && \(tree.program) doctor --fix"
            )
        }
    }

    @Test func aFileThatAnotherProgramLeftBesideADatabaseIsNotTakenForTheStore() throws {
        let tree = try DatabaseTree(field: "34")
        try tree.install("2026.8.1")
        let report = try tree.report()
        #expect(report.lines.first == "Agent main should answer. Not checked.")
        #expect(report.verdict.winner?.source == .profile(id: "anthropic:default", isOwn: true))
        let problem = try #require(report.problems.first { $0.code == "ignored-file" })
        #expect(problem.next == tree.program + " doctor --fix")
        let listing = ProfileListing(tree.snapshot, tree.live, agent: "main", provider: nil)
        #expect(listing.members["profiles"]?.arrayValue?.compactMap { $0["id"]?.stringValue } == ["anthropic:default"])
    }

    @Test func marksInAFileOfTheirOwnAreRead() throws {
        let tree = try DatabaseTree(field: "38")
        let report = try tree.report()
        #expect(report.storeWord == "json+state")
        #expect(report.verdict.word == "rests")
        #expect(
            report.resting.map(\.profileID) == ["anthropic:default"] && report.resting.first?.storedReason == "billing"
        )
        // Nothing is wrong with such a host, and credentials can be stored; only its marks are not written.
        #expect(report.problems.isEmpty && tree.snapshot.storeProblem == nil)
        let clearing = ProfileChange.clearFailures(id: "anthropic:default", agent: "main")
        let problem = try #require(throws: Problem.self) {
            _ = try tree.live.plan(.profile(clearing), on: tree.snapshot)
        }
        #expect(problem.code == "kept-in-state")
    }

    @Test func everySentenceHasAnotherLanguage() throws {
        for name in ["33", "34", "36", "38"] {
            let tree = try DatabaseTree(field: name)
            let lines = try tree.report(texts: .of(.traditionalChinese)).problems.map(\.message)
            #expect(lines.allSatisfy { $0.unicodeScalars.contains { $0.value > 0x2E80 } }, "\(lines)")
        }
    }
}
