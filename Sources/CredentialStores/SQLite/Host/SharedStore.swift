package import Credentials

/// The store that all agents of a host read besides their own, and the database that says where it is.
package struct SharedStore: Sendable, Equatable {
    package enum Place: Sendable, Equatable {
        /// Main's own store.
        case main
        /// The state database.
        case stateDatabase(StateDatabase.Layout)
        /// Not known, because the state database says something else or cannot be read: the gateway refuses to answer.
        case unknown
    }

    package let place: Place
    package let store: DatabaseStore
    /// The state database; nil if there is none, or if it cannot be read or counts for nothing in this release.
    package let state: StateDatabase?
    /// Why the state database is not read.
    package let problem: DatabaseStore.Problem?
    /// Whether the row `auth.sharedStore` says what the gateway does not know.
    package let hasInvalidOwner: Bool
}

extension SharedStore {
    /// What an agent reads: its own store before the shared one.
    /// - Parameter isMain: whether it is the agent `main`, to which a shared store in its own database belongs.
    package func effective(_ own: DatabaseStore, isMain: Bool) -> StoreContents {
        if isMain, place == .main { return store.contents }
        return own.contents.reading(before: store.contents)
    }

    /// Where a profile is stored that `effective` has.
    package func origin(of id: String, _ own: DatabaseStore, isMain: Bool) -> ProfileOrigin {
        if place == .main { return isMain || own.contents.place(of: id) == nil ? .main : .own }
        return own.contents.place(of: id) == nil ? .shared : .own
    }
}
