/// How an apply ended when it did not report success.
package enum ApplyFailure: Error, Sendable, Equatable {
    /// A file changed since the plan was made; plan again on what is there now. Paths are shortened.
    case changedMeanwhile(paths: [String])
    /// Somebody else holds a lock, by name where known; another run of this program, or another program.
    case locked(holder: String, isOurselves: Bool = false)
    /// Nothing was changed.
    case failed(Problem)
}
