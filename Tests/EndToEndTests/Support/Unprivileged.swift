import Foundation
import Glibc

/// Runs the program as somebody whom file modes bind: root may do everything.
enum Unprivileged {
    /// nobody's number on Debian, or one's own.
    static let id: uid_t = geteuid() == 0 ? 65534 : geteuid()

    /// What to put before the program; nothing when the tests run without privileges already.
    static var prefix: [String] {
        guard geteuid() == 0 else { return [] }
        return ["/usr/bin/setpriv", "--reuid=\(id)", "--regid=\(id)", "--clear-groups"]
    }

    /// The program where this user can start it: in place if every folder above lets others through, else a copy.
    static let program: String = {
        let parts = Program.path.split(separator: "/")
        let folders = parts.indices.map { "/" + parts[...$0].joined(separator: "/") }
        let isOpen = folders.allSatisfy { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & 0o5 == 0o5
        }
        guard !isOpen else { return Program.path }
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("openclaw-\(getpid())").path
        // By another process: a file that this one has open for writing could be inherited by a program that another test
        // starts in the same moment, and then the copy cannot be executed (ETXTBSY).
        let install = Process()
        install.executableURL = URL(fileURLWithPath: "/usr/bin/install")
        install.arguments = ["-m", "755", Program.path, copy]
        do {
            try install.run()
        } catch {
            return Program.path
        }
        install.waitUntilExit()
        return copy
    }()
}

/// Runs the program where it sees mounts of its own; the host keeps its own.
enum Mounts {
    /// Runs a shell line in a mount namespace of its own, then becomes the program.
    static func prefix(_ line: String) -> [String] {
        let namespace = geteuid() == 0 ? ["--mount"] : ["--mount", "--map-root-user"]
        // The program's own PATH may lead nowhere: what mounts is looked for in the system's folders.
        let script = "( PATH=/usr/sbin:/usr/bin:/sbin:/bin; \(line) ) && exec \"$@\""
        return ["/usr/bin/unshare"] + namespace + ["/bin/sh", "-c", script, "sh"]
    }
}

extension TestHome {
    /// Gives everything to a user, by default to the unprivileged one; only root can.
    func giveAway(to user: uid_t = Unprivileged.id) throws {
        guard geteuid() == 0 else { return }
        for path in try picture().entries.keys { lchown(path == "." ? root : root + "/" + path, user, user) }
    }

    /// Makes a symbolic link in a folder of the home.
    func link(_ name: String, in folder: String, to target: String) throws {
        try FileManager.default.createDirectory(atPath: root + "/" + folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: root + "/\(folder)/\(name)", withDestinationPath: target)
    }
}
