internal import Credentials

/// What one agent reads from databases: its own store, and the shared one behind it. It cannot be changed.
///
/// For main, `contents` are also those of a shared store in the state database, because what is stored for main goes
/// there.
struct DatabaseCredentialStore: CredentialStore, Equatable {
    private let own: DatabaseStore
    private let shared: SharedStore
    private let isMain: Bool
    let contents: StoreContents
    /// Nil if it is not known where the shared store is: the gateway refuses to answer then.
    let effective: StoreContents?

    init(_ own: DatabaseStore, _ shared: SharedStore, isMain: Bool) {
        self.own = own
        self.shared = shared
        self.isMain = isMain
        effective = shared.place == .unknown ? nil : shared.effective(own, isMain: isMain)
        contents = isMain ? effective ?? own.contents : own.contents
    }

    var obstacle: StoreError? { nil }

    func origin(of id: String) -> ProfileOrigin? { shared.origin(of: id, own, isMain: isMain) }

    func change(_ edits: [StoreEdit]) throws(StoreError) -> StoreChange { throw .onlyRead }

    static func == (one: DatabaseCredentialStore, other: DatabaseCredentialStore) -> Bool {
        one.own == other.own && one.shared == other.shared && one.isMain == other.isMain
    }
}
