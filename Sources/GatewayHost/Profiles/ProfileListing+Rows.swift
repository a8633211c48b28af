package import Credentials
internal import Secrets

/// One profile that an agent can use, as a table shows it; no secret.
package struct ProfileRow: Sendable, Equatable {
    package let id: String
    package let provider: String
    package let kind: CredentialKind
    package let payer: Payer
    /// The last four characters; empty for short secrets.
    package let ending: String
    package let state: CredentialStanding.State
    /// Whether it stands in the agent's own store; main's shows through else.
    package let isOwn: Bool
    /// When a token ends, in Unix milliseconds, where that is stored.
    package let expires: Int64?
    package let usage: UsageStats
    /// Its place among those that are tried, from 1; nil when it is left out.
    package let position: Int?
    /// Its secret is of another kind than its type says.
    package let isMislabelled: Bool
    /// What live checks said of its secret.
    package let check: CheckState
}

/// The profiles of one provider, those that are tried first, and who fixed their order.
package struct ProfileGroup: Sendable, Equatable {
    package let provider: String
    package let order: ProfileOrder.Source
    /// The ids of a fixed order as they are written, of profiles that are there.
    package let written: [String]
    /// Those that are tried first, in their order.
    package let rows: [ProfileRow]
    /// How many of the rows are tried.
    package let triedCount: Int

    /// The ids that are tried, in their order.
    package var tried: [String] { rows.prefix(triedCount).map(\.id) }

    /// The order with one profile right behind or before another, or last: what has to be fixed to move a row.
    ///
    /// Profiles that rest keep their place in a fixed order, although they are tried last meanwhile.
    package func moving(_ id: String, behind previous: String?, before next: String?) -> [String] {
        var ids = (written.isEmpty ? tried : written).filter { $0 != id }
        let behind = previous.flatMap { ids.firstIndex(of: $0) }.map { $0 + 1 }
        let place = behind ?? next.flatMap { ids.firstIndex(of: $0) } ?? ids.count
        ids.insert(id, at: place)
        return ids
    }
}

extension ProfileListing {
    /// The profiles as rows, provider by provider.
    package var groups: [ProfileGroup] {
        let own = snapshot.agent(agent)?.store?.contents
        return sections.map { section in
            let fixed = contents.order[section.provider] ?? listing.order[section.provider] ?? []
            return ProfileGroup(
                provider: section.provider,
                order: section.order,
                written: section.order == .automatic ? [] : fixed.filter { contents.profile($0) != nil },
                rows: section.profiles.indices.map { row(at: $0, in: section, own: own) },
                triedCount: section.count
            )
        }
    }

    private func row(at index: Int, in section: Section, own: StoreContents?) -> ProfileRow {
        let profile = section.profiles[index]
        let expires: Int64? = if case .token(_, let end) = profile.credential { end } else { nil }
        return ProfileRow(
            id: profile.id,
            provider: section.provider,
            kind: profile.kind,
            payer: profile.payer,
            ending: profile.credential.secret?.ending ?? "",
            state: state(profile, at: index, in: section),
            isOwn: own?.profile(profile.id) != nil,
            expires: expires,
            usage: contents.stats(of: profile.id),
            position: index < section.count ? index + 1 : nil,
            isMislabelled: profile.isMislabelled,
            check: checks.state(of: profile.id, profile.credential.secret)
        )
    }
}
