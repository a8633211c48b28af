package import CredentialStores
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import Secrets

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
    /// What lies in the agent's store itself and is not read, and can be mended there.
    private(set) var unread: [UnreadEntry] = []

    package var isEmpty: Bool { profiles.isEmpty && unread.isEmpty }

    /// `auth.json` in an agent's folder.
    static func authFile(in directory: String) -> String { directory + "/auth.json" }

    /// `credentials/oauth.json` in the state folder; `OPENCLAW_OAUTH_DIR` moves it.
    static func oauthFile(_ paths: StatePaths, _ environment: EnvironmentLayers) -> String {
        let moved = environment["OPENCLAW_OAUTH_DIR"].flatMap { text in
            text.contains { !$0.isWhitespace } ? paths.expanding(text) : nil
        }
        return moved.map { $0 + "/oauth.json" } ?? paths.state + "/" + StorePlace.oauthPath
    }

    /// Reads an agent's files of an older version.
    package static func read(
        _ snapshot: HostSnapshot,
        _ live: LiveHost,
        agent id: String
    ) throws(Problem) -> LegacyCredentials {
        let explain = live.explanation(of: snapshot)
        guard let agent = snapshot.agent(id) else { throw snapshot.unknownAgent(id, explain) }
        var shared = SharedFiles(
            snapshot.paths,
            snapshot.config.environment,
            live.host,
            snapshot.gateway,
            snapshot.release,
            patience: ReadingPurpose.change.patience
        )
        let older = try read(of: id, in: agent.directory, &shared, live.host.files, explain)
        return try older.adding(strays(snapshot, live.host.files, explain, agent), unread: agent.store?.unread ?? [])
    }

    /// What the gateway itself would never import: stores in another folder, and secrets of Claude that are stored under
    /// a provider that no model uses. Those are stored again for Claude, under the same name.
    private static func strays(
        _ snapshot: HostSnapshot,
        _ disk: any FileSystem,
        _ explain: Explanation,
        _ agent: AgentSnapshot
    ) throws(Problem) -> LegacyCredentials {
        let id = snapshot.release.provider.id
        let contents = agent.contents ?? StoreContents()
        var (profiles, files): ([LegacyProfile], [File]) = ([], [])
        for folder in snapshot.foldersBeside(agent) {
            let path = folder + "/" + AuthProfilesFormat.fileName
            let reading = try Reading.read(path, LegacyProfiles.inStore, disk, explain)
            let known = Set(profiles.map(\.profile.id))
            let new = reading.profiles.filter {
                !known.contains($0.profile.id) && !contents.hasSecret(of: $0.profile)
            }
            guard !new.isEmpty else { continue }
            profiles += new
            files.append(File(path: path, profileIDs: new.map(\.profile.id), snapshot: reading.snapshot))
        }
        var taken = Set(profiles.map(\.profile.id))
        for (_, stray) in snapshot.strays(of: [agent]) where contents.copy(of: stray, at: id) == nil {
            guard let secret = stray.credential.secret else { continue }
            let name = stray.id.split(separator: ":", maxSplits: 1).dropFirst().first ?? "default"
            let credential = Credential(SecretKind(of: secret), secret, expires: stray.storedExpiry?.time)
            // Another credential may have the name already.
            let free = contents.freeID(id + ":" + name, isTaken: taken.contains)
            taken.insert(free)
            profiles.append(LegacyProfile(Profile(id: free, provider: id, credential: credential)))
        }
        return LegacyCredentials(agent: agent.id, files: files, profiles: profiles)
    }

    private func adding(_ other: LegacyCredentials, unread: [UnreadEntry]) -> LegacyCredentials {
        let known = Set(profiles.map(\.profile.id))
        return LegacyCredentials(
            agent: agent,
            files: files + other.files,
            profiles: profiles + other.profiles.filter { !known.contains($0.profile.id) },
            unread: unread.filter(\.isMendable)
        )
    }

    /// The same without a snapshot. Throws if a file cannot be read or parsed.
    static func read(
        of agent: String,
        in directory: String,
        _ shared: inout SharedFiles,
        _ files: any FileSystem,
        _ explain: Explanation
    ) throws(Problem) -> LegacyCredentials {
        let own = try Reading.read(authFile(in: directory), LegacyProfiles.inAuthFile, files, explain)
        var profiles: [LegacyProfile] = []
        var found: [File] = []
        var known: Set<String> = []
        for reading in [own, try shared.logins(explain)] {
            let new = reading.profiles.filter { !known.contains($0.profile.id) }
            guard !new.isEmpty else { continue }
            profiles += new
            known.formUnion(new.map(\.profile.id))
            let snapshot = reading.snapshot
            found.append(File(path: snapshot.path, profileIDs: new.map(\.profile.id), snapshot: snapshot))
        }
        return LegacyCredentials(agent: agent, files: found, profiles: profiles)
    }

    /// The files that contain a credential of an agent or cannot be read; for the latter, an import says why.
    static func paths(
        _ snapshot: HostSnapshot,
        _ disk: any FileSystem,
        _ explain: Explanation,
        agent: AgentSnapshot
    ) -> [String] {
        let files = [
            (authFile(in: agent.directory), true), (oauthFile(snapshot.paths, snapshot.config.environment), false),
        ]
        return files.filter { path, isAuthFile in
            do throws(Problem) {
                let read = isAuthFile ? LegacyProfiles.inAuthFile : LegacyProfiles.inOAuthFile
                let reading = try Reading.read(path, read, disk, explain)
                return !reading.profiles.isEmpty
            } catch {
                return true
            }
        }
        .map(\.0)
    }

    /// One file of an older version; without profiles if it does not exist.
    struct Reading: Sendable {
        let snapshot: FileSnapshot
        let profiles: [LegacyProfile]

        static func read(
            _ path: String,
            _ profiles: (_ bytes: [UInt8]) throws(StoreError) -> [LegacyProfile],
            _ files: any FileSystem,
            _ explain: Explanation
        ) throws(Problem) -> Reading {
            let snapshot: FileSnapshot
            do throws(FileError) {
                snapshot = try FileSnapshot.read(path, files)
            } catch {
                throw explain.problem(error)
            }
            guard let bytes = snapshot.contents else { return Reading(snapshot: snapshot, profiles: []) }
            do throws(StoreError) {
                return Reading(snapshot: snapshot, profiles: try profiles(bytes))
            } catch {
                throw explain.problem(error, path: path)
            }
        }
    }
}
