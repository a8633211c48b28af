import Credentials
import JSON5
import Secrets

// What lies in a store and is not read: entries that the gateway drops, and a file without `profiles` whose top holds
// providers. Both are rare, and a store without them costs nothing more.
extension JSONCredentialStore {
    /// The members of a store that are no credentials.
    private static let ownMembers = ["version", "profiles", "order", "lastGood", "usageStats"]

    /// In the order of the file.
    package var unread: [UnreadEntry] { unreadPlaces.map(\.entry) }

    /// Makes profiles of the entries that can be mended, in their place, and of those at the top; returns their ids.
    ///
    /// A member at the top is removed when its profile was made: two copies of one secret would stay otherwise.
    package mutating func mendUnread() throws(StoreError) -> [String] {
        let mended = unreadPlaces.compactMap { place in
            place.reading.profile(place.entry.id).map { (place: place, profile: $0) }
        }
        guard !mended.isEmpty else { return [] }
        try makeRoomForProfiles()
        try edit { document throws(EditError) in
            for (place, profile) in mended {
                let path: Pointer = ["profiles", .key(place.entry.id)]
                guard !place.entry.isAtTop || document.kind(at: path) == nil else { continue }
                try document.set(profile.value, at: path)
                if place.entry.isAtTop { try document.remove(at: [.key(place.key)]) }
            }
        }
        return mended.map(\.place.entry.id).filter { contents.profile($0) != nil }
    }

    private struct Place {
        /// The member's name in the file.
        let key: String
        let entry: UnreadEntry
        let reading: EntryReading
    }

    private var unreadPlaces: [Place] {
        guard !contents.ignored.isEmpty || contents.profiles.isEmpty else { return [] }
        return dropped + (contents.profiles.isEmpty && contents.ignored.isEmpty ? atTop : [])
    }

    private var dropped: [Place] {
        contents.ignored.compactMap { ignored in
            guard let entry = document.value(at: ["profiles", .key(ignored.id)]) else { return nil }
            let provider = ignored.id.prefix { $0 != ":" }
            let reading = EntryReading(entry, provider: String(provider))
            return Place(key: ignored.id, entry: reading.entry(ignored.id, isAtTop: false), reading: reading)
        }
    }

    private var atTop: [Place] {
        ECMAText.entries(of: document.root).compactMap { key, entry in
            guard !Self.ownMembers.contains(key) else { return nil }
            let reading = EntryReading(entry, provider: key)
            // Any other member may belong to another program.
            guard reading.kind != nil else { return nil }
            let id = key.contains(":") ? key : key + ":default"
            return Place(key: key, entry: reading.entry(id, isAtTop: true), reading: reading)
        }
    }
}

extension EntryReading {
    fileprivate func entry(_ id: String, isAtTop: Bool) -> UnreadEntry {
        let provider = isAtTop ? String(self.provider.prefix { $0 != ":" }) : self.provider
        return UnreadEntry(
            id: id,
            provider: provider,
            kind: kind,
            isAtTop: isAtTop,
            found: found,
            wanted: wanted
        )
    }
}
