import Glibc
import TestSupport

/// The program as installed: stripped and copied, like the programs it is compared with.
///
/// This matters because the kernel maps a file written by a linker in place page by page, but a copied file many pages
/// at once.
enum InstalledProgram {
    /// `OPENCLAW_INSTALLED`, set by `.ci/benchmark`; otherwise the last build.
    static let path = getenv("OPENCLAW_INSTALLED").map { String(cString: $0) } ?? BuiltProduct.path("openclaw")
}
