package import Credentials
import JSON5
import Secrets

// MARK: - Profiles

extension JSONCredentialStore {
    /// Adds a profile, or replaces the credential of the profile with this id.
    ///
    /// For the same kind, unknown fields stay; for another kind, the fields of the old kind are removed. Usage marks
    /// stay: they are cleared only once the new credential is known to work.
    package mutating func upsert(_ profile: Profile) throws(StoreError) {
        let path: Pointer = ["profiles", .key(profile.id)]
        let stored = document.value(at: path)
        guard stored?.objectValue != nil else {
            try makeRoomForProfiles()
            return try edit { document throws(EditError) in try document.set(profile.value, at: path) }
        }
        let keepsKind = stored?["type"]?.stringValue == profile.kind.rawValue
        try edit { document throws(EditError) in
            for field in Self.fieldsToRemove(for: profile, keepsKind: keepsKind) {
                try document.remove(at: path.appending(field))
            }
            for (field, value) in profile.members {
                try document.set(value, at: path.appending(field))
            }
        }
    }

    /// Removes a profile and every reference to it in this store: in `order`, `lastGood` and `usageStats`.
    package mutating func remove(_ id: String) throws(StoreError) {
        let before = document
        var edits = [ValueEdit(["profiles", .key(id)], .remove), ValueEdit(["usageStats", .key(id)], .remove)]
        for (provider, good) in ECMAText.entries(of: before.value(at: ["lastGood"])) where good.stringValue == id {
            edits.append(ValueEdit(["lastGood", .key(provider)], .remove))
        }
        for (provider, list) in ECMAText.entries(of: before.value(at: ["order"])) {
            edits += Self.edits(removing: id, from: list, at: ["order", .key(provider)])
        }
        try applyLeavingNoneEmpty(edits)
    }

    /// Makes edits of what refers to profiles; a section that has nothing left goes.
    mutating func applyLeavingNoneEmpty(_ edits: [ValueEdit]) throws(StoreError) {
        let before = document
        try edit { document throws(EditError) in
            try document.apply(edits)
            for section in ["order", "lastGood", "usageStats"] where !before.hasNoMembers(at: [.key(section)]) {
                try Self.removeEmptyObject(at: [.key(section)], in: &document)
            }
        }
    }

    /// Stores a profile as it is stored elsewhere, including unknown fields but not its usage marks.
    ///
    /// OAuth is refused: if two stores refresh one token, they lock each other out.
    package mutating func copy(_ profile: Profile) throws(StoreError) {
        guard profile.kind != .oauth else { throw .notPortable(profile.id) }
        try makeRoomForProfiles()
        try edit { document throws(EditError) in
            try document.set(profile.wholeValue, at: ["profiles", .key(profile.id)])
        }
    }

    /// The same by its id in another store.
    package mutating func copy(_ id: String, from other: JSONCredentialStore) throws(StoreError) {
        guard let profile = other.contents.profile(id) else { throw .noProfile(id) }
        try copy(profile)
    }

    /// Adds the profiles of an older file whose ids do not exist yet; returns the added ids.
    package mutating func importLegacy(_ profiles: [LegacyProfile]) throws(StoreError) -> [String] {
        var finder = NodeFinder(document)
        let added = profiles.filter { !finder.isThere(["profiles", .key($0.profile.id)]) }
        try makeRoomForProfiles()
        try edit { document throws(EditError) in
            try document.apply(added.map { ValueEdit(["profiles", .key($0.profile.id)], .set($0.value)) })
        }
        return added.map(\.profile.id)
    }

    /// `"profiles": null` is treated as empty, but members cannot be inserted into it.
    mutating func makeRoomForProfiles() throws(StoreError) {
        guard document.kind(at: ["profiles"]) == .null else { return }
        try edit { document throws(EditError) in try document.set([:], at: ["profiles"]) }
    }

    private static func fieldsToRemove(for profile: Profile, keepsKind: Bool) -> [String] {
        let known = keepsKind ? CredentialFields.ofSecret(profile.kind) : CredentialFields.all
        return known.filter { profile.members[$0] == nil }
    }

    static func edits(removing id: String, from list: Value, at path: Pointer) -> [ValueEdit] {
        guard let ids = list.arrayValue else { return [] }
        let places = ids.indices.filter { ids[$0].stringValue.map(\.trimmedAsJavaScript) == id }
        if places.count == ids.count { return places.isEmpty ? [] : [ValueEdit(path, .remove)] }
        return places.reversed().map { ValueEdit(path.appending($0), .remove) }
    }

    static func removeEmptyObject(at path: Pointer, in document: inout Document) throws(EditError) {
        guard document.hasNoMembers(at: path) else { return }
        try document.remove(at: path)
    }
}

extension Document {
    /// Whether the value at this path is an empty object.
    fileprivate func hasNoMembers(at path: Pointer) -> Bool {
        members(at: path)?.keys.isEmpty == true
    }
}

/// The fields of a stored profile that the gateway knows, by kind.
enum CredentialFields {
    /// The fields that hold, replace or describe the secret; the references are from newer versions.
    static func ofSecret(_ kind: CredentialKind) -> [String] {
        switch kind {
        case .apiKey: ["key", "keyRef", "email"]
        case .token: ["token", "tokenRef", "expires", "email"]
        case .oauth: ["access", "refresh", "oauthRef", "expires", "email"]
        }
    }

    static let all = [
        "key", "keyRef", "token", "tokenRef", "access", "refresh", "oauthRef", "expires", "email", "metadata",
        "enterpriseUrl",
        "projectId", "accountId", "clientId",
    ]
}

extension Profile {
    /// The entry as it is stored, with the members that this program does not know; of a profile that is not stored in a
    /// text, `value`.
    var wholeValue: Value {
        stored.flatMap { ($0.profiles as? DocumentProfiles)?.value(at: $0.place) } ?? value
    }

    /// The profile in the gateway's member order: type, provider, secret, then the rest.
    var value: Value { .object(members) }

    var members: Members {
        var members: Members = ["type": .string(kind.rawValue), "provider": .string(provider)]
        switch credential {
        case .apiKey(let key):
            members["key"] = key.isEmpty ? nil : .string(key.text)
        case .token(let token, let expires):
            members["token"] = .string(token.text)
            members["expires"] = expires.map { .integer($0) }
        case .oauth(let access, let refresh, let expires):
            members["access"] = .string(access?.text ?? "")
            members["refresh"] = .string(refresh?.text ?? "")
            members["expires"] = expires.map { .integer($0) }
        case .reference(let reference, let kind, let expires):
            members[kind.referenceName] = [
                "source": .string(reference.source.rawValue), "provider": .string(reference.provider),
                "id": .string(reference.id),
            ]
            members["expires"] = expires.map { .integer($0) }
        }
        members["email"] = email.map { .string($0) }
        return members
    }
}

extension CredentialKind {
    fileprivate var referenceName: String {
        switch self {
        case .apiKey: "keyRef"
        case .token: "tokenRef"
        case .oauth: "oauthRef"
        }
    }
}

extension Secret {
    /// The secret as a plain string, for the moment in which it is put into a document.
    var text: String { withUTF8 { String(decoding: $0, as: UTF8.self) } }
}
