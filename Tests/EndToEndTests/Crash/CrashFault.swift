/// What strace does to one system call instead of letting it through.
enum CrashFault: String, CaseIterable, Sendable {
    /// The process is gone before the call is carried out.
    case kill = "signal=KILL"
    case noSpace = "error=ENOSPC"
    case inputOutput = "error=EIO"
    case denied = "error=EACCES"

    /// The command line that runs another one with this fault at a call; what strace saw goes to a file.
    ///
    /// --seccomp-bpf stops at that call alone; but strace 6.1 puts no signal in with it, and every kill would pass.
    func strace(at call: WriteCall, trace: String) -> [String] {
        ["/usr/bin/strace", "-f", "-qqq", "-o", trace] + (self == .kill ? [] : ["--seccomp-bpf"]) + [
            "-e", "trace=" + call.name, "-e", "inject=\(call.name):\(rawValue):when=\(call.number)",
        ]
    }

    static func strace(trace: String) -> [String] {
        ["/usr/bin/strace", "-f", "-qqq", "-o", trace, "-e", SystemCallTrace.filter]
    }
}
