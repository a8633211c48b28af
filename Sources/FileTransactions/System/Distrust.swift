/// Why one of our own files is not trusted: its bytes could make this program rename and remove files.
package struct Distrust: Sendable, Equatable {
    package enum Reason: String, Sendable, CaseIterable {
        /// It belongs to another user.
        case owner
        /// Its group or everybody may write it.
        case writable
        /// It is a link, a folder or another type that we never create there.
        case kind
        /// It names a file that is not the gateway's.
        case reach
        /// It names something in a form that this program never writes.
        case shape
    }

    package let reason: Reason
    /// The file or folder that is not trusted: itself, a parent folder, or what it names.
    package let subject: String
    /// The owner of the subject.
    package var userID: UInt32?
    /// The mode of the subject.
    package var mode: FileMode?

    package init(reason: Reason, subject: String, userID: UInt32? = nil, mode: FileMode? = nil) {
        self.reason = reason
        self.subject = subject
        self.userID = userID
        self.mode = mode
    }
}
