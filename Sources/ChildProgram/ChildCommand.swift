/// A program with its arguments and its complete environment; nothing is inherited.
package struct ChildCommand: Sendable {
    /// The path; PATH is not searched.
    package var program: String
    /// The program name and the arguments. Never a secret, because other users of the host can read them.
    package var arguments: [String]
    package var environment: [String: String]
    /// The signal that the child gets when the thread that started it ends, and so at the latest when our process ends,
    /// even by SIGKILL. 0: none, the child lives on.
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

/// Why a child did not run to its end. Contains nothing of its input or output.
package enum ChildError: Error, Sendable, Equatable {
    /// Starting it or communicating with it failed: an errno.
    case failed(code: Int32)
    case timeout
    case cancelled
    /// Its output exceeded the limit, in bytes.
    case tooLong(limit: Int)
}
