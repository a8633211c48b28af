internal import CSystem
internal import Glibc
internal import Synchronization

/// Ends work that waits elsewhere, from any thread, at once.
///
/// A class because both sides hold the same one: a pipe whose reading end becomes readable, and stays so.
package final class Cancellation: Sendable {
    /// Readable as soon as it is cancelled; -1 where no pipe could be made, and only `isCancelled` tells.
    package let descriptor: Int32
    private let bell: Int32
    private let flag = Atomic<Bool>(false)

    package init() {
        var ends: [Int32] = [-1, -1]
        let code = csystem_pipe(&ends)
        (descriptor, bell) = code == 0 ? (ends[0], ends[1]) : (-1, -1)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if bell >= 0 { close(bell) }
    }

    package var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// Any number of times.
    package func cancel() {
        guard !flag.exchange(true, ordering: .acquiringAndReleasing), bell >= 0 else { return }
        var byte: UInt8 = 0
        _ = write(bell, &byte, 1)
    }
}
