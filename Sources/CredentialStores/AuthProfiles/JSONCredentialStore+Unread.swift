import Credentials
import JSON5
import Secrets

// What lies in a store and is not read: entries that the gateway drops, and members at the top that hold credentials.
// Both are rare, and a store without them costs nothing more.
extension JSONCredentialStore {
    /// The members of a store that are no credentials.
    private static let ownMembers = ["version", "profiles", "order", "lastGood", "usageStats"]

    /// In the order of the file.
    package var unread: [UnreadEntry] { unreadPlaces.map(\.entry) }

    /// Makes profiles of the entries that can be mended, in their place, and of those at the top; returns their ids.
    ///
    /// A member at the top is removed when its profile was made, or if another profile has its secret: two copies of one
    /// secret would stay otherwise.
    package mutating func mendUnread() throws(StoreError) -> [String] {
        let mended = unreadPlaces.compactMap { place in
            place.reading.profile(place.entry.id).map { (place: place, profile: $0) }
        }
        guard !mended.isEmpty else { return [] }
        let secrets = contents.profiles.compactMap(\.credential.secret)
        try makeRoomForProfiles()
        try edit { document throws(EditError) in
            for (place, profile) in mended {
                let isStored = profile.profile.credential.secret.map(secrets.contains) ?? false
                if !isStored || !place.entry.isAtTop {
                    try document.set(profile.value, at: ["profiles", .key(place.entry.id)])
                }
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

    private var unreadPlaces: [Place] { dropped + atTop }

    private var dropped: [Place] {
        contents.ignored.compactMap { ignored in
            guard let entry = document.value(at: ["profiles", .key(ignored.id)]) else { return nil }
            let provider = ignored.id.prefix { $0 != ":" }
            let reading = EntryReading(entry, provider: String(provider))
            return Place(key: ignored.id, entry: reading.entry(ignored.id, isAtTop: false), reading: reading)
        }
    }

    private var atTop: [Place] {
        guard let members = document.members(at: []) else { return [] }
        var taken: [String] = []
        return members.keys.indices.compactMap { index -> Place? in
            let key = members.keys[index]
            guard !Self.ownMembers.contains(key) else { return nil }
            let reading = EntryReading(members.view(at: index).value, provider: key)
            // Any other member may belong to another program.
            guard reading.kind != nil else { return nil }
            let id = contents.freeID(key.contains(":") ? key : key + ":default") { id in
                taken.contains(id) || contents.ignored.contains { $0.id == id }
            }
            taken.append(id)
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
