/// Why an apply failed.
package enum ApplyFailure: Error, Sendable, Equatable {
    /// Files changed since the plan was made, so it has to be planned again. The paths are shortened for display.
    case changedMeanwhile(paths: [String])
    /// Another process holds a lock; `isOurselves` if it is a run of this program.
    case locked(holder: String, isOurselves: Bool = false)
    /// Nothing was changed.
    case failed(Problem)
}
