import CredentialStores
import Credentials
import JSON5
import Secrets

/// Fakes: a prefix and as many letters as the kind has.
enum Fake {
    static let now: Int64 = 1_770_000_000_000

    static func token(_ letter: Character = "T") -> Secret {
        Secret("sk-ant-oat01-" + String(repeating: letter, count: 95))
    }

    static func key(_ letter: Character = "K") -> Secret {
        Secret("sk-ant-api03-" + String(repeating: letter, count: 95))
    }

    static func profile(_ id: String, _ credential: Credential, provider: String = "anthropic") -> Profile {
        Profile(id: id, provider: provider, credential: credential)
    }

    static func keyProfile(_ id: String, _ letter: Character = "K") -> Profile { profile(id, .apiKey(key(letter))) }

    static func tokenProfile(_ id: String, _ letter: Character = "T") -> Profile {
        profile(id, .token(token(letter), expires: nil))
    }

    static func store(_ profiles: Profile...) throws -> JSONCredentialStore {
        var store = try JSONCredentialStore()
        for profile in profiles { try store.upsert(profile) }
        return store
    }

    static func store(_ text: String) throws(StoreError) -> JSONCredentialStore {
        try JSONCredentialStore(reading: Array(text.utf8))
    }
}

extension JSONCredentialStore {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
