import Foundation
import Glibc

/// A way in which this program is installed beside the gateway's, which has the same name.
struct Installation: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// `openclaw` is this program: its folder stands first in PATH.
        case comesFirst
        /// Only `openclaw-setup` is, as the package installs it; `openclaw` is the other program.
        case besides
        /// Nothing of ours is on PATH; it is started by a path with a space.
        case byPath
    }

    let kind: Kind
    let home: TestHome
    /// How the tests start it.
    let start: String
    private let path: String

    /// - Parameter folder: the folder of the third kind.
    init(_ kind: Kind, folder: String = "my tools") throws {
        self.kind = kind
        home = try TestHome.fresh()
        try home.writeScript(
            "#!/bin/sh\necho \"$*\" >> '\(home.root)/called'\necho other\n",
            to: home.root + "/other/openclaw"
        )
        let others = home.root + "/other:/usr/bin:/bin"
        switch kind {
        case .comesFirst:
            try home.link("openclaw", in: "ours", to: Program.path)
            (start, path) = ("openclaw", home.root + "/ours:" + others)
        case .besides:
            try home.link("openclaw-setup", in: "ours", to: Program.path)
            (start, path) = ("openclaw-setup", others + ":" + home.root + "/ours")
        case .byPath:
            try home.link("openclaw-setup", in: folder, to: Program.path)
            (start, path) = ("\(home.root)/\(folder)/openclaw-setup", others)
        }
    }

    var environment: [String: String] { home.environment.merging(["PATH": path]) { $1 } }

    /// Runs the program as its user starts it.
    func run(_ arguments: [String], input: String? = nil) throws -> Run {
        try ChildProcess(
            command: [start] + arguments,
            environment: environment,
            folder: home.root,
            input: input.map { Array($0.utf8) }
        ).run()
    }

    /// Runs a line in a shell of this host.
    func shell(_ line: String, input: String? = nil) throws -> Run {
        try ChildProcess(
            command: ["/bin/sh", "-c", line],
            environment: environment,
            folder: home.root,
            input: input.map { Array($0.utf8) }
        ).run()
    }

    /// What the other program was started with so far, line by line.
    var callsOfTheOther: String { (try? home.read(home.root + "/called")) ?? "" }
}

/// A command that stands in printed text.
struct PrintedCommand: Hashable, Sendable {
    /// What starts the program: a name, or a quoted path.
    let word: String
    /// What follows it on the line.
    let rest: String

    var line: String { word + " " + rest }

    /// The first words of a command, to tell commands apart.
    var name: String { rest.split(separator: " ").prefix(4).joined(separator: " ") }

    /// The commands of a text that begin with a program of either name.
    static func all(in text: String) -> [PrintedCommand] {
        let word = #/(?:^|[\s"(（：。，；、`'])('[^']*/openclaw(?:-setup)?'|[^\s"'`：。，；、]*openclaw(?:-setup)?) (\S.*)/#
        return text.split(separator: "\n").flatMap { line in
            line.matches(of: word).flatMap { match in
                let found = PrintedCommand(word: String(match.output.1), rest: String(match.output.2))
                return [found] + all(in: found.rest)
            }
        }
    }
}
