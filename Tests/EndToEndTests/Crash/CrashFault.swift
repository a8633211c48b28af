/// What strace does to one system call.
enum CrashFault: String, CaseIterable, Sendable {
    /// The process is killed before the call is executed.
    case kill = "signal=KILL"
    case noSpace = "error=ENOSPC"
    case inputOutput = "error=EIO"
    case denied = "error=EACCES"

    /// The command line that runs another one with this fault at a call; strace writes its trace to a file.
    ///
    /// --seccomp-bpf would stop only at that call, but strace 6.1 then injects no signal, so no kill would happen.
    func strace(at call: WriteCall, trace: String) -> [String] {
        ["/usr/bin/strace", "-f", "-qqq", "-o", trace] + (self == .kill ? [] : ["--seccomp-bpf"]) + [
            "-e", "trace=" + call.name, "-e", "inject=\(call.name):\(rawValue):when=\(call.number)",
        ]
    }

    static func strace(trace: String) -> [String] {
        ["/usr/bin/strace", "-f", "-qqq", "-o", trace, "-e", SystemCallTrace.filter]
    }
}
