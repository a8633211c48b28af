package import FileTransactions
package import Secrets

/// What edits would make of a store: what is shown of it, and who carries it out.
package struct StoreChange: Sendable {
    /// How a store in one format is changed. A class or struct of the format; the work is done when it is asked for.
    package protocol Work: Sendable {
        /// What is changed, as a person would name it: a path.
        var path: String { get }
        /// The subject of its participant: a path without symbolic links.
        var subject: String { get }
        /// Whether the store does not exist yet.
        var isNew: Bool { get }
        /// Whether nothing would be changed.
        var isEmpty: Bool { get }
        /// The permission bits of the file if they are wider than 0600 and become narrower; nil otherwise.
        var tightens: UInt32? { get }
        var counts: ValueChanges { get }
        /// The difference line by line, without secrets.
        var lines: [DiffLine] { get }
        /// Carries it out as a part of a transaction.
        func participant(rank: Int) -> any Participant
        /// What a preflight has to look at; nil if no file is written.
        var target: Preflight.Target? { get }
        /// Whether it would write the same over the same.
        func isSame(as other: any Work) -> Bool
        /// Whether it changes the same values from and to the same ones, in a store that may differ elsewhere.
        func doesTheSame(as other: any Work) -> Bool
    }

    /// The store as it would be; its changes contain this one.
    package let after: any CredentialStore
    /// The ids of the profiles that imports added.
    package let imported: [String]
    private let work: any Work

    package init(after: any CredentialStore, imported: [String] = [], work: any Work) {
        self.after = after
        self.imported = imported
        self.work = work
    }

    /// The same change of a store that this file is a part of.
    /// - Parameter whole: that store as it would be.
    func with(after whole: any CredentialStore) -> StoreChange {
        StoreChange(after: whole, imported: imported, work: work)
    }

    package var path: String { work.path }
    package var subject: String { work.subject }
    package var isNew: Bool { work.isNew }
    package var isEmpty: Bool { work.isEmpty }
    package var tightens: UInt32? { work.tightens }
    package var counts: ValueChanges { work.counts }
    package var lines: [DiffLine] { work.lines }
    package var target: Preflight.Target? { work.target }

    package func participant(rank: Int) -> any Participant { work.participant(rank: rank) }

    /// Whether another change, made from other contents of the store, changes the same values in the same way.
    package func doesTheSame(as other: StoreChange) -> Bool { work.doesTheSame(as: other.work) }
}

extension StoreChange: Equatable {
    package static func == (one: StoreChange, other: StoreChange) -> Bool { one.work.isSame(as: other.work) }
}

extension StoreChange.Work where Self: Equatable {
    package func isSame(as other: any StoreChange.Work) -> Bool { (other as? Self) == self }
}
