package import Credentials
package import JSON5
import Secrets

extension StoreContents {
    /// Applies the gateway's reading rules to the text of a store.
    ///
    /// Profiles are not decoded and marks are decoded one by one: all at once they would need as much memory again as
    /// the contents.
    ///
    /// - Parameters:
    ///   - spelling: how the entries of `profiles` are read.
    ///   - progress: called now and then with the number of entries in `profiles`.
    package init(
        decoding document: Document,
        entries spelling: EntrySpelling = .exact,
        progress: (Int) -> Void = { _ in }
    ) {
        if let entries = document.entries(at: ["profiles"]) {
            self.init(entries, spelling, progress)
        } else {
            self.init()
        }
        version = Self.version(document.value(at: ["version"]))
        addState(of: document, entries: spelling)
    }

    /// Adds order, last good profiles and marks of a text; what is there already under the same key is replaced.
    mutating func addState(of document: Document, entries spelling: EntrySpelling) {
        for (provider, list) in ECMAText.entries(of: document.value(at: ["order"])) {
            let ids = (list.arrayValue ?? []).compactMap(\.stringValue).map(\.trimmedAsJavaScript).filter {
                !$0.isEmpty
            }
            if !ids.isEmpty { setOrder(ids, forKey: provider) }
        }
        // In JavaScript an array is an object too, unless a program looks.
        let isLenient = spelling == .lenient
        if !isLenient || document.kind(at: ["lastGood"]) == .object {
            for (provider, id) in ECMAText.entries(of: document.value(at: ["lastGood"])) {
                lastGood[provider] = id.stringValue
            }
        }
        let marks = isLenient ? document.members(at: ["usageStats"]) : document.entries(at: ["usageStats"])
        guard let marks else { return }
        usageStats.reserveCapacity(usageStats.count + marks.keys.count)
        for (place, id) in marks.keys.enumerated() { usageStats[id] = UsageStats(marks.view(at: place)) }
    }

    /// The number of profiles between two progress calls.
    private static let pace = 256

    private init(_ entries: DocumentMembers, _ spelling: EntrySpelling, _ progress: (Int) -> Void) {
        let store = DocumentProfiles(entries, spelling)
        var profiles: [Profile] = []
        var ignored: [IgnoredProfile] = []
        profiles.reserveCapacity(entries.keys.count)
        let order = ECMAText.order(of: entries.keys)
        for number in entries.keys.indices {
            if number % Self.pace == 0 { progress(entries.keys.count) }
            let place = order?[number] ?? number
            switch store.profile(at: place, provider: profiles.last?.provider ?? "") {
            case .profile(let profile): profiles.append(profile)
            case .dropped(let reason): ignored.append(IgnoredProfile(id: entries.keys[place], reason: reason))
            }
        }
        let isInFileOrder = order == nil && profiles.count == entries.keys.count
        self.init(profiles: profiles, index: isInFileOrder ? store.index : Self.index(profiles))
        self.ignored = ignored
    }

    private static func index(_ profiles: [Profile]) -> Index {
        var places = KeyPlaces()
        places.reserveCapacity(profiles.count)
        for (place, profile) in profiles.enumerated() { places.note(profile.id, at: place) }
        return { [places] id in places.place(of: id) { profiles[$0].id } }
    }

    /// `Number(version ?? 1)`.
    private static func version(_ value: Value?) -> Double {
        value == nil || value == .null ? 1 : value.asJavaScriptNumber
    }
}

/// The profiles of a store's text; each is decoded when it is asked for.
final class DocumentProfiles: StoredProfiles {
    private let entries: DocumentMembers
    private let isLenient: Bool

    init(_ entries: DocumentMembers, _ spelling: EntrySpelling) {
        self.entries = entries
        isLenient = spelling == .lenient
    }

    /// Finds the place of an id.
    var index: StoreContents.Index {
        { [entries] id in entries.places.place(of: id) { entries.keys[$0] } }
    }

    /// The whole entry at a place, with the members that this program does not know.
    func value(at place: Int) -> Value { entries.view(at: place).value }

    enum Decoded {
        case profile(Profile)
        case dropped(StoreContents.IgnoredProfile.Reason)
    }

    /// Decodes an entry by the gateway's rules; its secret and further fields are decoded when they are asked for.
    ///
    /// - Parameter provider: the expected provider, usually that of the previous entry, which avoids decoding it again.
    func profile(at place: Int, provider: String) -> Decoded {
        let view = entries.view(at: place)
        guard view.isObject else { return .dropped(.notAnObject) }
        let typed = view["type"].flatMap { CredentialKind($0) }
        guard let kind = typed ?? (isLenient ? CredentialKind(named: view) : nil) else {
            return .dropped(.unknownType(view.text("type")))
        }
        guard let provider = view["provider"]?.text(or: provider), !provider.isEmpty,
            !isLenient || !provider.trimmedAsJavaScript.isEmpty
        else { return .dropped(.noProvider) }
        return .profile(Profile(id: entries.keys[place], provider: provider, kind: kind, in: self, at: place))
    }

    // MARK: - StoredProfiles

    func secret(_ member: SecretMember, at place: Int) -> Secret? {
        // Without a copy that would not be wiped.
        field(member, at: place)?.withUTF8 { Secret(utf8: $0) }
    }

    func isBlank(_ member: SecretMember, at place: Int) -> Bool {
        field(member, at: place)?.withUTF8(Secret.isBlank) ?? true
    }

    /// The member with a secret; nil if it is absent or a reference counts instead.
    private func field(_ member: SecretMember, at place: Int) -> ValueView? {
        let view = entries.view(at: place)
        guard isLenient else { return view[member.key] }
        if let key = member.referenceKey, view[key] != nil, reference(member, at: place)?.whole != nil { return nil }
        return view[member.key] ?? (member == .key ? view["apiKey"] : nil)
    }

    func reference(_ member: SecretMember, at place: Int) -> StoredReference? {
        guard let key = member.referenceKey else { return nil }
        let view = entries.view(at: place)
        if let written = view[key], written.value != .null { return StoredReference(written, "\(key)") }
        // Stores that were edited by hand have the reference in the place of the secret.
        guard let written = view[member.key], written.isObject else { return nil }
        return StoredReference(written, "\(member.key)")
    }

    func template(_ member: SecretMember, at place: Int) -> SecretReference? {
        entries.view(at: place)[member.key]?.withUTF8 { SecretReference(template: $0) } ?? nil
    }

    func isOfClaude(_ member: SecretMember, at place: Int) -> Bool {
        entries.view(at: place)[member.key]?.withUTF8 { SecretPrefixes.isClaude($0) } ?? false
    }

    func isCommand(_ member: SecretMember, at place: Int) -> Bool {
        field(member, at: place)?.withUTF8(PastedCommand.isOne) ?? false
    }

    func isReplacement(at place: Int) -> Bool {
        entries.view(at: place)["setup"]?["replacement"]?.value == true
    }

    func email(at place: Int) -> String? { entries.view(at: place).text("email") }

    func expires(at place: Int) -> Int64? { entries.view(at: place)["expires"]?.value.positiveTime }

    func storedExpiry(at place: Int) -> StoredExpiry? {
        entries.view(at: place)["expires"].map { StoredExpiry($0.value) }
    }
}

extension SecretMember {
    fileprivate var key: StaticString {
        switch self {
        case .key: "key"
        case .token: "token"
        case .access: "access"
        case .refresh: "refresh"
        }
    }

    /// The member with a reference instead (since release 2026.2.26; that of a login in some of 2026.5).
    fileprivate var referenceKey: StaticString? {
        switch self {
        case .key: "keyRef"
        case .token: "tokenRef"
        case .access: "oauthRef"
        case .refresh: nil
        }
    }
}

extension StoredReference {
    /// A member as it is written; `name` is the member's.
    fileprivate init(_ written: ValueView, _ name: String) {
        func flawed(_ flaw: MalformedReference.Flaw) -> StoredReference {
            .malformed(MalformedReference(name, flaw))
        }
        guard written.isObject else {
            self = flawed(.notAnObject)
            return
        }
        let source = written.text("source")
        let reference = SecretReference(source: source, provider: written.text("provider"), id: written.text("id"))
        if let reference {
            self = .whole(reference)
        } else if let source {
            self = flawed(SecretReference.Source(rawValue: source) == nil ? .unknownSource : .noID)
        } else {
            self = flawed(.noSource)
        }
    }
}

extension CredentialKind {
    /// The kind that a `type` names, compared without creating a string.
    fileprivate init?(_ type: ValueView) {
        if type.spells("api_key") {
            self = .apiKey
        } else if type.spells("token") {
            self = .token
        } else if type.spells("oauth") {
            self = .oauth
        } else {
            return nil
        }
    }
}

extension CredentialKind {
    /// The kind of an entry by the words that releases since 2026.6.5 accept as well.
    fileprivate init?(named entry: ValueView) {
        guard let name = entry["type"] ?? entry["mode"] else { return nil }
        if let kind = CredentialKind(name) {
            self = kind
        } else if name.spells("apiKey") {
            self = .apiKey
        } else {
            return nil
        }
    }
}

extension ValueView {
    /// A member that is a string.
    func text(_ key: StaticString) -> String? { self[key]?.stringValue }
    /// A member, decoded.
    func value(_ key: StaticString) -> Value? { self[key]?.value }
}
