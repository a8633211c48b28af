internal import Credentials
internal import FileTransactions
internal import GatewayConfig

/// What all agents of a host share, each file read at most once: the database of a newer version, and the logins of an
/// older one.
struct SharedFiles {
    /// `credentials/oauth.json` in the state folder; `OPENCLAW_OAUTH_DIR` moves it.
    let oauthFile: String
    private let state: String
    private let host: Host
    private var firstBytes: StoreFile.Shared?
    private var oauthLogins: LegacyCredentials.Reading?

    init(_ paths: StatePaths, _ environment: EnvironmentLayers, _ host: Host) {
        oauthFile = LegacyCredentials.oauthFile(paths, environment)
        state = paths.state
        self.host = host
    }

    /// The first bytes of both files.
    mutating func found() throws(FileError) -> StoreFile.Shared {
        if let firstBytes { return firstBytes }
        let read = try StoreFile.Shared.read(stateDir: state, oauthFile: oauthFile, host.files)
        firstBytes = read
        return read
    }

    /// The logins of the older version.
    mutating func logins(_ explain: Explanation) throws(Problem) -> LegacyCredentials.Reading {
        if let oauthLogins { return oauthLogins }
        let read = try LegacyCredentials.Reading.read(oauthFile, isAuthFile: false, host.files, explain)
        oauthLogins = read
        return read
    }
}
