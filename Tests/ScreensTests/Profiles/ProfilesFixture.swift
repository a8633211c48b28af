import Anthropic
import Credentials
import FileTransactions
import GatewayHost
import Secrets
import TerminalUI
import TestSupport

@testable import Screens

/// A host in memory with profiles, at a fixed time: 2026-11-22 02:37:00 UTC.
struct ProfilesFixture {
    static let now: Int64 = 1_795_315_020_000
    static let state = "/home/jo/.openclaw"
    static func store(_ agent: String) -> String { "\(state)/agents/\(agent)/agent/auth-profiles.json" }

    let files: InMemoryFileSystem
    /// Checks are possible, as on a host with curl.
    var checks = CheckAbility(host: "api.anthropic.com", isAutomatic: false)

    init(config: String? = agents("main"), _ stores: [String: String] = ["main": four]) {
        files = InMemoryFileSystem(now: Self.now)
        files.addFolder("/home/jo")
        if let config { files.addFile(Self.state + "/openclaw.json", config) }
        for (agent, text) in stores { files.addFile(Self.store(agent), text) }
    }

    var live: LiveHost { LiveHost(.inMemory(files)) }

    var snapshot: HostSnapshot { snapshot() }

    /// As it is read for a screen in some language.
    func snapshot(_ texts: Texts = .english) -> HostSnapshot { live.speaking(texts).read() }

    func host(_ texts: Texts = .english, isSpoken: Bool = false) -> BrowseHost {
        var host = BrowseHost(snapshot(texts), live, texts: texts, checks: checks, isSpoken: isSpoken)
        host.editor = "nano"
        return host
    }

    /// Whose token of `anthropic:default` was made here so many days ago.
    func made(daysAgo days: Int64) -> ProfilesFixture {
        let snapshot = snapshot
        let token = snapshot.profile("anthropic:default", agent: "main")?.credential.secret
        var records = VerifiedRecords.read(on: snapshot, live)
        do throws(Problem) {
            if let token { try records.note(madeAt: Self.now - days * 86_400_000, token, on: snapshot, live) }
        } catch {
            preconditionFailure(error.message)
        }
        return self
    }

    /// With a reason why no check is possible.
    func hindered(_ obstacle: String) -> ProfilesFixture {
        var fixture = self
        fixture.checks.obstacle = obstacle
        return fixture
    }

    // MARK: - Texts

    static func agents(_ ids: String...) -> String {
        let list = ids.enumerated().map { index, id in
            #"{ id: "\#(id)"\#(index == 0 ? ", default: true" : "") }"#
        }
        return "// by hand\n{ agents: { list: [\(list.joined(separator: ", "))] } }\n"
    }

    static func key(_ id: String, _ letter: String) -> String {
        let secret = "sk-ant-api03-" + String(repeating: letter, count: 91) + id.suffix(4)
        return #"    "anthropic:\#(id)": { "type": "api_key", "provider": "anthropic", "key": "\#(secret)" }"#
    }

    static func token(_ id: String, _ letter: String) -> String {
        let secret = "sk-ant-oat01-" + String(repeating: letter, count: 91) + id.suffix(4)
        return #"    "anthropic:\#(id)": { "type": "token", "provider": "anthropic", "token": "\#(secret)" }"#
    }

    static func text(_ profiles: [String], order: String = "", usage: [String] = []) -> String {
        var text = "{\n  \"version\": 1,\n  \"profiles\": {\n" + profiles.joined(separator: ",\n") + "\n  }"
        if !order.isEmpty { text += ",\n  \"order\": { \"anthropic\": [\(order)] }" }
        if !usage.isEmpty { text += ",\n  \"usageStats\": {\n" + usage.joined(separator: ",\n") + "\n  }" }
        return text + "\n}\n"
    }

    static func usage(_ id: String, _ members: String) -> String { #"    "anthropic:\#(id)": { \#(members) }"# }

    /// Four profiles in different states.
    static let four = text(
        [token("default", "A"), key("work", "A"), key("old", "A"), key("team", "A")],
        usage: [
            usage("default", #""lastUsed": \#(now - 180_000)"#),
            usage("work", #""lastUsed": \#(now - 86_400_000)"#),
            usage(
                "old",
                #""errorCount": 3, "lastUsed": \#(now - 1_200_000), "cooldownUntil": \#(now + 252_000), "failureCounts": { "rate_limit": 3 }"#
            ),
            usage(
                "team",
                #""errorCount": 1, "disabledUntil": \#(now + 12_780_000), "disabledReason": "billing""#
            ),
        ]
    )

    /// A login that expired an hour ago and can be renewed.
    static let ranOut = text([
        """
            "anthropic:default": { "type": "oauth", "provider": "anthropic", "expires": \(now - 3_600_000),
              "access": "sk-ant-oat01-\(String(repeating: "C", count: 95))",
              "refresh": "sk-ant-ort01-\(String(repeating: "D", count: 95))" }
        """
    ])

    /// No profile is ready.
    static let resting = text(
        [key("old", "A"), key("team", "A")],
        usage: [
            usage("old", #""errorCount": 1, "cooldownUntil": \#(now + 252_000)"#),
            usage("team", #""disabledUntil": \#(now + 12_780_000), "disabledReason": "billing""#),
        ]
    )

    /// Any number of profiles, every third in a cooldown.
    static func many(_ count: Int) -> String {
        text(
            (0..<count).map { key("p\($0)", "A") },
            usage: stride(from: 0, to: count, by: 3).map { usage("p\($0)", #""cooldownUntil": \#(now + 600_000)"#) }
        )
    }
}

/// Effects on the host in memory: plans are really written there.
@MainActor
final class MemoryEffects: WizardEffects, BrowseEffects {
    let fixture: ProfilesFixture
    private(set) var snapshot: HostSnapshot
    private(set) var reads = 0
    private(set) var applies = 0
    private(set) var undos = 0
    private(set) var wizards = 0
    /// Failures returned instead of applying, one after the other.
    var failures: [ApplyFailure] = []

    private let texts: Texts
    private let isSpoken: Bool

    init(_ fixture: ProfilesFixture, texts: Texts, isSpoken: Bool = false) {
        self.fixture = fixture
        self.texts = texts
        self.isSpoken = isSpoken
        snapshot = fixture.snapshot(texts)
    }

    private var live: LiveHost { fixture.live.speaking(texts) }

    var host: BrowseHost {
        var host = BrowseHost(snapshot, fixture.live, texts: texts, checks: fixture.checks, isSpoken: isSpoken)
        host.editor = "nano"
        return host
    }

    func read() -> BrowseHost {
        reads += 1
        snapshot = fixture.snapshot(texts)
        return host
    }

    func apply(_ plan: ChangePlan) -> Result<ApplyReport, ApplyFailure> {
        applies += 1
        guard failures.isEmpty else { return .failure(failures.removeFirst()) }
        return live.apply(plan, waiting: { _ in .cancel })
    }

    func plannedUndo() -> Result<[String]?, Problem> {
        do throws(Problem) {
            return .success(try live.plannedUndo()?.preview)
        } catch {
            return .failure(error)
        }
    }

    func undo() -> Result<[String], Problem> {
        undos += 1
        do throws(Problem) {
            guard let undo = try live.plannedUndo() else { return .success([]) }
            try undo.run()
            return .success(undo.outcome)
        } catch {
            return .failure(error)
        }
    }

    func undo(record: String) -> Result<[String], Problem> { live.takeBack(record) }

    /// What was opened in an editor, and what the editor does.
    private(set) var edited: [String] = []
    var editor: (InMemoryFileSystem) -> Problem? = { _ in nil }

    func edit(path: String, line: Int) -> Problem? {
        edited.append("\(path):\(line)")
        return editor(fixture.files)
    }

    func wizardSetup(agent: String?) -> Result<WizardSetup, Problem> {
        wizards += 1
        return .success(
            WizardSetup(
                host: HostFixture.withProfile.host,
                models: Models.all,
                texts: texts,
                agent: agent,
                isSpoken: isSpoken
            )
        )
    }

    func reread() -> Result<WizardHost, Problem> { .success(HostFixture.withProfile.host) }
    func keep(_ draft: SetupDraft) {}

    // MARK: - Checks

    private(set) var checks: [CheckRequest] = []
    private(set) var stopped: [Int] = []
    /// The results of checks, by id.
    var verifications: [Int: Verification] = [:]
    /// What the next checks answer at once; without one a check is answered by the test.
    var answers: [Verification.Outcome] = []
    /// Why the next result cannot be stored.
    var recordProblem: Problem?

    func check(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        checks.append(request)
        guard !answers.isEmpty else { return }
        let verification = Verification.of(answers.removeFirst())
        verifications[request.id] = verification
        report(verification)
    }
    func askModels(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void) {
        checks.append(request)
    }
    func keepModels() -> Problem? { nil }
    func stopCheck(id: Int) { stopped.append(id) }
    func stopChecks() {}

    func record(checkID: Int, profileID: String) -> Problem? {
        if let recordProblem { return recordProblem }
        guard let request = checks.first(where: { $0.id == checkID }), let verification = verifications[checkID],
            let secret = secret(of: request.credential)
        else { return Problem(code: "never-asked", message: "nothing was asked with \(checkID)") }
        var records = VerifiedRecords.read(on: snapshot, fixture.live)
        do throws(Problem) {
            try records.note(verification, profileID: profileID, secret, on: snapshot, fixture.live)
            return nil
        } catch {
            return error
        }
    }

    private func secret(of credential: CheckRequest.Credential) -> Secret? {
        switch credential {
        case .pasted(let secret): secret
        case .stored(let id, let agent): snapshot.profile(id, agent: agent)?.credential.secret
        case .environment: nil
        }
    }
}

/// Screens on a host in memory, driven without a terminal: effects run at once.
@MainActor
struct ProfilesWalk {
    let effects: MemoryEffects
    var screen: Navigator
    var size: Size
    /// Milliseconds since the host was read first.
    var time: Int64 = 0
    private(set) var left: Int32?
    private(set) var wakes: [Int] = []

    init(
        _ fixture: ProfilesFixture = ProfilesFixture(),
        size: Size = Size(columns: 80, rows: 24),
        agent: String? = nil,
        texts: Texts = .english,
        unicode: Bool = true,
        atHome: Bool = false,
        atParameters: Bool = false
    ) {
        effects = MemoryEffects(fixture, texts: texts)
        self.size = size
        let host = fixture.host(texts)
        screen =
            atHome
            ? Navigator(home: host)
            : atParameters ? Navigator(parameters: host) : Navigator(profiles: host, agent: agent)
        screen.capabilities = TerminalCapabilities(colors: 256, unicode: unicode)
        tell(.resized(size))
        see()
    }

    mutating func tell(_ event: ScreenEvent) { screen.handle(event).forEach { run($0) } }

    mutating func see() {
        wakes = []
        tell(.presented(at: time))
    }

    mutating func press(_ keys: Key...) {
        for key in keys {
            tell(.key(key, at: time))
            see()
        }
    }

    /// Presses the digit of the row of Home with this text.
    mutating func open(_ text: String) {
        let row = picture.canvas.lines.first { $0.contains(text) && $0.contains("  ") } ?? ""
        press(.character(row.first(where: \.isNumber) ?? "x"))
    }

    /// Moves the mark down to the row that starts with this text.
    mutating func mark(_ text: String) {
        for _ in 0..<20 where !picture.canvas.lines.contains(where: { $0.contains("› \(text)") }) { press(.down) }
    }

    mutating func type(_ text: String) { for character in text { press(.character(character)) } }

    private mutating func run(_ effect: Effect) {
        switch effect {
        case .apply(let plan): tell(.applied(effects.apply(plan), interrupted: false, at: time))
        case .undo: tell(.undone(effects.undo()))
        case .reread: tell(.reread(effects.reread()))
        case .wake(let milliseconds): wakes.append(milliseconds)
        case .leave(let code): left = code
        case .leaveForHome: left = 0
        case .browse(.read): tell(.browse(.read(effects.read(), at: time)))
        case .browse(.planUndo): tell(.browse(.undoPlanned(effects.plannedUndo())))
        case .browse(.prepareWizard(let agent)): tell(.browse(.wizard(effects.wizardSetup(agent: agent))))
        case .check(let request): effects.check(request) { _ in }
        case .askModels(let request): effects.askModels(request) { _ in }
        case .keepModels: _ = effects.keepModels()
        case .stopCheck(let id): effects.stopCheck(id: id)
        case .record(let id, let profileID):
            if let problem = effects.record(checkID: id, profileID: profileID) { tell(.recordFailed(problem)) }
        case .browse(.undo(let record)): tell(.undone(effects.undo(record: record)))
        case .browse(.edit(let path, let line)):
            tell(.browse(.edited(effects.edit(path: path, line: line))))
            tell(.browse(.read(effects.read(), at: time)))
        case .browse(.open), .browse(.back), .suspend, .repaint: break
        }
    }

    /// Delivers the result of the last requested check.
    mutating func answer(_ outcome: Verification.Outcome) {
        guard let id = effects.checks.last?.id else { return }
        let verification = Verification.of(outcome)
        effects.verifications[id] = verification
        tell(.checked(id: id, verification, at: time))
        see()
    }

    /// Advances the clock by this many milliseconds, without any other event.
    mutating func pass(_ milliseconds: Int64) {
        time += milliseconds
        tell(.woken(at: time))
        see()
    }

    /// The stored check result of a profile.
    func check(of id: String, agent: String = "main") -> CheckState {
        let snapshot = effects.fixture.snapshot
        return VerifiedRecords.read(on: snapshot, effects.fixture.live)
            .state(of: id, snapshot.profile(id, agent: agent)?.credential.secret)
    }

    var picture: (canvas: Canvas, cursor: Point?) {
        var canvas = Canvas(size: size)
        let cursor = screen.draw(on: &canvas)
        return (canvas, cursor)
    }

    var text: String { picture.canvas.lines.joined(separator: "\n") }
    var flatText: String { text.split { $0 == " " || $0 == "\n" }.joined(separator: " ") }
    var config: String { effects.fixture.files.text(ProfilesFixture.state + "/openclaw.json") ?? "" }
    func store(_ agent: String = "main") -> String { effects.fixture.files.text(ProfilesFixture.store(agent)) ?? "" }
}
