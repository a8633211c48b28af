import Credentials
import FileTransactions

/// An agent's `auth-profiles.json` as its gateway reads it: with what `auth-state.json` says.
///
/// Credentials are changed in the first file. What would change the second one is refused, also in part.
struct AuthStateStore: CredentialStore, Equatable {
    /// The file with the credentials, as changed so far.
    private var profiles: AuthProfilesStore
    private let state: AuthState
    let contents: StoreContents

    init(_ profiles: AuthProfilesStore, _ state: AuthState) {
        self.profiles = profiles
        self.state = state
        contents = profiles.contents.with(state.contents)
    }

    var unread: [UnreadEntry] { profiles.unread }

    /// A state that cannot be read may say anything about the credentials.
    var obstacle: StoreError? {
        state.flaw.map { .unreadableState($0, path: state.path) } ?? profiles.obstacle
    }

    func change(_ edits: [StoreEdit]) throws(StoreError) -> StoreChange {
        for edit in edits {
            if let refused = refusal(of: edit) { throw refused }
        }
        let change = try profiles.change(edits.filter(\.isOfCredential))
        guard let after = change.after as? AuthProfilesStore else { return change }
        return change.with(after: AuthStateStore(after, state))
    }

    static func == (one: AuthStateStore, other: AuthStateStore) -> Bool {
        one.profiles == other.profiles && one.state == other.state
    }

    // MARK: - What is refused

    func refusal(of edit: StoreEdit) -> StoreError? {
        kept(from: edit).map { .keptInState($0, path: state.path) }
    }

    /// What of the state an edit would change; nil if it leaves it as it is.
    private func kept(from edit: StoreEdit) -> StoreError.KeptState? {
        switch edit {
        case .upsert, .copy, .importLegacy, .mendUnread: nil
        case .remove(let id), .rename(let id, _): state.names(id) ? .profile(id) : nil
        case .setOrder(let ids, let provider): isOrder(ids, of: provider) ? nil : .order(provider: provider)
        case .clearFailures(let id): contents.stats(of: id).hasFailures ? .marks(id) : nil
        case .markUsed(let id, _), .markGood(let id, _), .markFailure(let id, _, _, _): .marks(id)
        }
    }

    /// Whether the order is already as asked.
    private func isOrder(_ ids: [String]?, of provider: String) -> Bool {
        contents.order[provider] ?? [] == ids ?? []
    }
}

extension StoreEdit {
    /// Whether it changes credentials, and no more than what is said of one that goes away.
    fileprivate var isOfCredential: Bool {
        switch self {
        case .upsert, .copy, .importLegacy, .mendUnread, .remove, .rename: true
        case .setOrder, .clearFailures, .markUsed, .markGood, .markFailure: false
        }
    }
}
