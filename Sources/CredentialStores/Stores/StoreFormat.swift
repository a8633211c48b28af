package import Credentials
package import FileTransactions
package import Secrets

/// One format in which gateways keep the credentials of an agent.
///
/// Implementation requirements: `isThere` decides by what was found alone and reads nothing; `open` writes nothing.
package protocol StoreFormat: Sendable {
    /// A word for outputs and tests; unique.
    var name: String { get }
    /// How documents for programs name the kind of store; the name unless it says otherwise.
    var kind: String { get }

    // MARK: Reading

    /// The files whose first bytes `isThere` needs.
    var fileNames: [StorePlace.FileName] { get }
    /// Whether an agent's store has this format.
    func isThere(_ found: StoreFindings) -> Bool
    /// For a format that all agents of a host share as soon as one has it: what reads their stores. Nil: `open` reads each
    /// one alone.
    func reader(_ conditions: StoreConditions) -> (any StoreReader)?
    /// Reads the store.
    /// - Parameter progress: called now and then with the number of profiles.
    func open(
        _ place: StorePlace,
        _ files: any FileSystem,
        progress: (Int) -> Void
    ) throws(FileError) -> FoundStore

    // MARK: After an apply

    /// The kinds of participants that its changes are, besides files.
    var participantKinds: [any ParticipantKind] { get }
    /// Whether a file of a record is a store, or belongs to one, of this format.
    func wrote(_ file: ApplyRecord.File) -> Bool
    /// What an undo has to know of such a file.
    func undo(_ file: UndoPlan.File) -> StoreFileUndo
    /// What puts a copy of such a file back; nil if that is not possible. Throws if the copy is no store.
    func restoring(_ copy: KeptCopy) throws(StoreError) -> StoreRestoring?
    /// The difference of such a file from before the apply to now, without secrets.
    func lines(_ file: UndoPlan.File) -> [DiffLine]
    /// The profiles in a copy that an apply made of such a file; throws if it is no store.
    func contents(ofCopy bytes: [UInt8]) throws(StoreError) -> StoreContents
}

extension StoreFormat {
    package var kind: String { name }
    package func reader(_ conditions: StoreConditions) -> (any StoreReader)? { nil }
    package var participantKinds: [any ParticipantKind] { [] }
    package func wrote(_ file: ApplyRecord.File) -> Bool { false }
    package func undo(_ file: UndoPlan.File) -> StoreFileUndo { StoreFileUndo() }
    package func restoring(_ copy: KeptCopy) throws(StoreError) -> StoreRestoring? { nil }
    package func lines(_ file: UndoPlan.File) -> [DiffLine] { [] }
    package func contents(ofCopy bytes: [UInt8]) throws(StoreError) -> StoreContents { StoreContents() }
}

/// What an undo has to know of a file that belongs to a store.
package struct StoreFileUndo: Sendable {
    /// What to write instead of the old bytes, if only marks changed since: the old store with the marks of today. The
    /// inner nil removes the file, the outer one means that there is no such replacement.
    package var replacement: [UInt8]??
    /// Logins that it would bring back. Their refresh tokens are single-use: an old one may already be used, and using it
    /// again locks the account out.
    package var restoredLogins: [String]

    package init(replacement: [UInt8]?? = nil, restoredLogins: [String] = []) {
        self.replacement = replacement
        self.restoredLogins = restoredLogins
    }
}

/// A copy of a store put back: everything as it was but what the gateway has kept to itself since.
package struct StoreRestoring: Sendable {
    package var change: StoreChange
    /// OAuth logins that stay as they are now, although the copy has others or none.
    package var keptLogins: [String]
    /// OAuth logins of the copy that are left out, because they are not in the store now. Their refresh tokens are
    /// single-use: an old one may already be used.
    package var leftOutLogins: [String]
    /// Whether marks differ from those of the copy and stay as they are now.
    package var keepsMarks: Bool

    package init(change: StoreChange, keptLogins: [String], leftOutLogins: [String], keepsMarks: Bool) {
        self.change = change
        self.keptLogins = keptLogins
        self.leftOutLogins = leftOutLogins
        self.keepsMarks = keepsMarks
    }
}

/// Where an agent's store can be.
package struct StorePlace: Sendable, Equatable {
    /// A file that tells what format a store has.
    package enum FileName: Sendable, Hashable {
        /// In the agent's folder.
        case agent(String)
        /// In the state folder, by a relative path.
        case state(String)
        /// `credentials/oauth.json`, which `OPENCLAW_OAUTH_DIR` moves.
        case oauth

        /// Whether each agent has its own.
        package var isOfAgent: Bool {
            if case .agent = self { true } else { false }
        }
    }

    /// The agent's folder.
    package let agentFolder: String
    /// The gateway's state folder, S.
    package let stateFolder: String
    /// The path of `credentials/oauth.json`.
    package let oauthFile: String
    /// The agent's id; nil if it is not known.
    package let agent: String?

    /// - Parameter oauthFile: nil for its usual place in the state folder.
    package init(agentFolder: String, stateFolder: String, oauthFile: String? = nil, agent: String? = nil) {
        self.agent = agent
        self.agentFolder = agentFolder
        self.stateFolder = stateFolder
        self.oauthFile = oauthFile ?? stateFolder + "/" + Self.oauthPath
    }

    /// The usual path of the file with logins of older versions, relative to the state folder.
    package static let oauthPath = "credentials/oauth.json"

    package func path(of file: FileName) -> String {
        switch file {
        case .agent(let name): agentFolder + "/" + name
        case .state(let path): stateFolder + "/" + path
        case .oauth: oauthFile
        }
    }
}

/// The first bytes of each file that exists, of those that the formats ask for.
package struct StoreFindings: Sendable, Equatable {
    /// Enough to tell a database from a text, which can be large and is not read whole.
    package static let headerLength = 16

    private var headers: [(file: StorePlace.FileName, bytes: [UInt8])] = []

    package init() {}

    /// Nil if there is no such file.
    package subscript(file: StorePlace.FileName) -> [UInt8]? {
        get { headers.first { $0.file == file }?.bytes }
        set {
            headers.removeAll { $0.file == file }
            if let newValue { headers.append((file, newValue)) }
        }
    }

    package static func == (one: StoreFindings, other: StoreFindings) -> Bool {
        one.headers.elementsEqual(other.headers) { $0 == $1 }
    }
}
