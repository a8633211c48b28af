package import Credentials
internal import FileTransactions
internal import GatewayConfig

/// Credentials of an older version that were found beside an agent's store. Looking for them changes nothing.
package struct LegacyCredentials: Sendable, Equatable {
    /// A file of the older version.
    package struct File: Sendable, Equatable {
        package let path: String
        package let profileIDs: [String]
    }

    package let agent: String
    package let files: [File]
    /// Those of `auth.json` first: it is this agent's own.
    package let profiles: [LegacyProfile]

    package var isEmpty: Bool { profiles.isEmpty }

    /// Reads `auth.json` of the agent's folder and `credentials/oauth.json` of the state folder.
    ///
    /// `OPENCLAW_OAUTH_DIR` moves the second.
    package static func read(_ snapshot: HostSnapshot, agent id: String) throws(Problem) -> LegacyCredentials {
        guard let agent = snapshot.agent(id) else { throw snapshot.unknownAgent(id) }
        let moved = snapshot.config.environment["OPENCLAW_OAUTH_DIR"].flatMap { text in
            text.contains { !$0.isWhitespace } ? snapshot.paths.expanding(text) : nil
        }
        let oauthFolder = moved ?? snapshot.paths.state + "/credentials"
        var profiles: [LegacyProfile] = []
        var files: [File] = []
        for (path, isAuthFile) in [(agent.directory + "/auth.json", true), (oauthFolder + "/oauth.json", false)] {
            guard let bytes = try contents(of: path, snapshot) else { continue }
            let found: [LegacyProfile]
            do throws(StoreError) {
                found = isAuthFile ? try LegacyProfiles.inAuthFile(bytes) : try LegacyProfiles.inOAuthFile(bytes)
            } catch {
                throw snapshot.explain.problem(error, path: path)
            }
            let new = found.filter { candidate in !profiles.contains { $0.profile.id == candidate.profile.id } }
            guard !new.isEmpty else { continue }
            profiles += new
            files.append(File(path: path, profileIDs: new.map(\.profile.id)))
        }
        return LegacyCredentials(agent: id, files: files, profiles: profiles)
    }

    private static func contents(of path: String, _ snapshot: HostSnapshot) throws(Problem) -> [UInt8]? {
        do throws(FileError) {
            return try FileSnapshot.read(path, snapshot.host.files).contents
        } catch {
            throw snapshot.explain.problem(error)
        }
    }
}
