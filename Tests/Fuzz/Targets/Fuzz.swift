import CFuzzer
import Glibc

/// The function that libFuzzer calls with each input; `.ci/fuzz` builds and runs it.
///
/// `OPENCLAW_FUZZ` tells whether inputs are JSON5 texts or stores. A violated property ends the process, and libFuzzer
/// keeps the input.
@main
enum Fuzz {
    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments, fuzz))
    }
}

/// The symbol that libFuzzer's library expects even though its `main` is not used.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    if isStore { StoreFuzz.run(input) } else { DocumentFuzz.run(input) }
    return 0
}

private let isStore = getenv("OPENCLAW_FUZZ").map { String(cString: $0) } == "store"

/// A property that holds for any input.
func require(_ law: Bool, _ name: @autoclosure () -> String) {
    precondition(law, name())
}
