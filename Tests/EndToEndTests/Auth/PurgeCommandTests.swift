import Foundation
import Testing

/// Copies of replaced and removed secrets in our own backups: purged by the replacing command, or later.
@Suite("models auth purge") struct PurgeCommandTests {
    /// Files of the home that contain a piece of a secret, which consists of one repeated letter.
    private func files(_ home: TestHome, with letter: String) throws -> [String] {
        let piece = String(repeating: letter, count: 12)
        return try home.picture().entries.compactMap { path, entry in
            guard case .file(let bytes) = entry.kind else { return nil }
            return String(decoding: bytes, as: UTF8.self).contains(piece) ? path : nil
        }.sorted()
    }

    private func rotated() throws -> TestHome {
        let home = try TestHome.withProfiles()
        #expect(try home.auth("rotate", "default", input: Fake.apiKey).status == 0)
        return home
    }

    @Test func whatRotateSaysToDoTakesTheCopiesOut() throws {
        let home = try rotated()
        #expect(try files(home, with: "J").count == 1)
        let told = try home.auth("rotate", "old", input: Fake.token).outputText
        #expect(told.contains("openclaw models auth purge anthropic:old"), "\(told)")
        let preview = try home.auth("purge", "--dry-run")
        #expect(preview.status == 0 && preview.outputText.contains("Nothing was written"), "\(preview.text)")
        #expect(try files(home, with: "J").count == 1)
        let refused = try home.auth("purge")
        #expect(refused.status == 1 && refused.errorText.contains("--yes"), "\(refused.text)")
        let run = try home.auth("purge", "--yes")
        #expect(run.status == 0 && run.outputText.contains("cannot be undone"), "\(run.text)")
        #expect(run.outputText.contains("console.anthropic.com") && run.outputText.contains("Claude account"))
        #expect(try files(home, with: "J").isEmpty && files(home, with: "V").isEmpty)
        #expect(try home.secret(of: "anthropic:default") == Fake.apiKey)
        #expect(try home.auth("purge", "--yes").outputText.contains("No copy"))
    }

    @Test func oneProfileIsPurgedAlone() throws {
        let home = try rotated()
        #expect(try home.auth("logout", "old", "--yes").status == 0)
        // The first backup contains both secrets, the second only the removed one.
        let run = try home.auth("purge", "old", "--yes", "--json")
        let document = try run.document()
        #expect(run.status == 0 && document["changed"] as? Bool == true, "\(run.text)")
        #expect(document["profileIds"] as? [String] == ["anthropic:old"])
        #expect(try files(home, with: "V").isEmpty)
    }

    @Test func aSecretThatAnotherAgentUsesIsNotRemoved() throws {
        let home = try TestHome.withProfiles()
        try home.write(TestHome.twoProfiles, to: home.opsStore)
        #expect(try home.auth("rotate", "default", "--agent", "main", input: Fake.apiKey).status == 0)
        let run = try home.auth("purge", "default", "--yes")
        #expect(run.status == 0 && run.outputText.contains("No copy of an older secret"), "\(run.text)")
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try home.read(home.store) == TestHome.twoProfiles)
    }

    @Test func copiesOfOthersAreNamedAndStay() throws {
        let home = try TestHome.withProfiles()
        let copy = home.store + ".bak"
        try home.write(TestHome.twoProfiles, to: copy)
        #expect(try home.auth("rotate", "default", input: Fake.apiKey).status == 0)
        let run = try home.auth("purge", "--yes")
        #expect(run.outputText.contains("Copies that stay") && run.outputText.contains("auth-profiles.json.bak"))
        #expect(try home.read(copy) == TestHome.twoProfiles)
        #expect(Fake.piece(in: run.text) == nil)
    }

    // MARK: - With the command itself

    @Test func rotateWithPurgeForgetsEarlierCopiesToo() throws {
        let home = try rotated()
        _ = try home.auth("rotate", "default", input: Fake.otherKey)
        // Two backups contain the old secret: it was the new one of an earlier apply and is replaced by this one.
        let run = try home.auth("rotate", "default", "--purge", input: Fake.apiKey)
        #expect(run.status == 0, "\(run.text)")
        #expect(!run.outputText.contains("openclaw undo") && !run.outputText.contains("backup "))
        #expect(try files(home, with: "J").isEmpty)
    }

    @Test func rotateWithPurgeForgetsTheSecretOfEachAgent() throws {
        let home = try TestHome.withProfiles()
        try home.write(TestHome.twoProfiles.replacing(Fake.otherKey, with: Fake.token), to: home.opsStore)
        let run = try home.auth(
            "rotate",
            "default",
            "--agent",
            "main",
            "--agent",
            "ops",
            "--purge",
            input: Fake.apiKey
        )
        #expect(run.status == 0, "\(run.text)")
        #expect(try files(home, with: "J").isEmpty && files(home, with: "Z").isEmpty)
    }

    @Test func aPurgeWithTheSameSecretSaysHowTheOlderCopiesGo() throws {
        let home = try rotated()
        let run = try home.auth("rotate", "default", "--purge", input: Fake.apiKey)
        #expect(run.status == 1)
        #expect(run.errorText.contains("Next: openclaw models auth purge anthropic:default"), "\(run.text)")
        #expect(run.errorText.contains("setup/backups/"))
        #expect(try home.auth("purge", "default", "--yes").status == 0)
        let again = try home.auth("rotate", "default", "--purge", input: Fake.apiKey)
        #expect(again.status == 0 && again.outputText.contains("Nothing to change"), "\(again.text)")
    }

    @Test func aPurgeOfAGoneProfileSaysHowItsCopiesGo() throws {
        let home = try TestHome.withProfiles()
        #expect(try home.auth("logout", "old", "--yes").status == 0)
        let run = try home.auth("logout", "old", "--yes", "--purge")
        #expect(run.status == 1 && run.errorText.contains("not found"))
        #expect(run.errorText.contains("Next: openclaw models auth purge anthropic:old"), "\(run.text)")
        #expect(try home.auth("purge", "old", "--yes").status == 0)
        #expect(try files(home, with: "V").isEmpty)
        #expect(try !home.auth("logout", "old", "--yes", "--purge").errorText.contains("auth purge"))
    }

    /// The disk fails when the copy is removed: the rest is done, and the leftover is reported.
    @Test(arguments: [
        ["rotate", "default", "--purge"], ["logout", "default", "--purge", "--yes"], ["purge", "--yes"],
    ])
    func aCopyThatCannotBeRemovedIsToldWithWhatIsDone(words: [String]) throws {
        for json in [false, true] {
            let home = try rotated()
            let arguments = ["models", "auth"] + words + (json ? ["--json"] : [])
            let traced = home.root + ".trace"
            defer { try? FileManager.default.removeItem(atPath: traced) }
            var failing: Run?
            // Finds the call that removes the copy: at any earlier call the run fails as a whole.
            for number in 1...60 where failing == nil {
                let start = try home.picture()
                let strace = [
                    "/usr/bin/strace", "-f", "-qqq", "-o", traced, "-e", "trace=unlink,unlinkat",
                    "-e", "inject=unlink,unlinkat:error=EIO:when=\(number)",
                ]
                let run = try home.run(arguments, input: Fake.token, behind: strace)
                let trace = try String(contentsOfFile: traced, encoding: .utf8)
                let hit = trace.split(separator: "\n").first { $0.contains("(INJECTED)") }
                if hit?.contains("/backups/") == true, hit?.contains("auth-profiles.json\"") == true {
                    failing = run
                } else {
                    try start.restore(to: home.root)
                }
            }
            let run = try #require(failing)
            #expect(run.status == 1, "\(run.text)")
            #expect(run.text.contains(words[0] == "purge" ? "Removed from our own backups" : "anthropic:default"))
            #expect(run.text.contains("could not be taken out of our own backups"), "\(run.text)")
            #expect(!run.text.contains("Nothing was changed") && !run.text.contains("run this again"))
            if json {
                let document = try run.document()
                #expect(document["ok"] as? Bool == false)
                #expect((document["unpurged"] as? [String])?.isEmpty == false)
            }
            // The next command continues the purge.
            let next = try home.run(["config", "set", "gateway.port", "19009"])
            #expect(next.status == 0, "\(next.text)")
            let forgotten = try files(home, with: words[0] == "purge" ? "J" : "Q")
            #expect(forgotten.isEmpty, "\(forgotten)")
            #expect(!home.exists(home.setup + "/journal"))
        }
    }
}
