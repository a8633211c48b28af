import Foundation
import Glibc

/// A process that is not a child of the test.
enum ForeignProcess {
    /// Whether it has ended, within a few seconds, because ending takes a moment.
    static func hasEnded(_ process: Int32) -> Bool {
        let end = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < end {
            guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
            if stat.contains(") Z ") { return true }
            sched_yield()
        }
        return false
    }
}
