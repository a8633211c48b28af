package import CredentialStores
package import FileTransactions
package import Secrets

/// One machine and its user as values and closures, so that tests can simulate any machine at any time.
package struct Host: Sendable {
    /// The user running the program.
    package struct User: Sendable, Equatable {
        package var id: UInt32
        package var name: String

        package init(id: UInt32, name: String) {
            self.id = id
            self.name = name
        }
    }

    package var files: any FileSystem
    /// The releases of the gateway that this host may have.
    package var releases = ReleaseDetection.known
    /// The release that a person named for this run; nil if none.
    package var releaseChoice: ReleaseChoice?
    /// The formats that its credential stores may have.
    package var storeFormats = StoreFormats.all
    /// The environment of the process.
    package var environment: [String: String]
    /// The working folder as an absolute path.
    package var workingFolder: String
    /// The home folder from the user database, if known.
    package var accountHome: String?
    package var user: User
    /// The user name of an id, or the id as text.
    package var userName: @Sendable (_ id: UInt32) -> String
    package var name: String
    package var clock: WallClock
    /// Creates a gateway token: 48 random hexadecimal digits.
    package var randomToken: @Sendable () throws(RandomnessError) -> Secret
    /// The id of the process listening on a local port, if it can be determined.
    package var processListening: @Sendable (_ port: Int) -> Int32?
    /// The time zone for displayed times.
    package var zone: ClockZone
    /// How long to wait for locks.
    package var patience = LockPatience.usual
    /// Called repeatedly while waiting for a lock.
    package var tellsWaiting: @Sendable (LockWait) -> Void = { _ in }

    package init(
        files: any FileSystem,
        environment: [String: String],
        workingFolder: String,
        accountHome: String?,
        user: User,
        userName: @escaping @Sendable (_ id: UInt32) -> String,
        name: String,
        clock: WallClock,
        randomToken: @escaping @Sendable () throws(RandomnessError) -> Secret,
        processListening: @escaping @Sendable (_ port: Int) -> Int32?,
        zone: ClockZone = .utc
    ) {
        self.files = files
        self.environment = environment
        self.workingFolder = workingFolder
        self.accountHome = accountHome
        self.user = user
        self.userName = userName
        self.name = name
        self.clock = clock
        self.randomToken = randomToken
        self.processListening = processListening
        self.zone = zone
    }
}

extension Host {
    /// Whether the person works over ssh: a browser and a login are on another computer then.
    package var isRemote: Bool { !(environment["SSH_CONNECTION"] ?? "").isEmpty }
}
