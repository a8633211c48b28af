import FileTransactions
import TestSupport
import Testing

@Suite struct CommitTests {
    @Test func writesAllFilesWithOwnerModes() throws {
        let disk = Scenario.both.makeDisk()
        let receipt = try Scenario.both.apply(disk)
        #expect(disk.text(Scenario.config) == Scenario.both.newConfig)
        #expect(disk.text(Scenario.store) == Scenario.both.newStore)
        #expect(disk.tree()[Scenario.config]?.mode == 0o600)
        #expect(disk.tree()[Scenario.store]?.mode == 0o600)
        #expect(receipt.tightened == [Scenario.config])
        #expect(receipt.unfinished.isEmpty && receipt.changedSince.isEmpty)
        #expect(receipt.files.map(\.path) == [Scenario.store, Scenario.config])
    }

    @Test func leavesOnlyBackupsBehind() throws {
        let disk = Scenario.both.makeDisk()
        let receipt = try Scenario.both.apply(disk)
        let tree = disk.tree(Scenario.setup)
        let folder = Scenario.setup + "/backups/20260202-024000Z"
        #expect(receipt.backupFolder == folder)
        #expect(
            tree.paths == [
                Scenario.setup, Scenario.setup + "/backups", folder,
                folder + "/1-auth-profiles.json", folder + "/2-openclaw.json", folder + "/record",
            ]
        )
        #expect(tree.paths.allSatisfy { tree[$0]?.mode == (tree[$0]?.kind == .folder ? 0o700 : 0o600) })
        #expect(disk.text(folder + "/1-auth-profiles.json") == Scenario.both.oldStore)
        #expect(disk.tree(Scenario.agent).paths == [Scenario.agent, Scenario.store])
    }

    @Test func makesFoldersForOwnerAlone() throws {
        let scenario = Scenario(name: "fresh", oldConfig: nil, oldStore: nil)
        let disk = scenario.makeDisk()
        let receipt = try scenario.apply(disk)
        let made = [Scenario.state + "/agents", Scenario.state + "/agents/main", Scenario.agent]
        #expect(receipt.foldersMade == made)
        for folder in made + [Scenario.state, Scenario.setup] { #expect(disk.tree()[folder]?.mode == 0o700) }
    }

    @Test func credentialsComeFirst() throws {
        let disk = Scenario.both.makeDisk()
        disk.forgetCalls()
        try Scenario.both.apply(disk)
        let renamed = disk.calls.filter { $0.operation == .rename }.map(\.path)
        let store = try #require(renamed.firstIndex(of: Scenario.store))
        let config = try #require(renamed.firstIndex(of: Scenario.config))
        #expect(store < config)
    }

    @Test func nothingToDoTouchesNothing() throws {
        let disk = Scenario.both.makeDisk()
        try Scenario.both.apply(disk)
        let before = disk.tree()
        disk.forgetCalls()
        let receipt = try Scenario.both.apply(disk)
        #expect(receipt == Receipt())
        #expect(before.difference(to: disk.tree()) == "")
        #expect(disk.calls.allSatisfy { !$0.isWrite })
    }

    @Test func stagingWritesNothing() throws {
        let disk = Scenario.both.makeDisk()
        let before = disk.tree()
        var transaction = FileTransaction(Scenario.folder(disk), summary: "onboard")
        try transaction.stage(.read(Scenario.config, disk), contents: [1], rank: 0, lock: .none)
        #expect(before.difference(to: disk.tree()) == "")
        _ = consume transaction
    }

    @Test func aSymbolicLinkStays() throws {
        let scenario = try #require(Scenario.all.first { $0.name.contains("symbolic") })
        let disk = scenario.makeDisk()
        try scenario.apply(disk)
        #expect(disk.tree()[Scenario.config]?.kind == .symbolicLink)
        #expect(disk.text("/srv/real.json") == scenario.newConfig)
        #expect(disk.tree("/srv").paths == ["/srv", "/srv/real.json"])
    }

    @Test(arguments: [false, true])
    func theStateFolderMayBeASymbolicLink(hasSetup: Bool) throws {
        let disk = InMemoryFileSystem()
        disk.addFile("/data/openclaw/openclaw.json", "{}")
        if hasSetup { disk.addFolder("/data/more/setup") }
        disk.addLink(Scenario.state, to: "/data/openclaw")
        if hasSetup { disk.addLink("/data/openclaw/setup", to: "/data/more/setup") }
        try Scenario.both.apply(disk)
        #expect(disk.text("/data/openclaw/openclaw.json") == Scenario.both.newConfig)
        #expect(disk.tree()[Scenario.state]?.kind == .symbolicLink)
        try Scenario.undo(disk)
        #expect(disk.text("/data/openclaw/openclaw.json") == "{}")
        #expect(!disk.exists("/data/openclaw/agents"))
    }

    /// Another run on a fresh host fails and removes the folder that it created and we were about to use.
    @Test(arguments: ["open", "lock"])
    func theSetupFolderMayGoAwayBeforeItIsLocked(call: String) throws {
        let trial = try Trial(applying: .both)
        let disk = trial.disk()
        disk.before(call: try trial.number(of: "\(call) \(Scenario.setup)")) { $0.delete(Scenario.setup) }
        try Scenario.both.apply(disk)
        #expect(disk.text(Scenario.config) == Scenario.both.newConfig)
        #expect(try Scenario.folder(disk).records().count == 1)
    }

    @Test func aFileThatChangesUnderTheReaderIsReadAgain() throws {
        let disk = Scenario.both.makeDisk()
        disk.restartCount()
        _ = try FileSnapshot.read(Scenario.store, disk)
        let lastCalls = disk.callNumber
        disk.restartCount()
        // After reading its bytes, before comparing its status: the gateway overwrites the store in place.
        disk.before(call: lastCalls - 1) { $0.overwrite(Scenario.store, "theirs, and longer than it was before") }
        #expect(
            try FileSnapshot.read(Scenario.store, disk).contents == Array("theirs, and longer than it was before".utf8)
        )
    }

    @Test func cleaningThatFailsAfterwardsIsLeftToTheNextCommand() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.disk()
        disk.arm(.fail(call: try trial.number(of: "removeFolder \(Scenario.store).lock"), errno: 5))
        let receipt = try Scenario.both.apply(disk)
        #expect(receipt.unfinished.map(\.path) == [Scenario.store + ".lock"])
        #expect(disk.text(Scenario.config) == Scenario.both.newConfig)
        #expect(try Scenario.folder(disk).recover().outcome == .finished)
        #expect(!disk.exists(Scenario.store + ".lock"))
    }

    @Test func twoPathsToOneFileAreRefused() throws {
        let disk = Scenario.both.makeDisk()
        disk.addLink("/home/jo/alias.json", to: Scenario.config)
        let error = #expect(throws: FileError.self) {
            var transaction = FileTransaction(Scenario.folder(disk), summary: "onboard")
            try transaction.stage(.read(Scenario.config, disk), contents: [1], rank: 0, lock: .none)
            try transaction.stage(.read("/home/jo/alias.json", disk), contents: [2], rank: 0, lock: .none)
        }
        #expect(error?.code == .sameFileTwice)
    }

    @Test func anotherUsersFileIsNotReplaced() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFile(Scenario.config, "{}", owner: 33)
        disk.become(userID: 0)
        let before = disk.tree()
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk) }
        #expect(error?.code == .foreignOwner || error?.code == .permissionDenied)
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test func wideSetupFolderIsTightened() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFolder(Scenario.setup, mode: 0o755)
        try Scenario.both.apply(disk)
        #expect(disk.tree()[Scenario.setup]?.mode == 0o700)
    }
}

@Suite struct ChangedMeanwhileTests {
    @Test(arguments: [Scenario.config, Scenario.store])
    func aChangeAfterPlanningIsFound(path: String) throws {
        let disk = Scenario.both.makeDisk()
        let error = try commit(disk) { disk.overwrite(path, "theirs") }
        #expect(error?.code == .changedMeanwhile)
        #expect(error?.paths == [path])
        #expect(error?.aftermath == .unchanged)
        #expect(disk.text(path) == "theirs")
        #expect(!disk.exists(Scenario.setup))
    }

    @Test func aFileThatAppearedOrWentIsFound() throws {
        let scenario = Scenario(name: "no store", oldStore: nil)
        let disk = scenario.makeDisk()
        let error = try commit(disk) {
            disk.addFile(Scenario.store, "theirs")
            disk.delete(Scenario.config)
        }
        #expect(error?.paths == [Scenario.store, Scenario.config])
        #expect(disk.text(Scenario.store) == "theirs")
        #expect(!disk.exists(Scenario.config))
    }

    @Test func aFileOnlyExpectedIsComparedToo() throws {
        let disk = Scenario.both.makeDisk()
        let error = #expect(throws: FileError.self) {
            var transaction = FileTransaction(Scenario.folder(disk), summary: "onboard")
            try transaction.stage(.read(Scenario.config, disk), contents: [1], rank: 1, lock: .none)
            transaction.expect(try .read(Scenario.store, disk))
            disk.overwrite(Scenario.store, "theirs")
            _ = try transaction.commit(waiting: { _ in .wait })
        }
        #expect(error?.paths == [Scenario.store])
        #expect(disk.text(Scenario.config) == Scenario.both.oldConfig)
    }

    @Test func aLinkThatLeadsElsewhereIsFound() throws {
        let scenario = try #require(Scenario.all.first { $0.name.contains("symbolic") })
        let disk = scenario.makeDisk()
        disk.addFile("/srv/other.json", "{ linked: 1 }\n")
        let error = try commit(disk) {
            disk.delete(Scenario.config)
            disk.addLink(Scenario.config, to: "/srv/other.json")
        }
        #expect(error?.code == .changedMeanwhile)
    }

    private func commit(_ disk: InMemoryFileSystem, meanwhile: () -> Void) throws -> FileError? {
        var transaction = FileTransaction(Scenario.folder(disk), summary: "onboard")
        try transaction.stage(.read(Scenario.store, disk), contents: [1], rank: 0, lock: .gateway)
        try transaction.stage(.read(Scenario.config, disk), contents: [2], rank: 1, lock: .none)
        meanwhile()
        do throws(FileError) {
            _ = try transaction.commit(waiting: { _ in .wait })
            return nil
        } catch {
            return error
        }
    }
}
