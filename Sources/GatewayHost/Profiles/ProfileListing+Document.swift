internal import CredentialStores
internal import Credentials
internal import GatewayConfig
package import JSON5
internal import Secrets

// The `--json` document: first the members of later gateway versions, then ours.
extension ProfileListing {
    /// Its members.
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
        let known = checks.knowledge(of: profile.id, credential.secret)
        if pins.count(of: profile.id) > 0 { members["pinnedSessions"] = .integer(Int64(pins.count(of: profile.id))) }
        members["verified"] = .string(known.state.word)
        members["check"] = known.state.document
        members["limitedUntil"] = known.returns.flatMap { $0 > snapshot.readAt ? .integer($0) : nil }
        members["madeAt"] = known.age.map { .integer($0.madeAt) }
        return .object(members)
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
