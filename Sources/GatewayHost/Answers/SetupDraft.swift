internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
internal import Secrets

/// The answers of a wizard that lost its connection, offered at the next start; stored in `S/setup/draft`, where S is
/// the state folder.
///
/// It never contains a secret. Failures are ignored: an unreadable draft counts as none, and if one cannot be written
/// nobody is connected any more who could be told.
package struct SetupDraft: Sendable, Equatable {
    /// The id of the open page.
    package var page: String
    /// In Unix milliseconds.
    package var keptAt: Int64
    /// Without the secret.
    package var answers: SetupAnswers

    /// Maximum age of a draft that is offered.
    private static let longestMilliseconds: Int64 = 24 * 3_600_000

    package init(page: String, keptAt: Int64, answers: SetupAnswers) {
        self.page = page
        self.keptAt = keptAt
        self.answers = answers
        self.answers.secret = nil
        self.answers.kind = nil
    }

    private static func path(_ snapshot: HostSnapshot) -> String { snapshot.setupFolder.path + "/draft" }

    /// The draft of this host; nil if there is none that can be continued.
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

    /// Writes the draft with mode 0600 into our own folder; on failure the next start asks from the beginning.
    package func keep(on snapshot: HostSnapshot) {
        try? snapshot.writeOwn(Self.path(snapshot), value)
    }

    /// Deletes the draft after its answers were applied.
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
        case .secret(let kind): kind.rawValue
        case .environment(let variable): "env:" + variable
        }
    }

    fileprivate init?(word: String) {
        // A variable may be another one by now, or gone: it is asked for again.
        guard let kind = SecretKind(rawValue: word) else { return nil }
        self = .secret(kind)
    }
}
