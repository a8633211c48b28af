internal import GatewayHost
internal import Glibc

/// Standard input, output and error as this process was given them.
enum StandardStreams {
    /// Puts /dev/null where a stream was closed, before anything is opened.
    ///
    /// The next file would get the free number, and a line for a person would be written into the lock or the store. For
    /// reading only, so that writing still fails as on a closed stream.
    static func occupy() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDONLY)
        }
    }

    /// Refuses to go on where standard output takes nothing: what cannot be told of is not done.
    static func requireOutput() throws(Problem) {
        guard let number = outputFailure else { return }
        throw Problem(
            code: "no-output",
            message: Words.text("error.output", ["reason": reason(number)]),
            details: [Words.text("file.nothingChanged")],
            next: Words.text("error.output.next")
        )
    }

    /// Why a stream takes nothing, in words.
    static func reason(_ number: Int32) -> String {
        switch number {
        case EBADF: Words.text("error.output.closed")
        case EPIPE: Words.text("error.output.unread")
        default: String(cString: strerror(number))
        }
    }

    /// The error number that writing would give, as far as it can be told without writing.
    private static var outputFailure: Int32? {
        let flags = fcntl(STDOUT_FILENO, F_GETFL)
        guard flags >= 0, flags & O_ACCMODE != O_RDONLY else { return EBADF }
        var status = stat()
        guard fstat(STDOUT_FILENO, &status) == 0 else { return errno }
        switch status.st_mode & S_IFMT {
        case S_IFIFO, S_IFSOCK: return isUnread ? EPIPE : nil
        case S_IFREG: return isOnFullDisk ? ENOSPC : nil
        // 1:7 is /dev/full, on which every write fails as on a full disk.
        case S_IFCHR: return status.st_rdev == 0x107 ? ENOSPC : nil
        default: return nil
        }
    }

    private static var isUnread: Bool {
        var question = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        return poll(&question, 1, 0) > 0 && question.revents & Int16(POLLERR) != 0
    }

    private static var isOnFullDisk: Bool {
        var space = statvfs()
        return fstatvfs(STDOUT_FILENO, &space) == 0 && space.f_blocks > 0 && space.f_bfree == 0
    }
}
