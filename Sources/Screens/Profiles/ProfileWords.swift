internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// The texts of a profile's row and detail. State (would the gateway use it?) and check (did we test it?) are separate.
struct ProfileWords {
    let words: Words
    let status: StatusText?
    let moments: MomentText
    /// Unix milliseconds of the screen's clock.
    let now: Int64
    /// The id of the profile that is being checked at the moment.
    let checked: String?
    /// Texts that nearly every row needs, looked up once.
    let (ready, notChecked, neverUsed): (String, String, String)

    init(words: Words, status: StatusText?, moments: MomentText, now: Int64, checked: String? = nil) {
        (self.words, self.status, self.moments, self.now) = (words, status, moments, now)
        self.checked = checked
        ready = words("profiles.state.ready")
        notChecked = words("profiles.check.none")
        neverUsed = words("profiles.used.never")
    }

    /// Whether the text shows seconds, which it does only in the last hour.
    static func countsDown(_ state: CredentialStanding.State, at now: Int64) -> Bool {
        state.restsUntil.map { Countdown.isTicking(until: $0, now: now) } ?? false
    }

    // MARK: - Row

    /// The profile id, without the provider if all are of one provider.
    static func name(_ row: ProfileRow, isAlone: Bool) -> String {
        name(row.id, of: row.provider, isAlone: isAlone)
    }

    /// The same where only the id is known, and whose it is.
    static func name(_ id: String, of provider: String, isAlone: Bool) -> String {
        let prefix = provider + ":"
        return isAlone && id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : id
    }

    func kind(_ row: ProfileRow) -> String {
        words.texts.kind(row.kind, of: row.provider, isShortLived: row.isShortLived)
    }

    /// A state in the three columns of the table.
    struct State: Equatable {
        var word: String
        /// Until when, or why.
        var detail = ""
        /// How much of that time is left.
        var left = ""

        /// All of it as one text, for the filter.
        var text: String { parts.joined(separator: " ") }
        var parts: [String] { [word, detail, left].filter { !$0.isEmpty } }
    }

    /// The state of a row: what the provider refused is not ready, whatever the gateway thinks of it.
    func state(_ row: ProfileRow) -> State { row.isRefused ? refused : state(row.state) }

    var refused: State { State(word: words("profiles.state.refused")) }

    func state(_ state: CredentialStanding.State) -> State {
        switch state {
        case .ready, .needsRefresh: State(word: ready)
        case .reference(let reference):
            State(word: words("profiles.state.reference"), detail: reference.source.rawValue)
        case .cooling(let until): resting("cooling", until)
        case .off(let until, _): resting("off", until)
        case .ineligible(.expired(let at)): State(word: words("profiles.state.expired"), detail: moments.day(at))
        case .ineligible(let reason) where Self.isUseless(reason): State(word: words("profiles.state." + reason.word))
        case .ineligible(let reason):
            State(word: words("profiles.state.ignored"), detail: words("profiles.state." + reason.word))
        }
    }

    private func resting(_ word: String, _ until: Int64) -> State {
        let left = until > now ? Countdown(moments, isSpoken: words.isSpoken).text(until: until, now: now) : ""
        return State(
            word: words("profiles.state." + word),
            detail: words("profiles.state.until", ["time": moments.hour(until)]),
            left: words.isSpoken && !left.isEmpty ? words("line.left", ["left": left]) : left
        )
    }

    /// Whether the word alone says that there is nothing to use.
    private static func isUseless(_ reason: Ineligibility) -> Bool {
        switch reason {
        case .empty, .missing: true
        default: false
        }
    }

    /// The state beside a table: `cooling to 02:42, 04:12`.
    func stateInShort(_ row: ProfileRow) -> String {
        let short = ProfileWords(words: words.narrow, status: status, moments: moments, now: now).state(row)
        let parts = [[short.word, short.detail].filter { !$0.isEmpty }.joined(separator: " "), short.left]
        return parts.filter { !$0.isEmpty }.joined(separator: words("line.join"))
    }

    /// The state as a sentence's part, with the zone: `cooling until 02:41 UTC, 04:12 left`.
    func stateInFull(_ row: ProfileRow) -> String {
        let short = state(row)
        guard let until = row.state.restsUntil else {
            return short.detail.isEmpty ? short.word : short.word + words("line.join") + short.detail
        }
        let time = words("profiles.state.until", ["time": moments.clock(until)])
        return short.word + " " + time + (short.left.isEmpty ? "" : words("profiles.state.left", ["left": short.left]))
    }

    func style(_ row: ProfileRow) -> Style {
        switch row.state {
        case .ready where row.isRefused, .needsRefresh where row.isRefused: .error
        case .ready, .needsRefresh: .ok
        case .cooling, .reference: .warning
        case .off, .ineligible: .error
        }
    }

    /// The result of our last check as a mark, and its age.
    func check(_ state: CheckState, _ marks: Marks) -> (text: String, style: Style) {
        switch state {
        case .notChecked: (notChecked, .muted)
        case .verified(let at, _, _): (marks.ok + " " + ago(at), .ok)
        // What could not be asked says nothing about the credential.
        case .failed(let failure) where !failure.isConclusive: (marks.warning + " " + ago(failure.at), .warning)
        case .failed(let failure): (marks.error + " " + ago(failure.at), .error)
        }
    }

    /// `3 min ago`, `just now`.
    func ago(_ time: Int64) -> String {
        moments.age(now - time).map { words("profiles.ago", ["age": $0]) } ?? words("profiles.ago.now")
    }

    /// How long ago it was used. A failure is a use as well; empty if only the failure is known, and not its time.
    func used(_ row: ProfileRow) -> String {
        guard let last = row.usage.lastUse else { return row.usage.hasFailures ? "" : neverUsed }
        return moments.age(now - last) ?? words("profiles.used.now")
    }

    /// The same as a part of a sentence.
    func usedInFull(_ row: ProfileRow) -> String {
        row.usage.lastUse.map(ago) ?? (row.usage.hasFailures ? words("profiles.used.notRecorded") : neverUsed)
    }
}

extension ProfileWords {
    /// `used 3 min ago`; empty if only a failure without a time is known.
    func usedSpoken(_ row: ProfileRow) -> String {
        let used = used(row)
        guard !used.isEmpty else { return "" }
        return words(row.usage.lastUse == nil ? "line.unused" : "line.used", ["time": used])
    }
}

extension CredentialStanding.State {
    /// When the cooldown or the disabled time ends; nil without either.
    var restsUntil: Int64? {
        switch self {
        case .cooling(let until), .off(let until, _): until
        case .ready, .needsRefresh, .reference, .ineligible: nil
        }
    }

    var isReady: Bool {
        switch self {
        case .ready, .needsRefresh: true
        case .cooling, .off, .reference, .ineligible: false
        }
    }

    /// Whether the gateway tries it now or after its cooldown.
    var isTried: Bool { if case .ineligible = self { false } else { true } }
}

extension UsageStats {
    /// The latest time that the gateway is known to have used it.
    fileprivate var lastUse: Int64? { [lastUsed, lastFailureAt].compactMap(\.self).max() }
}

extension ProfileRows {
    /// Whether the gateway would use a row, and the provider did not refuse it. By id, because with thousands of rows
    /// making each takes longer than drawing.
    func isReady(_ index: Int, refused: Set<String>) -> Bool {
        states[index].isReady && (refused.isEmpty || !refused.contains(ids[index]))
    }
}

extension ProfileRow {
    /// Whether the gateway would use it, and the provider refused it when it was checked.
    var isRefused: Bool { state.isReady && check.isRefusal }

    /// Whether only the config or an explicit order excludes it.
    var isLeftOut: Bool {
        switch state {
        case .ineligible(.notListed), .ineligible(.modeDiffers), .ineligible(.listedForOtherProvider): true
        default: false
        }
    }
}
