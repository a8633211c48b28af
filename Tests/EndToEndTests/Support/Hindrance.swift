import Foundation
import Glibc
import Testing

/// A problem of one of the gateway's files before the program starts.
struct Hindrance: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Expected words of the error besides the file name.
    var words: [String] = []
    /// Whether the program must run as a user for whom file modes apply.
    var bindsModes = false
    /// A command prefix for the program.
    var prefix: @Sendable (TestHome, Target) -> [String] = { _, _ in [] }
    /// Creates the problem in a fixture's home.
    var prepare: @Sendable (TestHome, Target) throws -> Void

    /// Which of the two files.
    enum Target: String, CaseIterable, Sendable {
        case config = "openclaw.json"
        case store = "auth-profiles.json"

        func path(in home: TestHome) -> String { self == .config ? home.config : home.store }
        func folder(in home: TestHome) -> String { self == .config ? home.state : home.agentFolder }
    }

    static var all: [Hindrance] { byContents + byKind + byMode + (geteuid() == 0 ? byOwner + byMount : []) }

    private static let byContents = [
        Hindrance(testDescription: "corrupt", words: ["line 2", "column"]) { home, target in
            try home.write("{\n  \"profiles\": {,\n}\n", to: target.path(in: home))
        },
        Hindrance(testDescription: "cut off", words: ["line"]) { home, target in
            try home.write(String(try home.read(target.path(in: home)).dropLast(20)), to: target.path(in: home))
        },
        Hindrance(testDescription: "not UTF-8") { home, target in
            try Data([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D])
                .write(to: URL(fileURLWithPath: target.path(in: home)))
        },
    ]

    private static let byKind = [
        Hindrance(testDescription: "a folder") { home, target in
            try FileManager.default.removeItem(atPath: target.path(in: home))
            try FileManager.default.createDirectory(atPath: target.path(in: home), withIntermediateDirectories: false)
        },
        Hindrance(testDescription: "a link to itself", words: ["link"]) { home, target in
            try FileManager.default.removeItem(atPath: target.path(in: home))
            try FileManager.default.createSymbolicLink(
                atPath: target.path(in: home),
                withDestinationPath: target.rawValue
            )
        },
        Hindrance(testDescription: "a link to nothing", words: ["link"]) { home, target in
            try FileManager.default.removeItem(atPath: target.path(in: home))
            try FileManager.default.createSymbolicLink(atPath: target.path(in: home), withDestinationPath: "/no/where")
        },
        Hindrance(testDescription: "a named pipe") { home, target in
            try FileManager.default.removeItem(atPath: target.path(in: home))
            mkfifo(target.path(in: home), 0o600)
        },
        Hindrance(testDescription: "two names for one file", words: ["link"]) { home, target in
            try FileManager.default.linkItem(atPath: target.path(in: home), toPath: home.root + "/other-name")
        },
    ]

    private static let byMode = [
        Hindrance(testDescription: "read-only", words: ["read-only", "chmod"]) { home, target in
            try home.setMode(0o400, of: target.path(in: home))
        },
        Hindrance(testDescription: "unreadable", words: ["permission"], bindsModes: true) { home, target in
            try home.setMode(0, of: target.path(in: home))
        },
        Hindrance(testDescription: "in a folder that cannot be written", words: ["ermission"], bindsModes: true) {
            home,
            target in
            try home.setMode(0o500, of: target.folder(in: home))
        },
    ]

    private static let byOwner = [
        Hindrance(testDescription: "root's, seen by somebody else", bindsModes: true) { home, target in
            try home.giveAway()
            lchown(target.path(in: home), 0, 0)
        },
        Hindrance(testDescription: "somebody else's, seen by root", words: ["sudo -u nobody"]) { home, _ in
            try home.giveAway()
        },
    ]

    private static let byMount = [
        Hindrance(
            testDescription: "a mount of its own",
            prefix: { home, target in
                let path = target.path(in: home)
                return Mounts.prefix("mount --bind '\(path)' '\(path)'")
            },
            prepare: { _, _ in }
        ),
        Hindrance(
            testDescription: "on a read-only mount",
            words: ["read-only"],
            prefix: { home, target in
                let path = target.folder(in: home)
                return Mounts.prefix("mount --bind '\(path)' '\(path)' && mount -o remount,bind,ro '\(path)'")
            },
            prepare: { _, _ in }
        ),
        Hindrance(
            testDescription: "on a full disk",
            words: ["space"],
            prefix: { home, target in
                let path = target.folder(in: home)
                return Mounts.prefix(
                    "cp -a '\(path)' '\(home.root)/saved' && mount -t tmpfs -o size=64k,mode=700 none '\(path)'"
                        + " && cp -a '\(home.root)/saved/.' '\(path)' && rm -r '\(home.root)/saved'"
                        + " && { head -c 100000 /dev/zero > '\(path)/filler' 2>/dev/null; true; }"
                )
            },
            prepare: { _, _ in }
        ),
    ]
}
