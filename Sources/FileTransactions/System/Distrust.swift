/// Why a file of our own state is not followed: its bytes could tell this program to rename and remove files.
package struct Distrust: Sendable, Equatable {
    package enum Reason: String, Sendable, CaseIterable {
        /// It belongs to somebody else.
        case owner
        /// Its group or everybody may write it.
        case writable
        /// It is a link, a folder or something else that we never make there.
        case kind
        /// It names a file that is none of the gateway's.
        case reach
        /// It names something in a way in which this program names nothing.
        case shape
    }

    package let reason: Reason
    /// The file or folder that is in question: itself, a folder above it, or what it names.
    package let subject: String
    /// The owner of the subject.
    package var userID: UInt32?
    /// The mode of the subject.
    package var mode: FileMode?
}
