internal import CredentialStores
internal import Credentials
internal import GatewayConfig
internal import Secrets

/// The profiles that an agent can use, in the order they are tried, as lines and as a document.
package struct ProfileListing: Sendable {
    let snapshot: HostSnapshot
    private let live: LiveHost
    let texts: Texts
    let agent: String
    let provider: String?
    let contents: StoreContents
    let storeWords: StoreWords?
    private let moments: MomentText
    let pins: SessionPins
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
    var unread: [Problem] {
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
        let known = checks.knowledge(of: profile.id, credential.secret)
        let label = CheckWords(texts).label(known.state, time: moments.clock)
        let parts = [label, limit(known)].compactMap(\.self)
        cells.append(.init(parts.joined(separator: texts("list.half.join")), known.state.role))
        switch origin(of: profile) {
        case .own: break
        case .main: if agent != AgentID.main.text { cells.append(.init(texts("list.ofMain"))) }
        case .shared: cells.append(.init(texts("list.shared")))
        }
        if let age = known.age {
            cells.append(.init(moments.made(at: age.madeAt), age.isEnding(at: snapshot.readAt) ? .warning : .text))
        }
        return ReportLine(.row, cells)
    }

    /// Until when the provider answers no more, if the last check was told so.
    private func limit(_ known: VerifiedRecords.Knowledge) -> String? {
        guard let returns = known.returns, returns > snapshot.readAt else { return nil }
        return texts("list.limit", ["time": moments.clock(returns)])
    }

    func origin(of profile: Profile) -> ProfileOrigin { snapshot.origin(of: profile.id, readBy: agent) }

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
