package import FileTransactions

/// What was found in an agent's folder: the store, or why there is none.
package struct FoundStore: Sendable {
    /// A store, or why it cannot be read.
    ///
    /// Not a `Result`, because using that makes the Swift runtime scan all protocol conformances at each start.
    package enum Outcome: Sendable {
        case success(any CredentialStore)
        case failure(StoreError)

        package func get() throws(StoreError) -> any CredentialStore {
            switch self {
            case .success(let store): return store
            case .failure(let error): throw error
            }
        }
    }

    /// The name of the format that is there; nil if there is no store yet.
    package var format: String?
    /// How documents name the kind of store; nil if there is none yet.
    package var kind: String?
    /// The path of the store, also if it does not exist yet.
    package let path: String
    /// The file that was read, which may be missing. A plan that was made from it is valid only while it is unchanged.
    package let file: FileSnapshot?
    /// The store; nil if there is none. If it is an error the store must not be written, but can still be shown.
    package let store: Outcome?
    /// The store that a first write would create.
    package let empty: any NewStore
    /// The key of the text that says why this program must not write it: another version keeps its credentials
    /// elsewhere. Nil if it may.
    package let refusal: String?
    /// What a preflight looks at before the store is written; nil if no file is.
    package let target: Preflight.Target?
    /// The file with orders and marks, where the format has one beside the store.
    package var statePath: String?
    /// There is no store, but files of an older version that the gateway will import.
    package var hasOlderFiles = false
    /// Whether a store is there, whatever it holds.
    package let isThere: Bool
    /// What a person has to know of this agent's store.
    package var findings: [StoreFinding]
    /// The same of what all agents of the host share; every store of the host has it.
    package let sharedFindings: [StoreFinding]
    /// Whether the gateway answers no message of this agent because of what was found.
    package let stopsAnswers: Bool
    /// The release of the gateway that last wrote the store, as the store says itself; nil if it says none.
    package var writtenBy: Writer?

    /// A store's own word on who wrote it.
    package struct Writer: Sendable, Equatable {
        package let release: String
        /// The file that says so.
        package let path: String
    }

    package init(
        path: String,
        file: FileSnapshot?,
        store: Outcome?,
        refusal: String? = nil,
        target: Preflight.Target? = nil,
        empty: any NewStore,
        isThere: Bool? = nil,
        findings: [StoreFinding] = [],
        sharedFindings: [StoreFinding] = [],
        stopsAnswers: Bool = false
    ) {
        self.path = path
        self.file = file
        self.store = store
        self.refusal = refusal
        self.target = target
        self.empty = empty
        self.isThere = isThere ?? (file?.contents != nil)
        self.findings = findings
        self.sharedFindings = sharedFindings
        self.stopsAnswers = stopsAnswers
    }
}

extension FoundStore: Equatable {
    /// Whether the same was found; what a first write would create follows from that.
    package static func == (one: FoundStore, other: FoundStore) -> Bool {
        one.format == other.format && one.kind == other.kind && one.path == other.path && one.file == other.file
            && one.refusal == other.refusal && one.target == other.target && one.hasOlderFiles == other.hasOlderFiles
            && one.isThere == other.isThere && one.findings == other.findings
            && one.sharedFindings == other.sharedFindings && one.stopsAnswers == other.stopsAnswers
            && one.store == other.store
    }
}

extension FoundStore.Outcome: Equatable {
    package static func == (one: FoundStore.Outcome, other: FoundStore.Outcome) -> Bool {
        switch (one, other) {
        case (.success(let one), .success(let other)): one.isSame(as: other)
        case (.failure(let one), .failure(let other)): one == other
        case (.success, .failure), (.failure, .success): false
        }
    }
}

/// A store that does not exist yet, as a format would begin it. A value; nothing is made before it is asked for.
package protocol NewStore: Sendable {
    func make() throws(StoreError) -> any CredentialStore
}
