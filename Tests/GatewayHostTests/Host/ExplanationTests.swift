import CredentialStores
import Credentials
import GatewayConfig
import JSON5
import Secrets
import Testing

@testable import FileTransactions
@testable import GatewayHost

/// Errors of the lower layers as problems: what happened, where, and the next command.
@Suite struct ExplanationTests {
    private var explain: Explanation { TestHost().snapshot().explain }
    private static let path = TestHost.state + "/f"

    /// One error and what it says in English.
    struct Row: Sendable, CustomTestStringConvertible {
        var code: String
        var message: String
        var next: String?
        var testDescription: String { code }

        init(_ code: String, _ message: String, _ next: String?) {
            (self.code, self.message, self.next) = (code, message, next)
        }
    }

    // MARK: - Files

    /// Each failure of reading `~/.openclaw/f`.
    static let files = [
        Row("notFound", "~/.openclaw/f is not there.", nil),
        Row("alreadyExists", "~/.openclaw/f is there already.", nil),
        Row(
            "permissionDenied",
            "~/.openclaw/f cannot be used: permission denied (reading), you are jo.",
            "ls -ld ~/.openclaw/f"
        ),
        Row(
            "readOnlyFileSystem",
            "~/.openclaw/f is on a read-only file system.",
            "mount it writable, or change the file where it is declared"
        ),
        Row("noSpace", "There is no space left for ~/.openclaw/f.", "df -h, make room, and run this again"),
        Row("inputOutput", "The disk failed at ~/.openclaw/f (reading).", "dmesg, and run this again"),
        Row("notAFolder", "A part of ~/.openclaw/f is not a folder.", "ls -ld ~/.openclaw/f"),
        Row(
            "isAFolder",
            "~/.openclaw/f is a folder, and a file is needed there.",
            "look what is in ~/.openclaw/f, then move it away"
        ),
        Row("notEmpty", "~/.openclaw/f is not empty.", nil),
        Row(
            "symbolicLinkLoop",
            "~/.openclaw/f is a symbolic link that leads back to itself.",
            "rm ~/.openclaw/f"
        ),
        Row(
            "inUse",
            "~/.openclaw/f is in use: it is a mount of its own or held by the system.",
            "mount its folder instead of the file"
        ),
        Row("crossDevice", "~/.openclaw/f is on another file system.", nil),
        Row(
            "unsupported",
            "The file system of ~/.openclaw/f cannot do what is needed (reading).",
            nil
        ),
        Row("other", "~/.openclaw/f: reading failed (errno 5).", "ls -ld ~/.openclaw/f, then run this again"),
        Row(
            "notARegularFile",
            "~/.openclaw/f is not a regular file.",
            "ls -l ~/.openclaw/f, then move it away"
        ),
        Row(
            "danglingLink",
            "~/.openclaw/f is a symbolic link to nothing.",
            "remove the link or make its target"
        ),
        Row("tooLarge", "~/.openclaw/f is too large to be one of the gateway's files.", "ls -l ~/.openclaw/f"),
        Row(
            "sizeLimit",
            "~/.openclaw/f would be larger than a file may be here (reading).",
            "ulimit -f, and run this again with a higher limit"
        ),
        Row("nameTooLong", "The name of ~/.openclaw/f is too long for its file system.", nil),
        Row("unstable", "~/.openclaw/f keeps changing while it is read.", nil),
        Row(
            "foreignOwner",
            "~/.openclaw/f belongs to another user (uid 0); you are jo.",
            "run this as the owner of ~/.openclaw/f"
        ),
        Row("sameFileTwice", "Two paths lead to the same file: ~/.openclaw/f.", nil),
        Row("invalidPath", "~/.openclaw/f is not a usable path.", nil),
        Row(
            "busy",
            "Nothing can be written now: another openclaw (pid 812) is writing.",
            "wait for it, then run this again; --lock-timeout SECONDS waits longer"
        ),
        Row(
            "locked",
            "~/.openclaw/f is locked by another program (uid 0).",
            "run this again; a lock left by a crash is free after 30 seconds"
        ),
        Row(
            "lockObstructed",
            "~/.openclaw/f is in the way of the gateway's lock.",
            "look at it, then remove it"
        ),
        Row("lockLost", "Another program took the lock of ~/.openclaw/f away.", "run this again"),
        Row("cancelled", "Stopped waiting for the lock of ~/.openclaw/f.", nil),
        Row("changedMeanwhile", "Files changed since the plan was made:", "run this again"),
        Row(
            "changedSince",
            "Files were written by somebody else after the apply:",
            "compare them with the backup and change by hand what is wanted"
        ),
        Row(
            "journalUnreadable",
            "The journal of an interrupted apply cannot be read: ~/.openclaw/f.",
            "look at the files it names, then move the journal away"
        ),
        Row(
            "journalTooNew",
            "A newer openclaw left an interrupted apply: ~/.openclaw/f.",
            "run that version again"
        ),
        Row(
            "recordUnreadable",
            "The record of an apply cannot be read: ~/.openclaw/f.",
            "look at it; moving its folder away gives up that undo"
        ),
        Row(
            "backupMissing",
            "The backup ~/.openclaw/f is gone.",
            "the files stay as they are; change by hand what is wanted"
        ),
        Row(
            "backupDamaged",
            "The backup ~/.openclaw/f is not what was saved.",
            "the files stay as they are; change by hand what is wanted"
        ),
        Row("untrusted", "~/.openclaw/f cannot be trusted, so it was not used.", nil),
    ]

    @Test(arguments: files) func aFailedFileOperation(row: Row) throws {
        let code = try #require(FileError.Code(rawValue: row.code))
        var error = FileError(code, .read, Self.path, errno: 5)
        error.userID = 0
        if code == .busy { error.holder = LockHolder(ourselves: 812, path: TestHost.state) }
        let problem = explain.problem(error)
        #expect(problem.code == Problem.code(row.code))
        #expect(problem.message == row.message)
        #expect(problem.next == row.next)
        #expect(problem.details.isEmpty)
    }

    @Test func everyFailureOfAFileHasARow() {
        #expect(Self.files.map(\.code).sorted() == FileError.Code.allCases.map(\.rawValue).sorted())
    }

    @Test func severalPathsAreListed() {
        let paths = [Self.path, "/srv/shared"]
        let problem = explain.problem(FileError(.changedSince, .undo, Self.path, paths: paths))
        #expect(problem.details == ["  ~/.openclaw/f", "  /srv/shared"])
    }

    @Test func whatIsNotAsBeforeIsSaid() {
        var error = FileError(.noSpace, .commit, Self.path)
        error.aftermath = .unfinished([Self.path])
        #expect(
            explain.problem(error).details == [
                "Not everything could be put back; the next command goes on. In the way:", "  ~/.openclaw/f",
            ]
        )
        error.aftermath = .leftOver([Self.path])
        #expect(
            explain.problem(error).details == [
                "The apply itself is done. This is left over, and the next command goes on with it:",
                "  ~/.openclaw/f",
            ]
        )
    }

    @Test(arguments: [
        (Distrust.Reason.owner, "~/.openclaw/a b belongs to somebody else (uid 7).", "mv /home/jo/.openclaw/f"),
        (.writable, "~/.openclaw/a b can be written by others (mode 0666).", "chmod go-w '/home/jo/.openclaw/a b'"),
        (.kind, "~/.openclaw/a b is a link, a folder", "ls -ld '/home/jo/.openclaw/a b'"),
        (.reach, "It names ~/.openclaw/a b, which is not one of the gateway's files", "mv /home/jo/.openclaw/f"),
        (.shape, "It names ~/.openclaw/a b, which this program never writes so.", "mv /home/jo/.openclaw/f"),
    ])
    func aRecordThatIsNotTrusted(reason: Distrust.Reason, sentence: String, next: String) {
        var error = FileError(.untrusted, .read, Self.path)
        error.userID = 7
        error.distrust = Distrust(
            reason: reason,
            subject: TestHost.state + "/a b",
            userID: 7,
            mode: FileMode(bits: 0o666)
        )
        let problem = explain.problem(error)
        #expect(problem.message == "~/.openclaw/f cannot be trusted, so it was not used.")
        #expect(problem.details.first?.hasPrefix(sentence) == true, "\(problem.details)")
        #expect(problem.details.last == "Nothing was touched.")
        #expect(problem.next?.contains(next) == true, "\(problem.next ?? "")")
    }

    // MARK: - Config and stores

    /// A config and what is said of it.
    struct Text: Sendable, CustomTestStringConvertible {
        var config: String
        var row: Row
        var testDescription: String { config }
    }

    static let secret = "sk-ant-api03-" + String(repeating: "A", count: 95)

    /// Each way in which a config cannot be used; the secret in it is never said.
    static let configs = [
        Text(
            config: "{ env: { K: \"\(secret)\" }\n  gateway: {} }",
            row: Row(
                "unparsable",
                "~/.openclaw/openclaw.json cannot be read: line 2, column 3,",
                "mend line 2 of ~/.openclaw/openclaw.json, or put a backup back"
            )
        ),
        Text(
            config: "{ env: { K: \"\(secret)",
            row: Row("unparsable", "~/.openclaw/openclaw.json cannot be read: line 1, column 13,", "mend line 1 of")
        ),
        Text(
            config: "{ a: 01, k: \"\(secret)\" }",
            row: Row("unparsable", "cannot be read: line 1, column 6, a number with a leading zero.", "mend line 1")
        ),
        Text(
            config: "{ env: { K: \"\(secret)\" }, $include: './gone.json5' }",
            row: Row("include", "~/.openclaw/openclaw.json:1:", "mend the $include in ~/.openclaw/openclaw.json:1:")
        ),
        Text(
            config: "{ env: { K: \"\(secret)\" }, $include: 7 }",
            row: Row("include", "expected string or array of strings, got number", "mend the $include in")
        ),
        Text(
            config: "{ env: { K: \"\(secret)\" }, $include: './openclaw.json' }",
            row: Row("include", "Circular include detected", "mend the $include in")
        ),
    ]

    @Test(arguments: configs) func aConfigThatCannotBeUsed(text: Text) throws {
        let snapshot = TestHost(config: text.config).snapshot()
        let read = try #require(snapshot.config.problem)
        let problem = snapshot.explain.problem(read, in: snapshot.config)
        #expect(problem.code == text.row.code)
        #expect(problem.message.contains(text.row.message), "\(problem.message)")
        #expect(problem.next?.contains(text.row.next ?? "") == true, "\(problem.next ?? "")")
        expectNoSecret(problem)
        let last = problem.message + problem.details.joined(separator: "\n")
        #expect(last.contains("Nothing was changed."), "it is not said that nothing was changed")
    }

    @Test func aSyntaxErrorPointsAtItsPlace() throws {
        let snapshot = TestHost(config: "{\n  gateway: { port: 1 port: 2 },\n}").snapshot()
        let read = try #require(snapshot.config.problem)
        let problem = snapshot.explain.problem(read, in: snapshot.config)
        #expect(problem.details.prefix(2) == ["  gateway: { port: * port: * },", "                     ^"])
        #expect(problem.details.last == "Hint: a comma is missing before this.")
    }

    @Test func tooMuchTextOfVariablesNamesTheKey() {
        let snapshot = TestHost(config: "{ gateway: { port: 1 } }").snapshot()
        let problem = snapshot.explain.problem(
            .tooMuchPutIn(["gateway", "port"], limit: 64 << 20),
            in: snapshot.config
        )
        #expect(problem.code == "too-much-put-in")
        #expect(problem.message.contains("gateway.port mentions so many"))
        #expect(problem.message.contains("64 MB"))
        #expect(problem.next?.contains("~/.openclaw/openclaw.json") == true)
    }

    @Test func anEditThatIsNotPossibleInTheConfig() {
        let snapshot = TestHost(config: "{ gateway: { port: 1 } }").snapshot()
        let pointer: Pointer = ["gateway", "port"]
        func problem(_ error: ConfigEditError) -> Problem { snapshot.explain.problem(error, in: snapshot.config) }
        let outOfReach = problem(.outOfReach(path: "/srv/all.json5", pointer))
        #expect(outOfReach.message.hasPrefix("gateway.port is set in /srv/all.json5, which ~/.openclaw/openclaw.json"))
        #expect(outOfReach.next == "set gateway.port in /srv/all.json5 by hand")
        let several = problem(.ownedBySeveral(paths: [Self.path, "/srv/all.json5"], pointer))
        #expect(several.message == "gateway.port is made up of several files. Nothing was changed.")
        #expect(several.details == ["  ~/.openclaw/f", "  /srv/all.json5"])
        let bytes = problem(.notUTF8(path: Self.path, TextPosition(line: 3, column: 9, offset: 40)))
        #expect(bytes.message.contains("the first in line 3, column 9."))
        #expect(bytes.next == "save ~/.openclaw/f as UTF-8")
        let rejected = problem(.rejected(.notAContainer(pointer)))
        #expect(rejected.message.hasPrefix("~/.openclaw/openclaw.json: gateway.port is not an object"))
    }

    @Test(arguments: [
        (EditError.notAContainer(["a", "b"]), "~/.openclaw/f: a.b is not an object, so nothing can be set in it."),
        (.notAContainer(.root), "~/.openclaw/f: the file as a whole is not an object, so nothing can be set in it."),
        (.indexOutOfRange(["a", 3]), "~/.openclaw/f: a[3] is not there."),
        (.notRepresentable(["a"]), "~/.openclaw/f: a cannot hold that number."),
        (.tooDeep(limit: 100), "~/.openclaw/f would become too large or too deep."),
    ])
    func anEditThatIsNotPossibleInADocument(error: EditError, message: String) {
        let problem = explain.problem(error, path: Self.path)
        #expect(problem.code == "edit-refused")
        #expect(problem.message == message)
        #expect(problem.next == "look at ~/.openclaw/f by hand")
    }

    @Test(arguments: [
        (#"{ "version": 1, "profiles": 7 }"#, "wrong-shape", "profiles (line 1, column 29) is not what belongs there."),
        ("[]", "wrong-shape", "it is not an object (line 1, column 1)."),
        ("{ \"profiles\": { \"anthropic:a\": { \"key\": \"\(secret)\", } } }", "unparsable", "line 1, column"),
    ])
    func aStoreThatCannotBeRead(text: String, code: String, sentence: String) throws {
        let problem = try #require(TestHost(store: text).snapshot().problems.first)
        #expect(problem.code == code)
        #expect(problem.message.contains("~/.openclaw/agents/main/agent/auth-profiles.json"))
        #expect(problem.message.contains(sentence), "\(problem.message)")
        #expect(problem.next?.hasPrefix("mend line 1 of ~/.openclaw/agents/main/agent/auth-profiles.json") == true)
        expectNoSecret(problem)
    }

    @Test func aProfileThatIsMissingOrCannotBeCopied() {
        #expect(explain.problem(.noProfile("anthropic:a"), path: "").message == "There is no profile anthropic:a.")
        #expect(
            explain.problem(.notPortable("anthropic:a"), path: "").message.hasPrefix("anthropic:a is an OAuth login")
        )
    }

    @Test func aResultThatTheGatewayWouldRefuseSaysTheCure() throws {
        let snapshot = TestHost(config: "{ gateway: { prot: 1 } }").snapshot()
        let issue = try #require(snapshot.config.issues.first)
        let problem = snapshot.explain.invalidResult(issue)
        #expect(problem.code == "invalid-result")
        #expect(problem.message.contains("gateway: Unrecognized key: \"prot\". Nothing was changed."))
        #expect(problem.next == "did you mean gateway.port?")
    }

    // MARK: - Applying

    @Test func anApplyThatFailed() {
        let changed = explain(.changedMeanwhile(paths: ["~/.openclaw/openclaw.json"]))
        #expect(changed.details == ["  ~/.openclaw/openclaw.json", "Nothing was changed."])
        let locked = explain(.locked(holder: "pid 812"))
        #expect(locked.message.contains("pid 812") && locked.next?.contains("--lock-timeout") == true)
        let own = Problem(code: "x", message: "y")
        #expect(explain(.failed(own)) == own)
    }

    private func expectNoSecret(_ problem: Problem) {
        let text = ([problem.message, problem.next ?? ""] + problem.details).joined(separator: "\n")
        #expect(!text.contains(String(repeating: "A", count: 20)), "\(problem.code) says a secret")
        #expect(!text.contains(/\{[A-Za-z]+\}/), "an unfilled placeholder: \(text)")
    }
}
