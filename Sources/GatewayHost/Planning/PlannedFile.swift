package import CredentialStores
package import FileTransactions
package import GatewayConfig
internal import Secrets

/// One file of a plan, or a store that is not a file.
package struct PlannedFile: Sendable, Equatable {
    /// What it is to a person.
    package enum Role: Sendable, Equatable {
        case credentialStore(agent: String)
        case config
        case include
        /// A setting of this program.
        case setting
    }

    /// What is written.
    private enum Content: Sendable, Equatable {
        /// The file as read when the plan was made, and its new bytes; nil removes it.
        case text(FileSnapshot, [UInt8]?)
        case store(StoreChange)
    }

    package let role: Role
    private let content: Content
    /// How the gateway reads the file; nil for a store.
    package let format: ConfigFormat?
    package var added = 0
    package var changed = 0
    package var removed = 0
    /// The old permission bits if they were wider than 0600 and are tightened.
    package var tightens: UInt32?

    /// A file of the config.
    package init(role: Role, basedOn: FileSnapshot, contents: [UInt8]?, format: ConfigFormat? = nil) {
        self.role = role
        self.format = format
        content = .text(basedOn, contents)
    }

    /// A setting of this program, of one value.
    init(setting file: FileSnapshot, contents: [UInt8]?) {
        self.init(role: .setting, basedOn: file, contents: contents)
        switch (file.contents, contents) {
        case (nil, _): added = 1
        case (_, nil): removed = 1
        default: changed = 1
        }
    }

    /// A changed store.
    package init(_ change: StoreChange, agent: String) {
        role = .credentialStore(agent: agent)
        format = nil
        content = .store(change)
        let counts = change.counts
        (added, changed, removed) = (counts.added, counts.changed, counts.removed)
        tightens = change.tightens
    }

    package var path: String {
        switch content {
        case .text(let file, _): file.path
        case .store(let change): change.path
        }
    }

    /// Whether it does not exist yet.
    package var isNew: Bool {
        switch content {
        case .text(let file, _): file.contents == nil
        case .store(let change): change.isNew
        }
    }

    /// Whether the file is removed.
    package var isRemoved: Bool {
        if case .text(_, nil) = content { true } else { false }
    }

    /// The file as read when the plan was made; nil for a store.
    package var basedOn: FileSnapshot? {
        if case .text(let file, _) = content { file } else { nil }
    }

    /// The new bytes of a file of the config; nil if it is removed, or for a store.
    package var contents: [UInt8]? {
        if case .text(_, let bytes) = content { bytes } else { nil }
    }

    /// The change of a store; nil for the config.
    package var change: StoreChange? {
        if case .store(let change) = content { change } else { nil }
    }

    /// The effect of a tightened mode; nil if it stays.
    var tighteningEffect: PlanEffect? { tightens.map { .tightensMode(path: path, mode: $0) } }

    // MARK: - Applying

    /// What it is in the receipt of a transaction.
    var subject: String {
        switch content {
        case .text(let file, _): file.realPath
        case .store(let change): change.subject
        }
    }

    /// Its part of a transaction. The config has no lock of its own.
    func participant(rank: Int) -> any Participant {
        switch content {
        case .text(let file, let bytes): FileParticipant(file, contents: bytes, rank: rank, lock: .none)
        case .store(let change): change.participant(rank: rank)
        }
    }

    /// What a preflight looks at; nil if no file is written.
    var target: Preflight.Target? {
        switch content {
        case .text(let file, let bytes):
            Preflight.Target(file.path, lock: .none, expectedBytes: bytes?.count ?? 0)
        case .store(let change): change.target
        }
    }

    /// The difference line by line, with every secret redacted.
    var lines: [DiffLine] {
        switch content {
        case .text(let file, let bytes):
            ConfigDifference.lines(from: file.contents, to: bytes, format: format)
        case .store(let change): change.lines
        }
    }
}
