internal import CSystem
internal import Glibc
internal import Synchronization

/// Cancels work that waits on another thread, immediately and from any thread.
///
/// A class because both sides share it: a pipe whose reading end becomes readable and stays so.
package final class Cancellation: Sendable {
    /// Readable once cancelled; -1 if no pipe could be created, in which case only `isCancelled` tells.
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

    /// May be called several times.
    package func cancel() {
        guard !flag.exchange(true, ordering: .acquiringAndReleasing), bell >= 0 else { return }
        var byte: UInt8 = 0
        _ = write(bell, &byte, 1)
    }
}
