import Foundation
import Glibc

/// Runs the program as a user for whom file modes apply, because root may do everything.
enum Unprivileged {
    /// Debian's id of nobody, or our own.
    static let id: uid_t = geteuid() == 0 ? 65534 : geteuid()

    /// The command prefix; empty if the tests already run without privileges.
    static var prefix: [String] {
        guard geteuid() == 0 else { return [] }
        return ["/usr/bin/setpriv", "--reuid=\(id)", "--regid=\(id)", "--clear-groups"]
    }

    /// A path at which this user can execute the program: its own if all parent folders are accessible, else a copy.
    static let program: String = {
        let parts = Program.path.split(separator: "/")
        let folders = parts.indices.map { "/" + parts[...$0].joined(separator: "/") }
        let isOpen = folders.allSatisfy { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & 0o5 == 0o5
        }
        guard !isOpen else { return Program.path }
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("openclaw-\(getpid())").path
        // Through another process: a file that this one has open for writing could be inherited by a program that
        // another test starts at the same time, and then the copy cannot be executed (ETXTBSY).
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

extension Unprivileged {
    /// A folder whose `openclaw` is the program as this user starts it.
    static let folder = program == Program.path ? Program.folder : Program.link(to: program)
}

/// Runs the program in its own mount namespace; the host's mounts are not affected.
enum Mounts {
    /// Runs a shell command in a new mount namespace, then executes the program.
    static func prefix(_ line: String) -> [String] {
        let namespace = geteuid() == 0 ? ["--mount"] : ["--mount", "--map-root-user"]
        // The program's PATH may be restricted, so mount commands are searched in the system folders.
        let script = "( PATH=/usr/sbin:/usr/bin:/sbin:/bin; \(line) ) && exec \"$@\""
        return ["/usr/bin/unshare"] + namespace + ["/bin/sh", "-c", script, "sh"]
    }
}

extension TestHome {
    /// Changes the owner of everything, by default to the unprivileged user; requires root.
    func giveAway(to user: uid_t = Unprivileged.id) throws {
        guard geteuid() == 0 else { return }
        for path in try picture().entries.keys { lchown(path == "." ? root : root + "/" + path, user, user) }
    }

    /// Creates a symbolic link in a folder of the home.
    func link(_ name: String, in folder: String, to target: String) throws {
        try FileManager.default.createDirectory(atPath: root + "/" + folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: root + "/\(folder)/\(name)", withDestinationPath: target)
    }
}
