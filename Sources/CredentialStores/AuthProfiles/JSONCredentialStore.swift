package import Credentials
package import JSON5
import Secrets

/// The text of a store `auth-profiles.json`: strict JSON, edited in place.
///
/// The text is the source of truth. Reading never changes it; each change touches only the members it names, so unknown
/// fields, key order and other profiles stay byte for byte.
///
/// ```swift
/// var store = try JSONCredentialStore(reading: bytes)
/// try store.upsert(Profile(id: "anthropic:default", provider: "anthropic", credential: .apiKey(key)))
/// write(store.bytes)
/// ```
package struct JSONCredentialStore: Sendable {
    package private(set) var document: Document
    package private(set) var contents: StoreContents
    /// The position of the first byte that is not UTF-8; the gateway reads such a store, but it must not be edited.
    package let damage: TextPosition?

    /// A new store with exactly the text that the gateway would start with.
    package init() throws(StoreError) {
        try self.init(reading: Array("{\n  \"version\": 1,\n  \"profiles\": {}\n}\n".utf8))
    }

    /// Parses a file. A broken text is an error with its position, never an empty store.
    ///
    /// - Parameter progress: called now and then with the number of profiles.
    package init(reading bytes: [UInt8], progress: (Int) -> Void = { _ in }) throws(StoreError) {
        do throws(ParseError) {
            (document, damage) = try Document.reading(bytes, dialect: .json)
        } catch {
            throw .unreadable(error)
        }
        contents = StoreContents(decoding: document, progress: progress)
        guard document.kind(at: []) == .object else { throw wrongShape([], within: bytes.count) }
        switch document.kind(at: ["profiles"]) {
        // In JavaScript a list is an object too, with numbers for ids; nothing can be stored under a name in it.
        case nil, .null, .object, .array: break
        default: throw wrongShape(["profiles"], within: bytes.count)
        }
    }

    package var bytes: [UInt8] { document.bytes }

    /// Why the text can be read but not changed; nil if it can be.
    package var obstacle: StoreError? {
        if let damage { return .notUTF8(damage) }
        return document.kind(at: ["profiles"]) == .array ? wrongShape(["profiles"]) : nil
    }

    /// - Parameter count: the size of the file in bytes; replacing invalid bytes can make the parsed text longer.
    func wrongShape(_ pointer: Pointer, within count: Int = .max) -> StoreError {
        let place = document.position(of: pointer) ?? TextPosition(line: 1, column: 1, offset: 0)
        return .wrongShape(
            pointer,
            TextPosition(line: place.line, column: place.column, offset: min(place.offset, count))
        )
    }

    /// Makes one edit; returns the ids of profiles that an import added.
    mutating func make(_ edit: StoreEdit) throws(StoreError) -> [String] {
        switch edit {
        case .upsert(let profile): try upsert(profile)
        case .copy(let profile): try copy(profile)
        case .importLegacy(let profiles): return try importLegacy(profiles)
        case .mendUnread: return try mendUnread()
        case .remove(let id): try remove(id)
        case .rename(let id, let new): try rename(id, to: new)
        case .setOrder(let ids, let provider): try setOrder(ids, for: provider)
        case .clearFailures(let id): try clearFailures(of: id)
        case .markUsed(let id, let now): try markUsed(id, now: now)
        case .markGood(let id, let provider): try markGood(id, for: provider)
        case .markFailure(let id, let reason, let settings, let now):
            try markFailure(id, reason, settings: settings, now: now)
        }
        return []
    }

    /// Makes several edits as one: all of them, or none if one fails.
    mutating func edit(_ body: (inout Document) throws(EditError) -> Void) throws(StoreError) {
        var edited = document
        do throws(EditError) {
            try body(&edited)
        } catch {
            throw obstacle ?? .uneditable(error)
        }
        guard edited != document else { return }
        if let obstacle { throw obstacle }
        contents = StoreContents(decoding: edited)
        document = edited
    }
}

extension JSONCredentialStore: Equatable {
    /// Whether both have the same text; the rest derives from it.
    package static func == (one: JSONCredentialStore, other: JSONCredentialStore) -> Bool {
        one.document == other.document && one.damage == other.damage
    }
}
