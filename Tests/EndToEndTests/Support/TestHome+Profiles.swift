import Foundation
import Testing

extension TestHome {
    /// The secret of a stored profile of any kind.
    func secret(of profile: String) throws -> String? {
        let stored = try self.profile(profile)
        return (stored?["token"] ?? stored?["key"]) as? String
    }

    /// A stored profile's `type`: `api_key` or `token`.
    func kind(of profile: String) throws -> String? { try self.profile(profile)?["type"] as? String }

    /// The names of the stored profiles.
    func profiles() throws -> Set<String> { Set(try storedProfiles().keys) }

    private func profile(_ name: String) throws -> [String: Any]? { try storedProfiles()[name] as? [String: Any] }

    private func storedProfiles() throws -> [String: Any] {
        let document = try JSONSerialization.jsonObject(with: Data(try read(store).utf8))
        let members = try #require(document as? [String: Any])
        return try #require(members["profiles"] as? [String: Any])
    }
}

extension Run {
    /// Standard output as exactly one JSON object.
    func document() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(output))
        return try #require(value as? [String: Any])
    }
}
