internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5

/// What was answered when a connection was lost, to be offered at the next start: `S/setup/draft`.
///
/// It never holds a secret. It only helps, so one that cannot be read is no draft, and one that cannot be kept is given up:
/// the person it would be told to is gone.
package struct SetupDraft: Sendable, Equatable {
    /// The page that was open, by its word.
    package var page: String
    /// In Unix milliseconds.
    package var keptAt: Int64
    /// Without the secret.
    package var answers: SetupAnswers

    /// Older ones are not offered.
    private static let longestMilliseconds: Int64 = 24 * 3_600_000

    package init(page: String, keptAt: Int64, answers: SetupAnswers) {
        self.page = page
        self.keptAt = keptAt
        self.answers = answers
        self.answers.secret = nil
        self.answers.kind = nil
    }

    private static func path(_ snapshot: HostSnapshot) -> String { snapshot.setupFolder.path + "/draft" }

    /// The draft of this host; nil when there is none that could be gone on with.
    package static func read(on snapshot: HostSnapshot) -> SetupDraft? {
        guard let bytes = try? snapshot.host.files.contents(of: path(snapshot), limit: 1 << 16).bytes,
            let value = try? Document(parsing: bytes, dialect: .json).root, let draft = SetupDraft(value)
        else { return nil }
        let age = TimeRange.milliseconds(from: draft.keptAt, to: snapshot.host.clock.now())
        let known = Set(snapshot.agents.map(\.id))
        guard (0...longestMilliseconds).contains(age), known.isSuperset(of: draft.answers.agents) else {
            return nil
        }
        return draft
    }

    /// Keeps the draft, 0600 in a folder of ours; where it cannot be kept, the next start asks from the beginning.
    package func keep(on snapshot: HostSnapshot) {
        try? snapshot.writeOwn(Self.path(snapshot), value)
    }

    /// Drops what was kept: it was applied.
    package static func drop(on snapshot: HostSnapshot) {
        _ = try? snapshot.host.files.removeFileIfPresent(path(snapshot))
    }
}

// MARK: - As JSON

extension SetupDraft {
    private var value: Value {
        var members: Members = [
            "version": 1, "keptAt": .integer(keptAt), "page": .string(page), "intent": .string(answers.intent.word),
            "agents": .array(answers.agents.map { .string($0) }),
            "keepsHiddenProfiles": .bool(answers.keepsHiddenProfiles),
        ]
        if case .replace(let id) = answers.intent { members["profile"] = .string(id) }
        if let method = answers.method { members["method"] = .string(method.word) }
        if let model = answers.model { members["model"] = .string(model) }
        if let retention = answers.cacheRetention { members["cacheRetention"] = .string(retention.rawValue) }
        return .object(members)
    }

    private init?(_ value: Value) {
        guard value["version"]?.intValue == 1, let page = value["page"]?.stringValue,
            let keptAt = value["keptAt"]?.intValue, let agents = value["agents"]?.arrayValue,
            let intent = SetupAnswers.Intent(word: value["intent"]?.stringValue, profile: value["profile"]?.stringValue)
        else { return nil }
        var answers = SetupAnswers(agents: agents.compactMap(\.stringValue), intent: intent)
        guard !answers.agents.isEmpty else { return nil }
        answers.method = value["method"]?.stringValue.flatMap(SetupAnswers.Method.init(word:))
        answers.model = value["model"]?.stringValue
        answers.cacheRetention = value["cacheRetention"]?.stringValue.flatMap(CacheRetention.init(rawValue:))
        answers.keepsHiddenProfiles = value["keepsHiddenProfiles"]?.boolValue ?? true
        self.init(page: page, keptAt: keptAt, answers: answers)
    }
}

extension SetupAnswers.Intent {
    fileprivate var word: String {
        switch self {
        case .add: "add"
        case .keep: "keep"
        case .replace: "replace"
        case .settingsOnly: "settings"
        case .skip: "skip"
        }
    }

    fileprivate init?(word: String?, profile: String?) {
        switch (word, profile) {
        case ("add", _): self = .add
        case ("keep", _): self = .keep
        case ("replace", let profile?): self = .replace(profileID: profile)
        case ("settings", _): self = .settingsOnly
        case ("skip", _): self = .skip
        default: return nil
        }
    }
}

extension SetupAnswers.Method {
    fileprivate var word: String {
        switch self {
        case .apiKey: "apiKey"
        case .setupToken: "setup-token"
        case .environment(let variable): "env:" + variable
        }
    }

    fileprivate init?(word: String) {
        switch word {
        case "apiKey": self = .apiKey
        case "setup-token": self = .setupToken
        default:
            // The variable may be another one by now, or gone: it is asked for again.
            return nil
        }
    }
}
