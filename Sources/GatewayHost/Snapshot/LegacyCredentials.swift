package import Credentials
internal import FileTransactions
internal import GatewayConfig

/// Credentials of an older version found beside an agent's store. Searching changes nothing.
package struct LegacyCredentials: Sendable, Equatable {
    /// A file of the older version.
    package struct File: Sendable, Equatable {
        package let path: String
        package let profileIDs: [String]
        /// The file as it was read.
        let snapshot: FileSnapshot
    }

    package let agent: String
    package let files: [File]
    /// Profiles from `auth.json` come first, because that file is this agent's own.
    package let profiles: [LegacyProfile]

    package var isEmpty: Bool { profiles.isEmpty }

    /// The paths of an agent's older files.
    struct Places: Sendable {
        /// `auth.json` in the agent's folder.
        let authFile: String
        /// `credentials/oauth.json` in the state folder; `OPENCLAW_OAUTH_DIR` moves it.
        let oauthFile: String

        init(directory: String, paths: StatePaths, environment: EnvironmentLayers) {
            authFile = directory + "/auth.json"
            let moved = environment["OPENCLAW_OAUTH_DIR"].flatMap { text in
                text.contains { !$0.isWhitespace } ? paths.expanding(text) : nil
            }
            oauthFile = moved.map { $0 + "/oauth.json" } ?? paths.state + "/" + StoreKind.oauthFilePath
        }
    }

    /// Reads an agent's files of an older version.
    package static func read(_ snapshot: HostSnapshot, agent id: String) throws(Problem) -> LegacyCredentials {
        guard let agent = snapshot.agent(id) else { throw snapshot.unknownAgent(id) }
        return try read(places(of: agent, snapshot), agent: id, snapshot.host.files, snapshot.explain)
    }

    /// The same without a snapshot. Throws if a file cannot be read or parsed.
    static func read(
        _ places: Places,
        agent: String,
        _ files: any FileSystem,
        _ explain: Explanation
    ) throws(Problem) -> LegacyCredentials {
        var profiles: [LegacyProfile] = []
        var found: [File] = []
        var known: Set<String> = []
        for path in [places.authFile, places.oauthFile] {
            let (snapshot, all) = try self.profiles(path, isAuthFile: path == places.authFile, files, explain)
            let new = all.filter { !known.contains($0.profile.id) }
            guard !new.isEmpty else { continue }
            profiles += new
            known.formUnion(new.map(\.profile.id))
            found.append(File(path: path, profileIDs: new.map(\.profile.id), snapshot: snapshot))
        }
        return LegacyCredentials(agent: agent, files: found, profiles: profiles)
    }

    /// The files that contain a credential of an agent or cannot be read; for the latter, an import says why.
    static func paths(_ snapshot: HostSnapshot, agent: AgentSnapshot) -> [String] {
        let places = places(of: agent, snapshot)
        return [places.authFile, places.oauthFile].filter { path in
            do throws(Problem) {
                let isAuthFile = path == places.authFile
                return try !profiles(path, isAuthFile: isAuthFile, snapshot.host.files, snapshot.explain).1.isEmpty
            } catch {
                return true
            }
        }
    }

    private static func places(of agent: AgentSnapshot, _ snapshot: HostSnapshot) -> Places {
        Places(directory: agent.directory, paths: snapshot.paths, environment: snapshot.config.environment)
    }

    /// Empty if there is no file.
    private static func profiles(
        _ path: String,
        isAuthFile: Bool,
        _ files: any FileSystem,
        _ explain: Explanation
    ) throws(Problem) -> (FileSnapshot, [LegacyProfile]) {
        let snapshot: FileSnapshot
        do throws(FileError) {
            snapshot = try FileSnapshot.read(path, files)
        } catch {
            throw explain.problem(error)
        }
        guard let bytes = snapshot.contents else { return (snapshot, []) }
        do throws(StoreError) {
            return (snapshot, isAuthFile ? try LegacyProfiles.inAuthFile(bytes) : try LegacyProfiles.inOAuthFile(bytes))
        } catch {
            throw explain.problem(error, path: path)
        }
    }
}
