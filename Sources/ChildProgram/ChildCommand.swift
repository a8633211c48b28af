/// A program and what it is started with. The environment is all that it gets: nothing of ours is inherited.
package struct ChildCommand: Sendable {
    /// Its path; PATH is not searched.
    package var program: String
    /// What it is called, then its arguments. Never a secret: other users of the host can read them.
    package var arguments: [String]
    package var environment: [String: String]
    /// The signal that it gets when the thread which started it ends, and so at the latest when our process does, by
    /// kill -9 too. 0: none, it goes on by itself.
    package var lastSignal: Int32

    package init(
        _ program: String,
        arguments: [String],
        environment: [String: String],
        lastSignal: Int32
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.lastSignal = lastSignal
    }
}

/// Why a child did not run to its end. Holds nothing of what it was given or said.
package enum ChildError: Error, Sendable, Equatable {
    /// It could not be started, or not be spoken with: an errno.
    case failed(code: Int32)
    case timeout
    case cancelled
    /// It said more than may be kept, in bytes.
    case tooLong(limit: Int)
}
