import GatewayConfig
import JSON5
import TestSupport
import Testing

@testable import FileTransactions
@testable import GatewayHost
@testable import Secrets

/// What is said before an apply or instead of one: obstacles, names that are not there, includes, and the probable cure.
@Suite struct ExplanationOfApplyTests {
    private static let path = TestHost.state + "/f"
    private var explain: Explanation { TestHost().snapshot().explain }

    // MARK: - Obstacles

    /// An obstacle at `~/.openclaw/f`, what is said of it and the next step.
    struct Row: Sendable, CustomTestStringConvertible {
        var kind: Obstacle.Kind
        var message: String
        var next: String
        var testDescription: String { kind.rawValue }

        init(_ kind: Obstacle.Kind, _ message: String, _ next: String) {
            (self.kind, self.message, self.next) = (kind, message, next)
        }
    }

    static let rows = [
        Row(.unreadable, "~/.openclaw/f cannot be read: permission denied, you are jo.", "ls -l ~/.openclaw/f"),
        Row(
            .folderInTheWay,
            "~/.openclaw/f is a folder; a file is needed there.",
            "look what is in it, then move it away"
        ),
        Row(.notARegularFile, "~/.openclaw/f is not a regular file.", "ls -l ~/.openclaw/f"),
        Row(.parentIsNotAFolder, "~/.openclaw/f is a file; a folder is needed there.", "move ~/.openclaw/f away"),
        Row(
            .foreignOwner,
            "Cannot write ~/.openclaw/f: owned by user7, you are jo.",
            "run this as user7: put sudo -u user7 before the command"
        ),
        Row(
            .readOnlyFile,
            "~/.openclaw/f is read-only.",
            "chmod u+w ~/.openclaw/f, if it is meant to be changed here"
        ),
        Row(
            .readOnlyFolder,
            "No file can be made in ~/.openclaw/f: permission denied, you are jo.",
            "ls -ld ~/.openclaw/f"
        ),
        Row(
            .readOnlyFileSystem,
            "~/.openclaw/f is on a read-only file system.",
            "change it where it is declared (image, Nix, mount), or mount it writable"
        ),
        Row(.symbolicLinkLoop, "~/.openclaw/f is a symbolic link that leads back to itself.", "rm the link"),
        Row(.danglingLink, "~/.openclaw/f is a symbolic link to nothing.", "make its target, or remove the link"),
        Row(
            .mountPoint,
            "~/.openclaw/f is mounted as a single file and cannot be replaced.",
            "mount its folder instead of the file"
        ),
        Row(
            .hardLinks,
            "~/.openclaw/f has 3 names (hard links); replacing it would part them.",
            "cp it to a new file and rename that onto ~/.openclaw/f"
        ),
        Row(
            .accessList,
            "~/.openclaw/f has an access list (ACL) that a replacement would lose.",
            "setfacl -b ~/.openclaw/f, if it is not needed"
        ),
        Row(
            .noSpace,
            "No space: 2 KiB are free for ~/.openclaw/openclaw.json, 5 KiB are needed.",
            "df -h, and make room"
        ),
        Row(.noInodes, "No more files can be made on the file system of ~/.openclaw/f.", "df -i, and make room"),
        Row(.lockObstructed, "~/.openclaw/f is in the way of the gateway's lock.", "look at it, then remove it"),
        Row(.other, "~/.openclaw/f cannot be used.", "ls -ld ~/.openclaw/f"),
    ]

    @Test(arguments: rows) func anObstacle(row: Row) {
        var obstacle = Obstacle(row.kind, Self.path, target: TestHost.config)
        (obstacle.userID, obstacle.count) = (7, 3)
        (obstacle.availableBytes, obstacle.neededBytes) = (2048, 5120)
        let problem = explain.problem(obstacle)
        #expect(problem.code == "obstacle-" + Problem.code(row.kind.rawValue))
        #expect(problem.message == row.message && problem.next == row.next, "\(problem)")
        #expect(problem.details.count == 1 && problem.details[0].hasPrefix("Nothing was "), "\(problem.details)")
    }

    @Test func everyObstacleHasARow() {
        #expect(Self.rows.map(\.kind) == Obstacle.Kind.allCases)
    }

    /// The same sentence stands behind every command, so it names none.
    @Test func aFileOfRootNeedsNobodysName() {
        var obstacle = Obstacle(.foreignOwner, Self.path, target: TestHost.config)
        obstacle.userID = 0
        #expect(explain.problem(obstacle).next == "run this as root: put sudo before the command")
        obstacle.userID = nil
        #expect(explain.problem(obstacle).message.contains("owned by unknown"))
    }

    // MARK: - What is not there

    @Test func anAgentThatIsNotThereIsNamedWithTheNearest() {
        let snapshot = Stores.twoAgents(ops: nil).snapshot()
        let near = snapshot.unknownAgent("mian", snapshot.explain)
        #expect(near.code == "unknown-agent" && near.message.hasPrefix("Unknown agent id \"mian\"."))
        #expect(near.next == "did you mean main?")
        #expect(snapshot.unknownAgent("bookkeeping", snapshot.explain).next == "the agents of this host: main, ops")
    }

    @Test func aSecretOrRandomBytesThatAreNotThere() {
        #expect(explain.missingCredential.message == "There is no credential to store.")
        let problem = explain.problem(RandomnessError(code: 38))
        #expect(problem.code == "no-randomness")
        #expect(problem.message == "The system gives no random bytes (errno 38).")
    }

    // MARK: - Includes

    /// An included file, its mode, and a line of what is said; the secret in the config is not.
    @Test(arguments: [
        ("{ a: }", FileMode(0o600), "~/.openclaw/part.json5 cannot be read: line 1, column 6,"),
        (
            "{ a: 1 }", FileMode(0o000),
            "~/.openclaw/part.json5 cannot be used: permission denied (opening), you are jo."
        ),
        ("[1]", FileMode(0o600), "Sibling keys require included content to be an object"),
        ("{ $include: [1] }", FileMode(0o600), "Invalid $include array item: expected string, got number"),
    ])
    func anIncludeThatCannotBeUsed(text: String, mode: FileMode, says: String) throws {
        let host = TestHost(config: "{ $include: './part.json5', env: { K: '\(Fake.text(Fake.apiKey()))' } }")
        host.files.addFile(TestHost.state + "/part.json5", text, mode: mode)
        let snapshot = host.snapshot()
        let problem = snapshot.explain.problem(try #require(snapshot.config.problem), in: snapshot.config)
        let lines = [problem.message] + problem.details
        #expect(problem.code == "include" && lines.contains { $0.contains(says) }, "\(lines)")
        #expect(lines.last == "Nothing was changed." && problem.next?.hasPrefix("mend the $include in ~/") == true)
        #expect(!lines.joined().contains("AAAAAAAA"))
    }

    // MARK: - Cures

    @Test(
        arguments: [
            ("{ gateway: { auth: { token: 5 } } }", "openclaw config set gateway.auth.token '\"...\"'"),
            ("{ gateway: { mode: 'lokal' } }", "use one of: local, remote"),
            ("{ gateway: { port: 'a' } }", nil),
        ] as [(String, String?)]
    )
    func whatWasProbablyMeant(config: String, cure: String?) throws {
        let snapshot = TestHost(config: config).snapshot()
        let issue = try #require(snapshot.config.issues.first)
        let said = snapshot.explain.cure(for: issue)
        #expect(cure.map { said?.hasSuffix($0) == true } ?? (said == nil), "\(said ?? "nothing")")
    }

    @Test func whatCannotBeUsedCannotBeEdited() {
        let snapshot = TestHost(config: "{}").snapshot()
        let unusable = ConfigEditError.unusable(.tooMuchPutIn(["gateway"], limit: 64 << 20))
        #expect(snapshot.explain.problem(unusable, in: snapshot.config).code == "too-much-put-in")
    }
}
