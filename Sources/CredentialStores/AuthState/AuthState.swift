import Credentials
import FileTransactions
import JSON5

/// What `auth-state.json` says: the orders, the last good profiles and the usage marks of an agent.
struct AuthState: Sendable, Equatable {
    let path: String
    /// Empty if the file cannot be parsed, as for the gateway.
    let contents: StoreContents
    /// Why it cannot be parsed; nil if it can.
    let flaw: ParseError?
    private let document: Document?

    /// A file that is not there says nothing.
    init(_ file: FileSnapshot) {
        path = file.path
        guard let bytes = file.contents else {
            (contents, flaw, document) = (StoreContents(), nil, nil)
            return
        }
        do throws(ParseError) {
            let read = try Document.reading(bytes, dialect: .json).document
            (contents, flaw, document) = (StoreContents(decoding: read), nil, read)
        } catch {
            (contents, flaw, document) = (StoreContents(), error, nil)
        }
    }

    /// Whether anything here is about a profile.
    func names(_ id: String) -> Bool {
        contents.usageStats[id] != nil || contents.lastGood.values.contains(id)
            || contents.order.entries.contains { $0.value.contains(id) }
    }

    static func == (one: AuthState, other: AuthState) -> Bool {
        one.path == other.path && one.document == other.document && one.flaw == other.flaw
    }
}

extension StoreContents {
    /// With the orders and marks of `auth-state.json`, each of which replaces that of the store with the same name
    /// (src/agents/auth-profiles/persisted.ts and state.ts).
    func with(_ state: StoreContents) -> StoreContents {
        var merged = self
        merged.lastGood.merge(state.lastGood) { $1 }
        merged.usageStats.merge(state.usageStats) { $1 }
        for entry in state.order.entries {
            merged.setOrder(entry.value, forKey: order.entry(for: entry.key)?.key ?? entry.key)
        }
        return merged
    }
}
