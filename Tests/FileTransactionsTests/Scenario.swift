import FileTransactions
import TestSupport

/// A host before an apply, and the files that the apply writes.
struct Scenario: Sendable, CustomStringConvertible {
    static let state = "/home/jo/.openclaw"
    static let config = state + "/openclaw.json"
    static let agent = state + "/agents/main/agent"
    static let store = agent + "/auth-profiles.json"
    static let setup = state + "/setup"
    /// The value of another program.
    static let program = "/srv/program"
    static let oldSecret = "sk-ant-oat01-" + String(repeating: "o", count: 12)
    static let newSecret = "sk-ant-oat01-" + String(repeating: "n", count: 12)

    var name: String
    var oldConfig: String? = "{ old: 1 } // mine\n"
    var oldStore: String? = "{\"old\":\"\(oldSecret)\"}\n"
    var newConfig: String? = "{ new: 2 } // mine\n"
    var newStore: String? = "{\"new\":\"\(newSecret)\"}\n"
    /// The values of another program before and after, if it takes part.
    var program: (old: String?, new: String?)?
    /// Reports a failure after it has stored the value.
    var programFailsAfterwards = false
    var features = MemoryFeatures()
    /// Texts to purge from backups.
    var forgets: [String] = []
    /// Further setup of the disk before the apply.
    var prepare: @Sendable (InMemoryFileSystem) -> Void = { _ in }

    var description: String { name }

    func makeDisk() -> InMemoryFileSystem {
        let disk = InMemoryFileSystem()
        disk.features = features
        disk.addFolder("/home/jo", mode: 0o755)
        if let oldConfig { disk.addFile(Self.config, oldConfig, mode: 0o644) }
        if let oldStore { disk.addFile(Self.store, oldStore) }
        if let program { disk.addProgram(Self.program, value: program.old) }
        prepare(disk)
        disk.syncAll()
        return disk
    }

    static func folder(_ disk: InMemoryFileSystem) -> SetupFolder {
        folder(over: disk, clock: disk.clock, kinds: [ProgramKind(disk: disk)])
    }

    /// The same with any file system; the config behind the symbolic link is one of the gateway's files.
    static func folder(
        over files: any FileSystem,
        clock: WallClock,
        kinds: [any ParticipantKind] = []
    ) -> SetupFolder {
        SetupFolder(stateFolder: state, files: files, clock: clock, kinds: kinds) { Reach(files: ["/srv/real.json"]) }
    }

    /// The apply: reads, stages and commits.
    @discardableResult
    func apply(
        _ disk: InMemoryFileSystem,
        waiting: (LockWait) -> LockWaitChoice = { _ in .cancel }
    ) throws -> Receipt {
        var transaction = FileTransaction(Self.folder(disk), summary: "onboard")
        try transaction.stage(
            FileSnapshot.read(Self.config, disk),
            contents: newConfig.map { Array($0.utf8) },
            rank: 2,
            lock: .none
        )
        if let program {
            var participant = try ProgramParticipant(disk, Self.program, new: program.new, rank: 1)
            participant.failsAfterwards = programFailsAfterwards
            try transaction.add(participant)
        }
        try transaction.stage(
            FileSnapshot.read(Self.store, disk),
            contents: newStore.map { Array($0.utf8) },
            rank: 0,
            lock: .gateway
        )
        if !forgets.isEmpty {
            transaction.forgetCopies { [forgets] copy in
                let text = String(decoding: copy, as: UTF8.self)
                return forgets.contains { text.contains($0) }
            }
        }
        return try transaction.commit(waiting: waiting)
    }

    /// Undoes the latest apply, if there is one.
    @discardableResult
    static func undo(_ disk: InMemoryFileSystem) throws -> Receipt? {
        let folder = folder(disk)
        guard let record = try folder.latestUndoable() else { return nil }
        return try folder.undo(try folder.undoPlan(for: record), summary: "undo", waiting: { _ in .cancel })
    }

    static let both = Scenario(name: "both files exist")
    static let withProgram = Scenario(name: "another program writes too", program: ("old-row", "new-row"))

    /// For slow property tests.
    static let mostUnlike = [
        both,
        Scenario(name: "fresh host", oldConfig: nil, oldStore: nil),
        Scenario(name: "the file system can neither swap nor link", features: .withoutSwapAndLink),
        Scenario(name: "a file is removed", newStore: nil),
        withProgram,
    ]

    static let all =
        mostUnlike + [
            Scenario(name: "no store yet", oldStore: nil),
            Scenario(name: "another program has no value yet", program: (nil, "new-row")),
            Scenario(name: "another program forgets its value", oldStore: nil, program: ("old-row", nil)),
            Scenario(name: "the file system cannot swap", features: .withoutSwap),
            Scenario(
                name: "fresh host on a file system that cannot swap",
                oldConfig: nil,
                oldStore: nil,
                features: .withoutSwap
            ),
            Scenario(
                name: "a file is removed from a file system that cannot swap",
                newStore: nil,
                features: .withoutSwap
            ),
            Scenario(name: "only the mode changes", newConfig: both.oldConfig),
            Scenario(name: "a config behind a symbolic link", oldConfig: nil) { disk in
                disk.addFile("/srv/real.json", "{ linked: 1 }\n")
                disk.addFolder(state)
                disk.addLink(config, to: "/srv/real.json")
            },
        ]
}

extension MemoryFeatures {
    static var withoutSwap: MemoryFeatures {
        var features = MemoryFeatures()
        features.canExchange = false
        features.canRenameExclusively = false
        return features
    }

    static var withoutSwapAndLink: MemoryFeatures {
        var features = withoutSwap
        features.canLink = false
        return features
    }
}

extension FileTree {
    /// What users and the gateway see: without the program's own state, and without a state folder that contains
    /// nothing else.
    var seen: FileTree {
        let rest = without(Scenario.setup)
        let isEmpty = !rest.paths.contains { $0.hasPrefix(Scenario.state + "/") }
        return isEmpty ? rest.without(Scenario.state) : rest
    }
}
