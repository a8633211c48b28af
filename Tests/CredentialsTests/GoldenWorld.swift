import CredentialStores
import Credentials
import JSON5
import Secrets
import TestSupport
import Testing

/// The files of a golden case, read as this program reads them.
struct GoldenWorld {
    /// From path below the state folder to text.
    var files: [String: String] = [:]

    static func text(_ value: Value?) -> String? {
        value?.stringValue ?? value?["text"]?.stringValue
    }

    /// Reads a store; nil if there is none, or if the gateway treats it as absent.
    func store(in folder: String) -> JSONCredentialStore? {
        files[folder + "/auth-profiles.json"].flatMap { try? JSONCredentialStore(reading: Array($0.utf8)) }
    }
}

extension Value {
    func text(_ key: String) -> String? { self[key]?.stringValue }

    /// The value at a key; null counts as absent.
    func present(_ key: String) -> Value? {
        guard let value = self[key], value != .null else { return nil }
        return value
    }

    func strings(_ key: String) -> [String] { (self[key]?.arrayValue ?? []).compactMap(\.stringValue) }
}
