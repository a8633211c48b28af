/// Where a variable that may hold a secret comes from; an earlier layer hides the same name in a later one.
package enum EnvironmentLayer: Int, Sendable, CaseIterable {
    /// The process's own environment.
    case process
    /// `.env` of the current folder: this shell only.
    case workingFolder
    /// `.env` of the state folder.
    case stateFolder
    /// `env` of the config.
    case config
}
