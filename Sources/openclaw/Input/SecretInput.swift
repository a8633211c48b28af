internal import GatewayHost
internal import Glibc
internal import Secrets

/// Reads a secret that a flag gives: the value itself, `-` for standard input, or a file.
struct SecretInput {
    /// One byte more than the paste reader accepts, so that it can tell that the input is too long.
    private static let limit = PasteReader.limit + 1

    /// Long enough for most programs that print a secret; a password manager that prompts may take longer.
    private static let silenceMilliseconds: Int32 = 2000

    /// The secret of a flag or of its file variant; both together are an error. Nil if neither is given.
    static func read(value: String?, file: String?, flag: String) throws(Problem) -> Secret? {
        switch (value, file) {
        case (nil, nil): return nil
        case (.some, .some):
            throw Problem(code: "two-secrets", message: Words.text("error.secret.two", ["flag": flag]))
        case (.some("-"), nil): return try standardInput(flag: flag)
        case (.some(let value), nil):
            guard value.contains(where: { !$0.isWhitespace }) else { throw empty(flag) }
            Console.error(Words.text("hint.argv", ["flag": flag]))
            return Secret(value)
        case (nil, .some(let path)): return try readFile(path, flag: flag)
        }
    }

    /// - Parameter flag: the flag named in the message; nil if standard input was read without a flag.
    private static func empty(_ flag: String?) -> Problem {
        guard let flag else {
            return Problem(
                code: "empty-secret",
                message: Words.text("error.secret.noInput"),
                next: Words.text("error.secret.noInput.next")
            )
        }
        return Problem(
            code: "empty-secret",
            message: Words.text("error.secret.empty", ["flag": flag]),
            next: Words.text("error.secret.empty.next", ["flag": flag])
        )
    }

    /// The secret of a command that needs one: from the file, else from standard input.
    static func required(file: String?) throws(Problem) -> Secret {
        guard let file else { return try read(STDIN_FILENO, name: Words.text("word.standardInput"), flag: nil) }
        return try readFile(file, flag: "--token-file")
    }

    private static func standardInput(flag: String) throws(Problem) -> Secret {
        guard isatty(STDIN_FILENO) == 0 else {
            throw Problem(
                code: "input-is-terminal",
                message: Words.text("error.secret.terminal", ["flag": flag]),
                next: Words.text("error.secret.terminal.next")
            )
        }
        return try read(STDIN_FILENO, name: Words.text("word.standardInput"), flag: flag)
    }

    private static func readFile(_ path: String, flag: String) throws(Problem) -> Secret {
        guard let descriptor = PlainInput.descriptor(of: path) else { throw unreadable(path) }
        defer { close(descriptor) }
        return try read(descriptor, name: path, flag: flag)
    }

    private static func read(_ descriptor: Int32, name: String, flag: String?) throws(Problem) -> Secret {
        var buffer = SecretBuffer()
        let size = 4096
        let chunk = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 1)
        defer {
            explicit_bzero(chunk, size)
            chunk.deallocate()
        }
        if descriptor == STDIN_FILENO { tellIfSilent(descriptor) }
        while buffer.count < limit {
            let count = Glibc.read(descriptor, chunk, size)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(name) }
            if count == 0 { break }
            buffer.append(contentsOf: UnsafeRawBufferPointer(start: chunk, count: count))
        }
        let secret = buffer.secret
        guard secret.withUTF8({ $0.contains { $0 > 0x20 } }) else { throw empty(flag) }
        return secret
    }

    /// Reports that standard input is being read if nothing arrives; with an idle pipe the program would seem to hang.
    private static func tellIfSilent(_ descriptor: Int32) {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&wanted, 1, silenceMilliseconds) == 0 else { return }
        Console.error(Words.text("error.secret.silent"))
    }

    private static func unreadable(_ name: String) -> Problem {
        Problem(
            code: "unreadable-secret",
            message: Words.text("error.secret.unreadable", ["path": name, "reason": String(cString: strerror(errno))])
        )
    }
}
