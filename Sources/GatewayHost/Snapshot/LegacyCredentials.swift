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

    /// Reads the files of an older version that belong to an agent.
    package static func read(_ snapshot: HostSnapshot, agent id: String) throws(Problem) -> LegacyCredentials {
        guard let agent = snapshot.agent(id) else { throw snapshot.unknownAgent(id) }
        var profiles: [LegacyProfile] = []
        var files: [File] = []
        var known: Set<String> = []
        for place in places(of: agent, snapshot) {
            let new = try self.profiles(in: place, snapshot).filter { !known.contains($0.profile.id) }
            guard !new.isEmpty else { continue }
            profiles += new
            known.formUnion(new.map(\.profile.id))
            files.append(File(path: place.path, profileIDs: new.map(\.profile.id)))
        }
        return LegacyCredentials(agent: id, files: files, profiles: profiles)
    }

    /// The files that hold a credential of an agent, or that cannot be read: an import says why.
    static func paths(_ snapshot: HostSnapshot, agent: AgentSnapshot) -> [String] {
        places(of: agent, snapshot).filter { place in
            do throws(Problem) {
                return try !profiles(in: place, snapshot).isEmpty
            } catch {
                return true
            }
        }.map(\.path)
    }

    // MARK: - Files

    private struct Place {
        let path: String
        /// `auth.json` has another form than `oauth.json`.
        let isAuthFile: Bool
    }

    /// `auth.json` of the agent's folder and `credentials/oauth.json` of the state folder; `OPENCLAW_OAUTH_DIR` moves the
    /// second.
    private static func places(of agent: AgentSnapshot, _ snapshot: HostSnapshot) -> [Place] {
        let moved = snapshot.config.environment["OPENCLAW_OAUTH_DIR"].flatMap { text in
            text.contains { !$0.isWhitespace } ? snapshot.paths.expanding(text) + "/oauth.json" : nil
        }
        return [
            Place(path: agent.directory + "/auth.json", isAuthFile: true),
            Place(path: moved ?? snapshot.paths.state + "/" + StoreKind.oauthFilePath, isAuthFile: false),
        ]
    }

    /// None where there is no file.
    private static func profiles(in place: Place, _ snapshot: HostSnapshot) throws(Problem) -> [LegacyProfile] {
        let bytes: [UInt8]?
        do throws(FileError) {
            bytes = try FileSnapshot.read(place.path, snapshot.host.files).contents
        } catch {
            throw snapshot.explain.problem(error)
        }
        guard let bytes else { return [] }
        do throws(StoreError) {
            return place.isAuthFile ? try LegacyProfiles.inAuthFile(bytes) : try LegacyProfiles.inOAuthFile(bytes)
        } catch {
            throw snapshot.explain.problem(error, path: place.path)
        }
    }
}
