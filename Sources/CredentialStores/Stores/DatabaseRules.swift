/// What one release of the gateway accepts of a database, and what it does with files of older releases beside it.
///
/// Filled from the data of a release.
package struct DatabaseRules: Sendable, Equatable {
    /// The highest schema of an agent's database that it opens; nil if it does not look, or if that is not known.
    package var highestAgentSchema: Int64?
    /// The same for the database that all agents share.
    package var highestStateSchema: Int64?
    /// Whether it refuses a database with another role.
    package var checksRole: Bool
    /// Whether it reads a view in the place of the table.
    package var readsViews: Bool
    /// Whether the shared store can be in the state database. Otherwise it is always main's.
    package var hasSharedStore: Bool
    /// Whether it refuses to answer while files of older releases lie beside an empty store. Otherwise it ignores them.
    package var refusesOlderFiles: Bool
    /// Whether it keeps credentials in `auth-profiles.json` although there are databases, as releases before 2026.6.5.
    package var readsFiles: Bool

    package init(
        highestAgentSchema: Int64? = nil,
        highestStateSchema: Int64? = nil,
        checksRole: Bool = true,
        readsViews: Bool = false,
        hasSharedStore: Bool = true,
        refusesOlderFiles: Bool = true,
        readsFiles: Bool = false
    ) {
        self.highestAgentSchema = highestAgentSchema
        self.highestStateSchema = highestStateSchema
        self.checksRole = checksRole
        self.readsViews = readsViews
        self.hasSharedStore = hasSharedStore
        self.refusesOlderFiles = refusesOlderFiles
        self.readsFiles = readsFiles
    }
}
