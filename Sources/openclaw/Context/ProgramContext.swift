internal import FileTransactions
internal import GatewayConfig
internal import GatewayHost
internal import Glibc
internal import Secrets

/// What one run's commands share: the host and the global flags before the command word.
struct ProgramContext: Sendable {
    var host: Host
    /// Whether standard input and output are both a terminal.
    var hasTerminal: Bool
    /// Whether screens are read out line by line: for screen readers, by a flag or by a variable.
    var wantsLines = false

    /// The host with the texts of this run.
    var live: LiveHost { LiveHost(host, texts: Words.texts) }

    /// The context of this process.
    /// - Parameters:
    ///   - profile: sets the variables that the gateway sets for that profile.
    ///   - release: the release of the gateway that the command line names.
    static func live(profile: CommandProfile?, release: ReleaseChoice? = nil) -> ProgramContext {
        var environment = ProcessEnvironment.all
        let folder = workingFolder()
        let account = account()
        if let profile {
            environment = profile.applied(
                to: PathContext(environment: environment, workingDirectory: folder, accountHome: account?.home)
            )
        }
        let waiting = WaitingLine()
        var host = Host(
            files: SystemFileSystem(),
            environment: environment,
            workingFolder: folder,
            accountHome: account?.home,
            user: Host.User(id: geteuid(), name: account?.name ?? String(geteuid())),
            userName: { id in getpwuid(id).map { String(cString: $0.pointee.pw_name) } ?? "uid \(id)" },
            name: hostName(),
            clock: .system,
            randomToken: { () throws(RandomnessError) in try Secret.randomHex(bytes: 24) },
            processListening: ListeningProcess.on(port:),
            zone: Words.isForMachines ? .utc : .local
        )
        host.releaseChoice = release
        host.tellsWaiting = { [host] wait in
            waiting.tell(wait) { holder in
                let words = host.words(of: holder, texts: Words.texts)
                if case .ourselves = holder.kind { return Words.text("waiting.ourselves", ["holder": words]) }
                return Words.text("waiting.gateway", ["holder": words])
            }
        }
        return ProgramContext(
            host: host,
            hasTerminal: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1,
            wantsLines: SurfaceOptions.wantLines(ProgramArguments.all, environment)
        )
    }

    /// Throws without a terminal; `next` is a command that prints what the screen would have shown.
    func requireTerminal(_ message: String, next: String) throws(Problem) {
        guard !hasTerminal else { return }
        throw Problem(
            code: "no-terminal",
            message: message,
            details: [Words.text("file.nothingChanged")],
            next: next
        )
    }

    private static func workingFolder() -> String {
        guard let pointer = getcwd(nil, 0) else { return "/" }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    /// The host name up to the first dot.
    private static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        let name = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return String(name.prefix { $0 != "." })
    }

    private static func account() -> (name: String, home: String)? {
        guard let entry = getpwuid(geteuid()) else { return nil }
        return (String(cString: entry.pointee.pw_name), String(cString: entry.pointee.pw_dir))
    }
}
