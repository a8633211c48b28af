import FileTransactions
import TestSupport
import Testing

@Suite struct PreflightTests {
    @Test(arguments: Scenario.all)
    func findsNothingOnAGoodHostAndMakesNothing(scenario: Scenario) throws {
        let disk = scenario.makeDisk()
        let before = disk.tree()
        #expect(try obstacles(disk) == [])
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test func aFolderWithTheFilesName() throws {
        let disk = Scenario(name: "", oldConfig: nil).makeDisk()
        disk.addFolder(Scenario.config)
        try expect(disk, .folderInTheWay, Scenario.config)
    }

    @Test func aPipeWithTheFilesName() throws {
        let disk = Scenario(name: "", oldConfig: nil).makeDisk()
        disk.addSpecialFile(Scenario.config)
        try expect(disk, .notARegularFile, Scenario.config)
    }

    @Test func aFileOfAnotherUser() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFile(Scenario.config, "{}", owner: 33)
        let found = try expect(disk, .foreignOwner, Scenario.config)
        #expect(found?.userID == 33)
    }

    @Test func rootOnAnotherUsersStateFolder() throws {
        let disk = Scenario(name: "", oldConfig: nil, oldStore: nil).makeDisk()
        disk.addFolder(Scenario.state)
        disk.become(userID: 0)
        let found = try expect(disk, .foreignOwner, Scenario.state)
        #expect(found?.userID == 1000)
    }

    @Test func rootInAnotherUsersHomeWithoutAStateFolder() throws {
        let disk = Scenario(name: "", oldConfig: nil, oldStore: nil).makeDisk()
        disk.become(userID: 0)
        try expect(disk, .foreignOwner, "/home/jo")
    }

    @Test func aFileThatItsOwnerMayNotWrite() throws {
        let disk = Scenario.both.makeDisk()
        disk.setMode(of: Scenario.config, 0o400)
        try expect(disk, .readOnlyFile, Scenario.config)
    }

    @Test func aFileThatMayNotBeRead() throws {
        let disk = Scenario.both.makeDisk()
        disk.setMode(of: Scenario.store, 0o200)
        try expect(disk, .unreadable, Scenario.store)
    }

    @Test func aFolderThatMayNotBeEntered() throws {
        let disk = Scenario.both.makeDisk()
        disk.setMode(of: Scenario.agent, 0)
        try expect(disk, .unreadable, Scenario.store)
    }

    @Test func aFolderThatMayNotBeWritten() throws {
        let disk = Scenario.both.makeDisk()
        disk.setMode(of: Scenario.agent, 0o500)
        try expect(disk, .readOnlyFolder, Scenario.agent)
    }

    @Test func aReadOnlyFileSystem() throws {
        let disk = Scenario.both.makeDisk()
        disk.features.isReadOnly = true
        try expect(disk, .readOnlyFileSystem, Scenario.state)
    }

    @Test func aLoopOfSymbolicLinks() throws {
        let disk = Scenario(name: "", oldConfig: nil).makeDisk()
        disk.addLink(Scenario.config, to: "other.json")
        disk.addLink(Scenario.state + "/other.json", to: "openclaw.json")
        try expect(disk, .symbolicLinkLoop, Scenario.config)
    }

    @Test func aSymbolicLinkToNothing() throws {
        let disk = Scenario(name: "", oldConfig: nil).makeDisk()
        disk.addLink(Scenario.config, to: "/nix/store/gone.json")
        try expect(disk, .danglingLink, Scenario.config)
    }

    @Test func aFileWhereAFolderHasToBe() throws {
        let disk = Scenario(name: "", oldStore: nil).makeDisk()
        disk.addFile(Scenario.state + "/agents", "a file")
        try expect(disk, .parentIsNotAFolder, Scenario.store)
    }

    @Test func aFileThatIsAMountPoint() throws {
        let disk = Scenario.both.makeDisk()
        disk.features.mountPoints = ["/", Scenario.config]
        try expect(disk, .mountPoint, Scenario.config)
    }

    @Test func aFileWithOtherNames() throws {
        let disk = Scenario.both.makeDisk()
        disk.addHardLink("/home/jo/copy.json", to: Scenario.config)
        let found = try expect(disk, .hardLinks, Scenario.config)
        #expect(found?.count == 2)
    }

    @Test func aFileWithAnAccessList() throws {
        let disk = Scenario.both.makeDisk()
        disk.features.accessLists = [Scenario.config]
        try expect(disk, .accessList, Scenario.config)
    }

    @Test func tooLittleSpace() throws {
        let disk = Scenario.both.makeDisk()
        disk.features.capacity = 70_000
        let found = try expect(disk, .noSpace, Scenario.state)
        #expect((found?.availableBytes ?? .max) < (found?.neededBytes ?? 0))
    }

    @Test func tooFewInodes() throws {
        let disk = Scenario.both.makeDisk()
        disk.features.maximumFiles = 20
        try expect(disk, .noInodes, Scenario.state)
    }

    @Test func aFileWithTheLocksName() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFile(Scenario.store + ".lock", "")
        try expect(disk, .lockObstructed, Scenario.store + ".lock")
    }

    private func obstacles(_ disk: InMemoryFileSystem) throws -> [Obstacle] {
        try Preflight.obstacles(
            for: [.init(Scenario.config, lock: .none), .init(Scenario.store, lock: .gateway)],
            in: Scenario.folder(disk)
        )
    }

    /// Checks that this obstacle is found at this path, and that the check creates nothing.
    @discardableResult
    private func expect(
        _ disk: InMemoryFileSystem,
        _ kind: Obstacle.Kind,
        _ path: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Obstacle? {
        let before = disk.tree()
        let found = try obstacles(disk)
        #expect(before.difference(to: disk.tree()) == "", sourceLocation: sourceLocation)
        let match = found.first { $0.kind == kind && $0.path == path }
        #expect(match != nil, "found \(found)", sourceLocation: sourceLocation)
        return match
    }
}

/// Another run of this program works in parallel: its journal appears and disappears between any two checks.
@Suite struct PreflightBesideAnotherRunTests {
    @Test func aJournalThatComesAndGoesIsNoObstacle() throws {
        let start = Scenario.both.makeDisk()
        try Scenario.both.apply(start)
        let targets = [Preflight.Target(Scenario.store, lock: .gateway), .init(Scenario.config, lock: .none)]
        start.restartCount()
        let undisturbed = InMemoryFileSystem(copying: start)
        #expect(try Preflight.obstacles(for: targets, in: Scenario.folder(undisturbed)).isEmpty)
        for isThereBefore in [false, true] {
            for call in 1...undisturbed.callNumber {
                let disk = InMemoryFileSystem(copying: start)
                if isThereBefore { disk.addFile(Scenario.setup + "/journal", "theirs") }
                disk.before(call: call) { disk in
                    if isThereBefore {
                        disk.delete(Scenario.setup + "/journal")
                    } else {
                        disk.addFile(Scenario.setup + "/journal", "theirs")
                    }
                }
                let found = try Preflight.obstacles(for: targets, in: Scenario.folder(disk))
                #expect(found.isEmpty, "call \(call): \(found)")
            }
        }
    }

    /// A file that is created while its path is resolved is not reported as a dangling link.
    @Test func aFileThatAppearsWhileItsPathIsResolvedIsFound() throws {
        for call in 1...6 {
            let disk = InMemoryFileSystem()
            disk.addFolder("/home/jo")
            disk.restartCount()
            disk.before(call: call) { $0.addFile("/home/jo/new", "x") }
            #expect(try disk.resolvedPath(of: "/home/jo/new") == "/home/jo/new")
        }
    }
}
