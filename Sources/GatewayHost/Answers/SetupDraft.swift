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
    /// The number of this file format. A draft with another one was written by another version of this program.
    package static let format = 2

    /// The id of the open page.
    package var page: String
    /// In Unix milliseconds.
    package var keptAt: Int64
    /// Without secrets, and without the kind that was detected from the secret's text.
    package var answers: SetupAnswers

    package init(page: String, keptAt: Int64, answers: SetupAnswers) {
        self.page = page
        self.keptAt = keptAt
        self.answers = answers
        self.answers.forgetSecrets()
    }
}

// MARK: - On a host

extension SetupDraft {
    /// What is kept on a host.
    package enum Found: Sendable, Equatable {
        case nothing
        /// Answers for another format or for another release of the gateway, whose values may mean something else.
        case outdated
        case draft(SetupDraft)
    }

    /// Maximum age of a draft that is offered.
    private static let longestMilliseconds: Int64 = 24 * 3_600_000

    private static func path(_ snapshot: HostSnapshot, _ host: Host) -> String {
        host.setupFolder(snapshot.paths).path + "/draft"
    }

    /// The draft of this host, if it can be continued.
    package static func read(
        on snapshot: HostSnapshot,
        _ live: LiveHost,
        _ fields: [SetupField] = SetupField.all
    ) -> Found {
        let host = live.host
        guard let bytes = try? host.files.contents(of: path(snapshot, host), limit: 1 << 16).bytes,
            let value = try? Document(parsing: bytes, dialect: .json).root,
            let keptAt = value[Key.keptAt]?.intValue,
            (0...longestMilliseconds).contains(TimeRange.milliseconds(from: keptAt, to: host.clock.now()))
        else { return .nothing }
        guard value[Key.format]?.intValue == Int64(format),
            value[Key.release]?.stringValue == snapshot.release.version
        else { return .outdated }
        let known = Set(snapshot.agents.map(\.id))
        guard let draft = SetupDraft(value, snapshot, live.texts, fields), known.isSuperset(of: draft.answers.agents)
        else {
            return .nothing
        }
        return .draft(draft)
    }

    /// Writes the draft with mode 0600 into our own folder; on failure the next start asks from the beginning. Writes
    /// nothing on a host without a state folder, because only an apply makes one.
    package func keep(on snapshot: HostSnapshot, _ live: LiveHost, _ fields: [SetupField] = SetupField.all) {
        let host = live.host
        guard (try? host.files.status(at: snapshot.paths.state)) != nil else { return }
        try? host.writeOwn(
            Self.path(snapshot, host),
            value(fields, release: snapshot.release.version),
            snapshot.paths
        )
    }

    /// Deletes the draft after its answers were applied.
    package static func drop(on snapshot: HostSnapshot, _ live: LiveHost) {
        _ = try? live.host.files.removeFileIfPresent(path(snapshot, live.host))
    }
}

// MARK: - As JSON

extension SetupDraft {
    private enum Key {
        static let format = "format"
        static let release = "release"
        static let keptAt = "keptAt"
        static let page = "page"
        static let agents = "agents"
        static let intent = "intent"
        static let profile = "profile"
        static let method = "method"
        static let expires = "expires"
        static let listsProfile = "listsProfile"
        static let keepsHiddenProfiles = "keepsHiddenProfiles"
        /// Absent if the `gateway` section is not touched.
        static let fillsGateway = "fillsGateway"
        /// The values of fields, under their words.
        static let answers = "answers"
    }

    private func value(_ fields: [SetupField], release: String) -> Value {
        var members: Members = [
            Key.format: .integer(Self.format), Key.release: .string(release),
            Key.keptAt: .integer(keptAt), Key.page: .string(page),
            Key.agents: .array(answers.agents.map { .string($0) }), Key.intent: .string(answers.intent.word),
            Key.listsProfile: .bool(answers.listsProfile),
            Key.keepsHiddenProfiles: .bool(answers.keepsHiddenProfiles),
        ]
        if case .replace(let id) = answers.intent { members[Key.profile] = .string(id) }
        if let method = answers.method { members[Key.method] = .string(method.word) }
        // A login's expiry belongs to its secret, which is not kept.
        if let expires = answers.expires, !answers.isClaudeLogin { members[Key.expires] = .integer(expires) }
        if let gateway = answers.gateway { members[Key.fillsGateway] = .bool(gateway.fillsAll) }
        var said: Members = [:]
        for field in fields where field.isDrafted {
            if let value = answers[field]?.json { said.set(value, at: field.word) }
        }
        members[Key.answers] = .object(said)
        return .object(members)
    }

    private init?(_ value: Value, _ snapshot: HostSnapshot, _ texts: Texts, _ fields: [SetupField]) {
        guard let page = value[Key.page]?.stringValue, let keptAt = value[Key.keptAt]?.intValue,
            let agents = value[Key.agents]?.arrayValue, !agents.isEmpty,
            let intent = SetupAnswers.Intent(
                word: value[Key.intent]?.stringValue,
                profile: value[Key.profile]?.stringValue
            )
        else { return nil }
        var answers = SetupAnswers(agents: agents.compactMap(\.stringValue), intent: intent)
        guard answers.agents.count == agents.count else { return nil }
        answers.method = value[Key.method]?.stringValue.flatMap(SetupAnswers.Method.init(word:))
        answers.expires = value[Key.expires]?.intValue
        answers.listsProfile = value[Key.listsProfile]?.boolValue ?? true
        answers.keepsHiddenProfiles = value[Key.keepsHiddenProfiles]?.boolValue ?? true
        if let fillsAll = value[Key.fillsGateway]?.boolValue {
            answers.gateway = GatewayAnswers()
            answers.gateway?.fillsAll = fillsAll
        }
        for field in fields where field.isDrafted {
            guard let kept = field.value(value[Key.answers]?.value(at: field.word)) else { continue }
            // A value that somebody changed into a bad one is asked for again, like one that was never given.
            answers[field] = try? field.checked(kept, snapshot.paths, texts)
        }
        self.init(page: page, keptAt: keptAt, answers: answers)
    }
}

extension SetupAnswers {
    /// Removes every secret and what was detected from one.
    fileprivate mutating func forgetSecrets() {
        (secret, kind) = (nil, nil)
        gateway?.token = nil
        gateway?.password = nil
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
    private static let variablePrefix = "env:"

    fileprivate var word: String {
        switch self {
        case .secret(let kind): kind.rawValue
        case .environment(let variable): Self.variablePrefix + variable
        }
    }

    fileprivate init?(word: String) {
        if let kind = SecretKind(rawValue: word) {
            self = .secret(kind)
        } else if word.hasPrefix(Self.variablePrefix) {
            self = .environment(variable: String(word.dropFirst(Self.variablePrefix.count)))
        } else {
            return nil
        }
    }
}
