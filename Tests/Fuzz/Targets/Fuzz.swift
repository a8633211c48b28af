import CFuzzer
import Glibc

/// Hands libFuzzer what it calls with every input it makes up; `.ci/fuzz` builds and runs it.
///
/// `OPENCLAW_FUZZ` says whether the bytes are a JSON5 text or a store. A law that does not hold ends the process, and
/// libFuzzer keeps the input.
@main
enum Fuzz {
    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments, fuzz))
    }
}

/// The name that libFuzzer's library asks for, though its `main` is not ours.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    if isStore { StoreFuzz.run(input) } else { DocumentFuzz.run(input) }
    return 0
}

private let isStore = getenv("OPENCLAW_FUZZ").map { String(cString: $0) } == "store"

/// A law of the program, which holds for any input.
func require(_ law: Bool, _ name: @autoclosure () -> String) {
    precondition(law, name())
}
