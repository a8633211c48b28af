import Anthropic
import Credentials
import FileTransactions
import GatewayConfig
import GatewayHost
import Secrets
import Synchronization
import TerminalUI
import TestSupport

@testable import Screens

/// A host in memory: facts, and a planner that behaves as the real one, without files.
struct HostFixture: Sendable {
    var facts = SetupFacts(
        user: "jo",
        hostName: "gw-01",
        stateFolder: "~/.openclaw",
        agents: [SetupFacts.Agent(id: "main", isDefault: true, store: .none)],
        gatewayPort: 18789
    )
    var payerWas: Payer?
    var effects: [PlanEffect] = []
    var problem: Problem?
    var makesGatewayToken = true
    /// Store and config exist, so files are changed, not created.
    var hasFiles = false
    /// The config before and after, if it exists and the store does not.
    var config: (old: String, new: String)?
    /// Whether checks are available; nil if not.
    var checks: CheckAbility?
    /// When the model list was fetched; nil if never.
    var modelsAsked: String?

    var host: WizardHost {
        let fixture = self
        return WizardHost(
            facts: facts,
            planner: { fixture.plan($0) },
            display: { $0.replacing("/home/jo", with: "~") },
            checks: checks
        )
    }

    func plan(_ answers: SetupAnswers) -> Result<ChangePlan, Problem> {
        if let problem { return .failure(problem) }
        var summary = PlanSummary()
        summary.payerWas = payerWas
        summary.payerNow = payerWas
        summary.modelWas = facts.primaryModel
        summary.modelNow = answers.model ?? facts.primaryModel
        summary.cacheWas = facts.cacheRetention
        summary.cacheNow = answers.cacheRetention ?? facts.cacheRetention
        var files: [PlannedFile] = []
        if answers.storesCredential, let kind = answers.kind {
            let replaced: String? = if case .replace(let id) = answers.intent { id } else { nil }
            summary.credential = PlanSummary.StoredCredential(
                kind: CredentialKind(kind),
                count: answers.secret?.count ?? 108,
                ending: answers.secret?.ending ?? "wxyz",
                profileID: replaced ?? "anthropic:default",
                agents: answers.agents,
                replaces: replaced != nil,
                hasOddLength: answers.secret.map(TokenLength.isOdd) ?? false
            )
            summary.payerNow = kind == .setupToken ? .claudePlan : .apiCredits
            summary.makesGatewayToken = makesGatewayToken
            files += answers.agents.map { file("agents/\($0)/agent/auth-profiles.json", .credentialStore(agent: $0)) }
        }
        summary.gatewayPort = answers.gateway?.port ?? 18789
        summary.gatewayBind = answers.gateway?.bind
        summary.cacheHasNoEffect = summary.payerNow == .claudePlan
        let changesModel = answers.model != nil && answers.model != facts.primaryModel
        let changesCache = answers.cacheRetention != nil && answers.cacheRetention != facts.cacheRetention
        if !files.isEmpty || changesModel || changesCache { files.append(file("openclaw.json", .config)) }
        let said = effects.map { effect in
            guard case .hidesProfile(let id, let agent, _) = effect else { return effect }
            return .hidesProfile(profileID: id, agent: agent, keptListed: answers.keepsHiddenProfiles)
        }
        return .success(ChangePlan(files: files, summary: summary, effects: files.isEmpty ? [] : said))
    }

    /// File snapshots, for missing and for existing files.
    private static let snapshots: [String: [Bool: FileSnapshot]] = {
        let names =
            ["openclaw.json"] + ["main", "ops", "family", "research"].map { "agents/\($0)/agent/auth-profiles.json" }
        return Dictionary(
            uniqueKeysWithValues: names.map { ($0, [true: read($0, exists: true), false: read($0, exists: false)]) }
        )
    }()

    private static func read(_ name: String, exists: Bool) -> FileSnapshot { read(name, exists ? "{\n}\n" : nil) }

    private static func read(_ name: String, _ text: String?) -> FileSnapshot {
        let disk = InMemoryFileSystem()
        let path = "/home/jo/.openclaw/" + name
        disk.addFolder("/home/jo/.openclaw")
        if let text { disk.addFile(path, text) }
        do {
            return try FileSnapshot.read(path, disk)
        } catch {
            preconditionFailure("the disk in memory cannot be read: \(error)")
        }
    }

    private func changed(_ name: String, _ old: String, _ new: String) -> PlannedFile {
        let basedOn = Self.read(name, old)
        var file = PlannedFile(role: .config, basedOn: basedOn, contents: Array(new.utf8))
        (file.added, file.changed) = (1, 1)
        return file
    }

    private func file(_ name: String, _ role: PlannedFile.Role) -> PlannedFile {
        if role == .config, let config { return changed(name, config.old, config.new) }
        guard let basedOn = Self.snapshots[name]?[hasFiles] else { preconditionFailure("no file \(name)") }
        var file = PlannedFile(
            role: role,
            basedOn: basedOn,
            contents: Array("{\n  \"added\": true\n}\n".utf8)
        )
        file.added = 1
        return file
    }
}

extension HostFixture {
    /// With checks available, as on a host with curl.
    func checking(_ obstacle: String? = nil, isAutomatic: Bool = true) -> HostFixture {
        var fixture = self
        fixture.checks = CheckAbility(host: "api.anthropic.com", obstacle: obstacle, isAutomatic: isAutomatic)
        return fixture
    }

    /// With a fetched model list.
    var withLiveModels: HostFixture {
        var fixture = self
        fixture.modelsAsked = "2026-11-22 02:10 UTC"
        return fixture
    }

    /// With one stored profile of main.
    static var withProfile: HostFixture {
        var fixture = HostFixture()
        fixture.facts.hasAppliedBefore = true
        fixture.facts.agents = [SetupFacts.Agent(id: "main", isDefault: true, store: .own)]
        fixture.facts.profiles = [
            SetupFacts.StoredProfile(
                id: "anthropic:default",
                agent: "main",
                kind: .apiKey,
                ending: "abcd",
                isReady: true,
                isWinner: true
            )
        ]
        fixture.facts.primaryModel = "anthropic/claude-opus-4-6"
        fixture.payerWas = .apiCredits
        fixture.makesGatewayToken = false
        fixture.hasFiles = true
        return fixture
    }

    /// With five agents, two of them with their own profiles.
    static var withAgents: HostFixture {
        var fixture = withProfile
        fixture.facts.agents = [
            SetupFacts.Agent(id: "main", isDefault: true, store: .own),
            SetupFacts.Agent(id: "ops", isDefault: false, store: .usesMain),
            SetupFacts.Agent(id: "family", isDefault: false, store: .usesMain),
        ]
        return fixture
    }

    static var withEnvironmentKey: HostFixture {
        var fixture = HostFixture()
        fixture.facts.environmentKeys = [
            SetupFacts.EnvironmentKey(
                variable: "ANTHROPIC_API_KEY",
                layer: .stateFolder,
                file: "~/.openclaw/.env",
                kind: .apiKey,
                ending: "wxyz"
            )
        ]
        return fixture
    }
}

extension Verification {
    static func of(_ outcome: Outcome) -> Verification {
        Verification(
            outcome,
            model: "claude-opus-4-6",
            host: "api.anthropic.com",
            milliseconds: outcome == .verified ? 1234 : nil
        )
    }
}

/// Fake secrets.
enum Fake {
    /// A complete setup-token of 108 characters that ends in wxyz.
    static let token = secret("sk-ant-oat01-", count: 108)
    static let apiKey = secret("sk-ant-api03-", count: 108, ending: "qrst")
    /// A text that no frame may contain.
    static let sentinel = "AAAAA"

    static func secret(_ prefix: String, count: Int, ending: String = "wxyz") -> Secret {
        Secret(prefix + String(repeating: "A", count: count - prefix.count - ending.count) + ending)
    }

    static func cutToken(_ count: Int) -> Secret { secret("sk-ant-oat01-", count: count, ending: "cuto") }
}

enum Models {
    static let all: [ModelOption] = [
        option("claude-opus-4-6", 5, 25, isCurrent: true, isDefault: true),
        option("claude-sonnet-4-5", 3, 15, isCurrent: true),
        option("claude-haiku-4-5", 1, 5, isCurrent: true),
        option("claude-opus-4-5", 5, 25),
        option("claude-opus-4-5-20251101", 5, 25),
        option("claude-opus-4-1", 15, 75),
        option("claude-opus-4-1-20250805", 15, 75),
        option("claude-sonnet-4-5-20250929", 3, 15),
        option("claude-haiku-4-5-20251001", 1, 5),
        option("claude-sonnet-4-0", 3, 15),
        option("claude-3-7-sonnet-latest", 3, 15),
        option("claude-3-5-haiku-latest", 0.8, 4),
        option("claude-3-haiku-20240307", 0.25, 1.25),
    ]

    /// The same, with a model that only the provider lists; all current ones but one are listed.
    static var live: [ModelOption] {
        let marked = all.map { option in
            var option = option
            option.isOffered = option.isCurrent && !option.reference.contains("haiku")
            return option
        }
        return marked.filter(\.isCurrent) + [ModelOption(offered: "anthropic/claude-next-9")]
            + marked.filter { !$0.isCurrent }
    }

    /// The same, with one that a gateway of this release may not know.
    static func withNewer(release: String?) -> [ModelOption] {
        var newer = option("claude-opus-5-5", 4, 20)
        newer.newer = .init(since: "2026.10.1", release: release)
        return all.filter(\.isCurrent) + [newer] + all.filter { !$0.isCurrent }
    }

    private static func option(
        _ id: String,
        _ input: Double,
        _ output: Double,
        isCurrent: Bool = false,
        isDefault: Bool = false
    ) -> ModelOption {
        ModelOption(
            reference: "anthropic/" + id,
            contextWindow: 200_000,
            inputCost: input,
            outputCost: output,
            isCurrent: isCurrent,
            isDefault: isDefault
        )
    }
}

/// The times of single key presses, two seconds apart. Each test has its own, so that no time passes by the keys of those
/// that run beside it.
enum PersonsClock {
    private static let last = Mutex<[Int: Int64]>([:])

    static func next() -> Int64 {
        let test = withUnsafeCurrentTask { $0?.hashValue ?? 0 }
        return last.withLock { times in
            times[test, default: 0] += 2000
            return times[test, default: 0]
        }
    }
}

extension Wizard {
    /// A wizard on a host, with a terminal of this size.
    static func on(
        _ fixture: HostFixture = HostFixture(),
        size: Size = Size(columns: 80, rows: 24),
        entry: WizardSetup.Entry = .beginning,
        agent: String? = nil,
        refusal: Problem? = nil,
        unicode: Bool = true,
        texts: Texts = .english,
        draft: SetupDraft? = nil,
        dropsDraft: Bool = false,
        isRemote: Bool = false,
        models: [ModelOption]? = nil
    ) -> Wizard {
        let setup = WizardSetup(
            host: fixture.host,
            models: models ?? (fixture.modelsAsked == nil ? Models.all : Models.live),
            modelsAsked: fixture.modelsAsked,
            texts: texts,
            entry: entry,
            agent: agent,
            refusal: refusal,
            draft: draft.map { WizardSetup.Draft(kept: $0, age: 12 * 60_000) },
            dropsDraft: dropsDraft,
            isRemote: isRemote
        )
        var wizard = Wizard(setup)
        wizard.capabilities = TerminalCapabilities(colors: 256, unicode: unicode)
        _ = wizard.handle(.resized(size))
        wizard.see()
        return wizard
    }

    /// Marks the frame as visible.
    mutating func see() { _ = handle(.presented(at: 0)) }

    /// Presses keys, each after the previous frame was visible; returns the effects of the last one.
    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] {
        var effects: [Effect] = []
        for key in keys {
            effects = handle(.key(key, at: PersonsClock.next()))
            see()
        }
        return effects
    }

    /// Presses a key at a time and shows the frame; returns all effects.
    @discardableResult
    mutating func press(_ key: Key, at now: Int64) -> [Effect] {
        handle(.key(key, at: now)) + handle(.presented(at: now))
    }

    /// Ends the check with this result.
    @discardableResult
    mutating func answerCheck(_ outcome: Verification.Outcome, at now: Int64 = 0) -> [Effect] {
        let effects = handle(.checked(id: check.id, .of(outcome), at: now))
        see()
        return effects
    }

    /// Types characters one by one.
    mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    /// The drawn screen.
    var picture: (canvas: Canvas, cursor: Point?) {
        var canvas = Canvas(size: size)
        let cursor = draw(on: &canvas)
        return (canvas, cursor)
    }

    /// All text on the screen as one line, with wrapping removed.
    var flatText: String { screenText.split { $0 == " " || $0 == "\n" }.joined(separator: " ") }

    var screenText: String { picture.canvas.lines.joined(separator: "\n") }
}
