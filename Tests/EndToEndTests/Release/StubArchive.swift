import Foundation
import Glibc
import TestSupport

/// An unpacked archive with a shell script in place of the program, in a home of its own.
///
/// A class, because its home is removed with it.
final class StubArchive: Sendable {
    let home: TestHome
    /// The unpacked folder; the installation goes below `prefix`.
    var folder: String { home.root + "/unpacked" }
    var prefix: String { home.root + "/there" }

    static let program = "lib/openclaw-setup/openclaw"
    static let page = "share/man/man1/openclaw-setup.1"

    init() throws {
        home = try TestHome.fresh()
        try write(version: "1.0.0")
    }

    /// Writes the archive's files anew and its sums with them; more files than usual where some are named.
    func write(version: String, adding more: [String] = []) throws {
        try? FileManager.default.removeItem(atPath: folder)
        try home.writeScript(try ResourceFile.text("install.sh"), to: folder + "/install.sh")
        try home.writeScript("#!/bin/sh\necho 'openclaw \(version)'\n", to: folder + "/" + Self.program)
        for name in [Self.page, "share/doc/openclaw-setup/README.md"] + more {
            try home.write("\(name) of \(version)\n", to: folder + "/" + name, mode: 0o644)
        }
        try writeSums()
    }

    func writeSums() throws {
        let line = "find . -type f ! -name SHA256SUMS | sed 's,^[.]/,,' | sort | xargs sha256sum > SHA256SUMS"
        guard try shell("cd '\(folder)' && \(line)").status == 0 else {
            throw ChildProcess.Failure(description: "no sums in \(folder)")
        }
    }

    /// Runs the script with a shell; `arguments` follow `--prefix`.
    func install(
        _ arguments: [String] = [],
        with shell: [String] = ["/bin/sh"],
        behind prefix: [String] = [],
        adding variables: [String: String] = [:]
    ) throws -> Run {
        let child = ChildProcess(
            command: prefix + shell + [folder + "/install.sh", "--prefix", self.prefix] + arguments,
            environment: home.environment.merging(variables) { $1 },
            folder: home.root
        )
        return try child.run()
    }

    func shell(_ line: String) throws -> Run {
        try ChildProcess(
            command: ["/bin/sh", "-c", line],
            environment: home.environment,
            folder: home.root
        ).run()
    }

    /// What is below the prefix now, without times; empty if it is not there.
    func tree() throws -> [String: FolderPicture.ComparableEntry] {
        home.exists(prefix) ? try FolderPicture(of: prefix).contents : [:]
    }

    /// A folder with only these programs, to be used as PATH.
    func tools(without missing: Set<String>, wrapping scripts: [String: String] = [:]) throws -> String {
        let names = [
            "cat", "chmod", "cp", "ln", "mkdir", "mv", "readlink", "rm", "rmdir", "sed", "uname", "sha256sum", "sync",
        ]
        let folder = home.root + "/tools-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in names where !missing.contains(name) {
            if let script = scripts[name] {
                try home.writeScript(script, to: folder + "/" + name)
            } else {
                let place = ["/usr/bin/", "/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
                guard let place else { throw ChildProcess.Failure(description: "no \(name) here") }
                try FileManager.default.createSymbolicLink(atPath: folder + "/" + name, withDestinationPath: place)
            }
        }
        return folder
    }
}
