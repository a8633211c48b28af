package import FileTransactions

/// Reads the stores of one host that have a format whose agents share something: what is shared is read once.
///
/// Implementation requirements: reading writes nothing.
package protocol StoreReader {
    /// Reads an agent's store.
    /// - Parameters:
    ///   - found: the files that told the format.
    ///   - progress: called now and then with the number of profiles.
    mutating func read(
        _ place: StorePlace,
        _ found: StoreFindings,
        progress: (Int) -> Void
    ) throws(FileError) -> FoundStore
}

/// How the stores of one host are read.
package struct StoreConditions: Sendable {
    package let files: any FileSystem
    package let clock: WallClock
    /// The gateway's state folder, S.
    package let stateFolder: String
    /// For how long a program that is writing is waited for, in milliseconds.
    package let patience: Int64
    /// What the host's gateway accepts of a database. Asked only where there is one.
    package let databases: @Sendable () -> DatabaseRules

    package init(
        files: any FileSystem,
        clock: WallClock,
        stateFolder: String,
        patience: Int64,
        databases: @escaping @Sendable () -> DatabaseRules
    ) {
        self.files = files
        self.clock = clock
        self.stateFolder = stateFolder
        self.patience = patience
        self.databases = databases
    }
}
