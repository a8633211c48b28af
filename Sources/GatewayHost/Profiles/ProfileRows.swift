package import Credentials
internal import Secrets

/// The profiles of an agent as rows, grouped by provider.
///
/// Rows are created lazily: a screen shows a few of thousands, and needs only id and state of the others.
///
///     let rows = ProfileRows(snapshot, live, agent: "main")
///     rows.states.firstIndex(of: .ready).map { rows[$0] }
package struct ProfileRows: RandomAccessCollection, Sendable {
    /// The providers and their orders, in row order.
    package let groups: [ProfileGroup]
    package let endIndex: Int
    /// The state of each profile, in row order.
    package let states: [CredentialStanding.State]
    /// The ids, in row order.
    package let ids: [String]
    private let sections: [ProfileRanking]
    /// The index of the first row of each section.
    private let starts: [Int]
    /// The agent's own store.
    private let own: StoreContents?
    private let checks: VerifiedRecords

    /// The rows of an agent; an unknown agent has no profiles of its own.
    package init(_ snapshot: HostSnapshot, _ live: LiveHost, agent: String) {
        let listing = ProfileListing(snapshot, live, agent: agent, provider: nil)
        sections = listing.sections
        groups = sections.map { ProfileGroup($0) }
        own = snapshot.agent(agent)?.contents
        checks = listing.checks
        var starts: [Int] = []
        var states: [CredentialStanding.State] = []
        var ids: [String] = []
        for section in sections {
            starts.append(states.count)
            states.reserveCapacity(states.count + section.indices.count)
            ids.reserveCapacity(states.capacity)
            for place in section.indices {
                states.append(section.state(at: place))
                ids.append(section.id(at: place))
            }
        }
        endIndex = states.count
        (self.starts, self.states, self.ids) = (starts, states, ids)
    }

    package var startIndex: Int { 0 }

    package subscript(index: Int) -> ProfileRow {
        let number = section(of: index)
        let (section, place) = (sections[number], index - starts[number])
        let profile = section.profile(at: place)
        let credential = profile.credential
        let expires: Int64? =
            switch credential {
            case .token(_, let end), .reference(_, _, let end): end
            case .apiKey, .oauth: nil
            }
        let known = checks.knowledge(of: profile.id, credential.secret)
        return ProfileRow(
            id: profile.id,
            provider: section.provider,
            kind: profile.kind,
            isShortLived: profile.isShortLived(now: section.now),
            payer: credential.payer(of: profile.provider),
            ending: credential.secret?.ending ?? "",
            state: states[index],
            isOwn: own?.place(of: profile.id) != nil,
            expires: expires,
            usage: section.store.stats(of: profile.id).forgettingExpired(
                at: section.now,
                section.listing.rules.selection
            ),
            stop: section.modelStop(at: place),
            position: section.tried.contains(place) ? place + 1 : nil,
            reference: profile.storedReference,
            isMislabelled: credential.isMislabelled,
            check: known.state,
            returns: known.returns,
            age: known.age
        )
    }

    // MARK: - Without creating rows

    package func provider(at index: Int) -> String { sections[section(of: index)].provider }

    /// The row of a profile; nil if there is none.
    package func row(_ id: String) -> ProfileRow? { ids.firstIndex(of: id).map { self[$0] } }

    private func section(of index: Int) -> Int { starts.lastStart(upTo: index) }
}

extension ProfileGroup {
    fileprivate init(_ ranking: ProfileRanking) {
        let fixed = ranking.store.order[ranking.provider] ?? ranking.listing.order[ranking.provider] ?? []
        provider = ranking.provider
        order = ranking.order.source
        written = order == .automatic ? [] : fixed.filter { ranking.store.place(of: $0) != nil }
        tried = ranking.order.ids
    }
}
