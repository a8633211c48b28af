/// What a person has to know of a store besides its profiles. None of it keeps the rest of the host from being shown.
package enum StoreFinding: Sendable, Equatable {
    /// A database that the agent reads. The gateway reads nothing in it, or nobody can.
    case unreadable(path: String, DatabaseProblem)
    /// The database that says where the shared store is.
    case sharedUnreadable(path: String, DatabaseProblem)
    /// The order and the marks of a store; its credentials are read.
    case stateUnreadable(path: String, DatabaseProblem)
    /// The database names another agent; the gateway reads it all the same.
    case otherAgent(path: String, written: String)
    /// A file of an older release beside a database with profiles: nothing reads it any more.
    case ignoredFile(path: String)
    /// Profiles that only the gateway may replace: the row keeps their authorization lifetimes.
    case enrolled(path: String, ids: [String])
    /// Something that only the gateway's doctor mends.
    case doctor(DoctorReason)
}
