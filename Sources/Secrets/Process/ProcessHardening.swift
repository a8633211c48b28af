import CSystem
import Glibc

/// A call that keeps secrets out of core dumps failed.
package struct HardeningError: Error, Equatable {
    /// The C function that failed.
    package let call: String
    /// Its errno.
    package let code: Int32
}

/// Keeps the memory of this process out of core dumps and away from debuggers of the same user.
///
/// Two measures: not dumpable (prctl), and a core-file limit of 0. Only the soft limit is lowered, so that it can be
/// restored for the next program on PATH. A build with `OPENCLAW_DUMPABLE` changes neither.
package struct ProcessHardening {
    private let formerLimit: rlimit

    /// Applies both measures; call it before the first secret is read.
    package static func apply() throws(HardeningError) -> ProcessHardening {
        var limit = rlimit()
        try check(csystem_get_core_limit(&limit), "getrlimit")
        let hardening = ProcessHardening(formerLimit: limit)
        #if !OPENCLAW_DUMPABLE
            limit.rlim_cur = 0
            try check(csystem_set_core_limit(&limit), "setrlimit")
            try check(csystem_set_dumpable(0), "prctl")
        #endif
        return hardening
    }

    /// Restores the original core-file limit, for a program that replaces this one.
    ///
    /// exec(2) makes the new program dumpable again by itself.
    package func restoreLimits() throws(HardeningError) {
        var limit = formerLimit
        try Self.check(csystem_set_core_limit(&limit), "setrlimit")
    }

    /// Whether a core file or a debugger of the same user could read this process.
    package static var isDumpable: Bool { csystem_get_dumpable() != 0 }

    private static func check(_ code: Int32, _ call: String) throws(HardeningError) {
        guard code == 0 else { throw HardeningError(call: call, code: code) }
    }
}
