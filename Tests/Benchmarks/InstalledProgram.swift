import Glibc
import TestSupport

/// The program as a host has it: stripped, and written to the disk by a copy, as the programs beside it are.
///
/// It makes a difference. The kernel maps a file that a linker wrote in place page by page, and one that was copied many
/// pages at once.
enum InstalledProgram {
    /// `OPENCLAW_INSTALLED`, which `.ci/benchmark` sets; without it what was built last.
    static let path = getenv("OPENCLAW_INSTALLED").map { String(cString: $0) } ?? BuiltProduct.path("openclaw")
}
