package import FileTransactions
package import Secrets

/// One machine and the person on it, as values and closures, so that tests can be any machine at any time.
package struct Host: Sendable {
    /// Who runs the program.
    package struct User: Sendable, Equatable {
        package var id: UInt32
        package var name: String

        package init(id: UInt32, name: String) {
            self.id = id
            self.name = name
        }
    }

    package var files: any FileSystem
    /// The environment of the process.
    package var environment: [String: String]
    /// The working folder, absolute.
    package var workingFolder: String
    /// The home folder of the account, when it is known.
    package var accountHome: String?
    package var user: User
    /// The name of a user by its id, or the id itself.
    package var userName: @Sendable (_ id: UInt32) -> String
    package var name: String
    package var clock: WallClock
    /// A fresh gateway token: 48 random hexadecimal digits.
    package var randomToken: @Sendable () throws(RandomnessError) -> Secret
    /// The process that listens on a local port, if it can be told.
    package var processListening: @Sendable (_ port: Int) -> Int32?
    /// In which times are shown to people.
    package var zone: ClockZone
    /// How long locks are waited for.
    package var patience = LockPatience.usual
    /// Told again and again while a lock is waited for.
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
