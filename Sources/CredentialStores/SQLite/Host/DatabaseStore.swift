package import Credentials
package import JSON5

/// One store in a database, as the gateway reads it: the credentials and the state of one owner.
package struct DatabaseStore: Sendable, Equatable {
    /// Why nothing is stored.
    package enum Absence: String, Sendable, Equatable {
        /// There is no database.
        case database
        /// It has no such table.
        case table
        /// The table has no such row.
        case row
    }

    package typealias Problem = DatabaseProblem

    package enum Outcome: Sendable, Equatable {
        case absent(Absence)
        case read
        case failed(Problem)
    }

    /// The path of the database.
    package let path: String
    /// Nil if there is no database, or if it cannot be read.
    package let identity: DatabaseIdentity?
    package let outcome: Outcome
    /// What the gateway reads; empty if it reads nothing.
    package let contents: StoreContents
    /// Why the order and the marks are not read although the credentials are.
    package let stateProblem: Problem?
    /// The position of the first byte of the credentials that is not UTF-8.
    package let damage: TextPosition?
    /// The ids in `authorizationLifetimes`: profiles that only the gateway may replace, and those that are gone.
    package let enrolled: [String]
    /// Whether the row of credentials is there, whatever it holds.
    package let hasRow: Bool
    /// The credentials as they are stored; nil if they are not read.
    private let document: Document?

    /// The ids of replacements that newer releases do not use before they were activated. Looked for when asked.
    package var inactive: [String] {
        guard let document, document.mayHold("setup"), let entries = document.members(at: ["profiles"]) else {
            return []
        }
        return entries.keys.enumerated().compactMap { entries.view(at: $0)["setup"]?.isObject == true ? $1 : nil }
    }

    /// A store that is not there or cannot be read.
    init(_ path: String, _ outcome: Outcome, _ identity: DatabaseIdentity? = nil, hasRow: Bool = false) {
        self.path = path
        self.identity = identity
        self.outcome = outcome
        self.hasRow = hasRow
        contents = StoreContents()
        (stateProblem, damage, enrolled, document) = (nil, nil, [], nil)
    }

    /// Decodes the rows of a store.
    init(_ path: String, _ rows: StoreRows, _ identity: DatabaseIdentity) {
        switch StoreText(rows.store) {
        case .absent(let absence): self.init(path, .absent(absence), identity)
        case .failed(let problem): self.init(path, .failed(problem), identity, hasRow: rows.store.isThere)
        case .read(let store): self.init(path, store, rows.state, identity)
        }
    }

    private init(_ path: String, _ store: StoreText.Readable, _ state: StoredRow, _ identity: DatabaseIdentity) {
        var contents = StoreContents(decoding: store.document, entries: .lenient)
        if !(contents.version > 0 && contents.version.isFinite) { contents.version = 1 }
        var problem: Problem?
        switch StoreText(state) {
        case .absent: break
        case .read(let state): contents.addState(of: state.document, entries: .lenient)
        case .failed(let found): problem = found
        }
        self.path = path
        self.identity = identity
        self.contents = contents
        outcome = .read
        stateProblem = problem
        damage = store.damage
        enrolled = store.document.members(at: ["authorizationLifetimes"])?.keys ?? []
        document = store.document
        hasRow = true
    }

    package static func == (one: DatabaseStore, other: DatabaseStore) -> Bool {
        one.path == other.path && one.identity == other.identity && one.outcome == other.outcome
            && one.stateProblem == other.stateProblem && one.enrolled == other.enrolled
            && one.damage == other.damage && one.inactive == other.inactive
            && one.contents == other.contents
    }
}

/// The text of a row as JSON.
private enum StoreText {
    struct Readable {
        let document: Document
        let damage: TextPosition?
    }

    case absent(DatabaseStore.Absence)
    case failed(DatabaseStore.Problem)
    case read(Readable)

    init(_ row: StoredRow) {
        switch row {
        case .noTable: self = .absent(.table)
        case .noRow: self = .absent(.row)
        case .notATable: self = .failed(.notATable)
        case .wrongType(let type): self = .failed(.wrongType(type))
        case .text(let bytes):
            do throws(StoreError) {
                self = .read(try Self.parsed(bytes))
            } catch {
                self = .failed(.text(error))
            }
        }
    }

    /// An object, in which `profiles` is one too if it is there.
    private static func parsed(_ bytes: [UInt8]) throws(StoreError) -> Readable {
        let document: Document
        let damage: TextPosition?
        do throws(ParseError) {
            (document, damage) = try Document.reading(bytes, dialect: .json)
        } catch {
            throw .unreadable(error)
        }
        let profiles = document.kind(at: ["profiles"])
        let wrong: Pointer?
        if document.kind(at: []) != .object {
            wrong = []
        } else {
            wrong = profiles == nil || profiles == .object ? nil : ["profiles"]
        }
        guard let wrong else { return Readable(document: document, damage: damage) }
        throw .wrongShape(wrong, document.position(of: wrong) ?? TextPosition(line: 1, column: 1, offset: 0))
    }
}
