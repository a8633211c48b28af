internal import CredentialStores
internal import Credentials
internal import GatewayConfig
package import JSON5
internal import Secrets

/// The profiles that an agent can use, in the order they are tried, as lines and as a document.
package struct ProfileListing: Sendable {
    private let snapshot: HostSnapshot
    private let live: LiveHost
    private let texts: Texts
    private let agent: String
    private let provider: String?
    private let contents: StoreContents
    private let storeWords: StoreWords?
    private let moments: MomentText
    private let pins: SessionPins
    let checks: VerifiedRecords
    /// The profiles, grouped by provider.
    let sections: [ProfileRanking]

    /// - Parameter provider: only this provider's profiles; nil for all.
    package init(_ snapshot: HostSnapshot, _ live: LiveHost, agent: String, provider: String?) {
        self.snapshot = snapshot
        self.live = live
        texts = live.texts
        self.agent = agent
        self.provider = provider.map(ProviderName.normalized)
        contents = snapshot.contents(readBy: agent)
        storeWords = snapshot.storeWords(live.texts)
        moments = MomentText(texts: texts, zone: live.host.zone, now: snapshot.readAt)
        pins = SessionPins(of: agent, on: snapshot, live.host.files)
        let listing = snapshot.release.listing(of: snapshot.config.root)
        checks = VerifiedRecords.read(on: snapshot, live)
        var seen: Set<String> = []
        let all = contents.providers.map(ProviderName.normalized).filter { seen.insert($0).inserted }
        let wanted = self.provider.map { wanted in all.filter { $0 == wanted } } ?? all
        sections = wanted.map { [contents] provider in
            let model = snapshot.asked(of: provider, agent: agent)
            return ProfileRanking(contents, listing, provider: provider, for: model, now: snapshot.readAt)
        }
    }

    // MARK: - Lines

    package var lines: [ReportLine] {
        guard !sections.isEmpty else {
            let values = ["agent": agent, "provider": Redaction.redact(provider ?? "")]
            let none = texts(provider == nil ? "list.none" : "list.none.provider", values)
            let isOurs = provider == nil || provider == snapshot.release.provider.id
            let next = texts.of(storeWords, "list.none.next", ["agent": agent])
            return [.sentence(none)] + (isOurs ? [.verbatim(next)] : []) + unreadLines
        }
        var lines: [ReportLine] = [.sentence(texts("list.title", ["agent": agent]))]
        for section in sections {
            let order = texts.of(storeWords, "status.order." + section.order.source.rawValue)
            let heading = texts("list.provider", ["provider": section.provider, "order": order])
            lines += [.empty, .verbatim(heading, .heading)]
            lines += section.indices.map { index in
                line(section.profile(at: index), section.state(at: index), section.modelStop(at: index))
            }
        }
        return lines + pinLines + unreadLines
    }

    /// The sessions that are pinned to a profile, where any is.
    private var pinLines: [ReportLine] {
        guard !pins.isEmpty else { return [] }
        let pinned = sections.flatMap { section in section.indices.map { section.profile(at: $0).id } }
            .filter { pins.count(of: $0) > 0 }
        guard !pinned.isEmpty else { return [] }
        return [.empty]
            + pinned.map { id in
                .verbatim(
                    texts("list.pinned", ["profile": id, "agent": agent, "count": String(pins.count(of: id))])
                )
            }
    }

    /// What lies in the agent's store or beside it and is not read.
    private var unread: [Problem] {
        guard provider == nil, let agent = snapshot.agent(agent) else { return [] }
        return snapshot.notices + snapshot.unread(of: [agent], live.host, live.explanation(of: snapshot))
    }

    private var unreadLines: [ReportLine] {
        unread.flatMap { problem -> [ReportLine] in
            let next = problem.next.map { ReportLine.verbatim("  " + texts("error.next", ["next": $0])) }
            let details = problem.details.filter { $0 != texts("file.nothingAsked") }
                .map { ReportLine.verbatim("  " + $0) }
            return [.empty, .warning(problem.message)] + details + (next.map { [$0] } ?? [])
        }
    }

    private func line(_ profile: Profile, _ state: CredentialStanding.State, _ stop: ModelStop?) -> ReportLine {
        let credential = profile.credential
        let ending = credential.secret?.ending ?? ""
        var cells = [
            ReportLine.Cell(profile.id),
            .init(
                texts.kind(profile.kind, of: profile.provider, isShortLived: profile.isShortLived(now: snapshot.readAt))
            ),
            .init(ending.isEmpty ? "-" : texts("list.ends", ["ending": ending])),
            .init(text(state, of: credential) + (stop.map(text) ?? ""), state.role),
        ]
        let check = checks.state(of: profile.id, credential.secret)
        cells.append(.init(CheckWords(texts).label(check, time: moments.clock), check.role))
        switch origin(of: profile) {
        case .own: break
        case .main: if agent != AgentID.main.text { cells.append(.init(texts("list.ofMain"))) }
        case .shared: cells.append(.init(texts("list.shared")))
        }
        return ReportLine(.row, cells)
    }

    private func origin(of profile: Profile) -> ProfileOrigin { snapshot.origin(of: profile.id, readBy: agent) }

    private func text(_ state: CredentialStanding.State, of credential: Credential) -> String {
        switch state {
        case .cooling(let until):
            return texts("list.cooling", ["time": moments.clock(until), "remaining": remaining(until)])
        case .off(let until, _):
            return texts("list.off", ["time": moments.clock(until), "remaining": remaining(until)])
        case .ineligible(.malformedReference(let reference)):
            return texts("list.malformedReference", ["what": texts.words(for: reference)])
        case .ineligible(let reason): return texts("list." + reason.word)
        case .reference(let reference):
            return texts(reference.isTemplate ? "list.template" : "list.reference", reference.values)
        case .ready, .needsRefresh:
            guard case .token(_, let expires?) = credential else { return texts("list.ready") }
            return texts("list.readyUntil", ["day": moments.day(expires)])
        }
    }

    /// For which models alone a profile is not tried.
    private func text(_ stop: ModelStop) -> String {
        texts("list.onlyFor", ["models": texts.list(stop.models), "time": moments.clock(stop.until)])
    }

    private func remaining(_ until: Int64) -> String {
        moments.remaining(TimeRange.milliseconds(from: snapshot.readAt, to: until))
    }

    // MARK: - Document

    /// Members of the `--json` document: first those of later gateway versions, then ours.
    package var members: Members {
        let snapshotAgent = snapshot.agent(agent)
        var members: Members = [
            "agentId": .string(agent),
            "agentDir": .string(snapshotAgent?.directory ?? ""),
        ]
        let path = Value.string(snapshotAgent?.storePath ?? "")
        // Gateways with databases have this name for the one place of both.
        members["authStatePath"] = storeWords != nil ? path : snapshotAgent?.found?.statePath.map { .string($0) }
        members["authStorePath"] = path
        members["provider"] = provider.map { .string($0) } ?? .null
        members["profiles"] = .array(
            sections.flatMap { section in section.indices.map { member(at: $0, of: section) } }
        )
        let unread = unread
        if !unread.isEmpty {
            members["unread"] = .array(
                unread.map { problem in
                    [
                        "code": .string(problem.code), "message": .string(problem.message),
                        "next": problem.next.map { .string($0) } ?? .null,
                    ]
                }
            )
        }
        return members
    }

    /// Times as the list of a gateway with databases has them: as texts.
    private func addTimes(of profile: Profile, _ stats: UsageStats, to members: inout Members) {
        func text(_ time: Int64?) -> Value? { time.map { .string(Timestamp.iso8601($0)) } }
        let expiry = profile.storedExpiry?.number.flatMap { $0.isFinite ? TimeRange.clamped($0) : nil }
        members["expiresAt"] = text(expiry)
        members["cooldownUntil"] = text(stats.cooldownUntil)
        members["disabledUntil"] = text(stats.disabledUntil)
        members["blockedUntil"] = text(stats.blockedUntil)
        if stats.isUnusable(at: snapshot.readAt) {
            members["cooldownReason"] = stats.reason(at: snapshot.readAt).map { .string($0) }
        }
    }

    private func member(at index: Int, of section: ProfileRanking) -> Value {
        let profile = section.profile(at: index)
        var members: Members = [
            "id": .string(profile.id), "provider": .string(section.provider), "type": .string(profile.kind.rawValue),
        ]
        if snapshot.hasDatabases {
            members["label"] = .string(ProfileHealth.label(of: profile, listing: section.listing))
        }
        members["email"] = profile.email.map { .string($0) }
        let stats = contents.stats(of: profile.id)
        if !snapshot.hasDatabases {
            members["expiresAt"] = profile.storedExpiry?.value
            members["cooldownUntil"] = stats.cooldownUntil.map { .integer($0) }
            members["disabledUntil"] = stats.disabledUntil.map { .integer($0) }
            if let blockedUntil = stats.blockedUntil { members["blockedUntil"] = .integer(blockedUntil) }
        } else {
            addTimes(of: profile, stats, to: &members)
        }
        let state = section.state(at: index)
        members["state"] = .string(state.word)
        if case .ineligible(let reason) = state { members["why"] = .string(reason.word) }
        members["onlyFor"] = section.modelStop(at: index).map { .array($0.models.map { .string($0) }) }
        members["reference"] = profile.storedReference?.document
        members["position"] = section.tried.contains(index) ? .integer(index + 1) : .null
        members["store"] = snapshot.profile(profile.id, agent: agent) == nil ? "main" : "own"
        if snapshot.hasDatabases { members["origin"] = .string(origin(of: profile).rawValue) }
        // Decoded once: of thousands of profiles this is what takes longest.
        let credential = profile.credential
        members["payer"] = .string(credential.payer(of: profile.provider).word)
        members["ending"] = .string(credential.secret?.ending ?? "")
        if credential.isMislabelled { members["typeDiffersFromSecret"] = true }
        let check = checks.state(of: profile.id, credential.secret)
        if pins.count(of: profile.id) > 0 { members["pinnedSessions"] = .integer(Int64(pins.count(of: profile.id))) }
        members["verified"] = .string(check.word)
        members["check"] = check.document
        return .object(members)
    }
}

extension CredentialStanding.State {
    fileprivate var role: ReportRole {
        switch self {
        case .ready, .needsRefresh: .ok
        case .cooling, .reference: .warning
        case .off, .ineligible: .error
        }
    }
}

extension Ineligibility {
    /// The stable name for `--json`, which is also the suffix of a text key.
    package var word: String {
        switch self {
        case .expired: "expired"
        case .empty: "empty"
        case .noAccessToken: "noAccessToken"
        case .malformedReference: "malformedReference"
        case .notListed: "notListed"
        case .missing: "missing"
        case .modeDiffers: "modeDiffers"
        case .listedForOtherProvider, .otherProvider: "otherProvider"
        case .setAside: "setupInactive"
        case .invalidExpiry: "invalidExpires"
        case .command: "malformedApiKey"
        case .loginElsewhere: "unresolvedReference"
        }
    }
}
