package import Credentials
internal import Secrets

/// The profiles of an agent as rows, provider by provider.
///
/// A row is made when it is asked for: a screen shows a few of thousands, and of the others it needs no more than the id
/// and the state.
///
///     let rows = ProfileRows(snapshot, agent: "main")
///     rows.states.firstIndex(of: .ready).map { rows[$0] }
package struct ProfileRows: RandomAccessCollection, Sendable {
    /// The providers with their orders, as they stand among the rows.
    package let groups: [ProfileGroup]
    package let endIndex: Int
    /// What each profile is fit for, in the order of the rows.
    package let states: [CredentialStanding.State]
    /// The ids, in the order of the rows.
    package let ids: [String]
    private let sections: [ProfileRanking]
    /// Where the rows of each section begin.
    private let starts: [Int]
    /// The agent's own store.
    private let own: StoreContents?
    private let checks: VerifiedRecords

    /// The rows of an agent; an agent that is not there has none of its own.
    package init(_ snapshot: HostSnapshot, agent: String) {
        let listing = ProfileListing(snapshot, agent: agent, provider: nil)
        sections = listing.sections
        groups = sections.map { ProfileGroup($0) }
        own = snapshot.agent(agent)?.store?.contents
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
        let expires: Int64? = if case .token(_, let end) = credential { end } else { nil }
        return ProfileRow(
            id: profile.id,
            provider: section.provider,
            kind: profile.kind,
            payer: credential.payer(of: profile.provider),
            ending: credential.secret?.ending ?? "",
            state: states[index],
            isOwn: own?.place(of: profile.id) != nil,
            expires: expires,
            usage: section.store.stats(of: profile.id),
            position: section.tried.contains(place) ? place + 1 : nil,
            isMislabelled: credential.isMislabelled,
            check: checks.state(of: profile.id, credential.secret)
        )
    }

    // MARK: - Of all rows

    package func provider(at index: Int) -> String { sections[section(of: index)].provider }

    /// The indices of the rows of which a check is known at all.
    package var checked: [Int] {
        guard !checks.isEmpty else { return [] }
        let known = checks.profileIDs
        return ids.indices.filter { known.contains(ids[$0]) }
    }

    /// The row of a profile; nil when it has none.
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
