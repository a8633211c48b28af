internal import GatewayHost
internal import Glibc

/// The standard streams that this process inherited.
enum StandardStreams {
    /// Opens /dev/null in place of a closed standard stream, before any other file is opened.
    ///
    /// Otherwise the next opened file would get descriptor 0, 1 or 2, and messages would be written into the lock or
    /// the store. It is opened read-only, so that writing still fails as on a closed stream.
    static func occupy() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDONLY)
        }
    }

    /// Throws if standard output cannot be written: a command that cannot report its result does not start.
    static func requireOutput() throws(Problem) {
        guard let number = outputFailure else { return }
        throw Problem(
            code: "no-output",
            message: Words.text("error.output", ["reason": reason(number)]),
            details: [Words.text("file.nothingChanged")],
            next: Words.text("error.output.next")
        )
    }

    /// The text for an errno of a standard stream.
    static func reason(_ number: Int32) -> String {
        switch number {
        case EBADF: Words.text("error.output.closed")
        case EPIPE: Words.text("error.output.unread")
        default: String(cString: strerror(number))
        }
    }

    /// The errno that writing would give, as far as it can be determined without writing.
    private static var outputFailure: Int32? {
        let flags = fcntl(STDOUT_FILENO, F_GETFL)
        guard flags >= 0, flags & O_ACCMODE != O_RDONLY else { return EBADF }
        var status = stat()
        guard fstat(STDOUT_FILENO, &status) == 0 else { return errno }
        switch status.st_mode & S_IFMT {
        case S_IFIFO, S_IFSOCK: return isUnread ? EPIPE : nil
        case S_IFREG: return isOnFullDisk ? ENOSPC : nil
        // Device 1:7 is /dev/full, where every write fails as on a full disk.
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
