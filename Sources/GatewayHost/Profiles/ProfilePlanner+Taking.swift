internal import CredentialStores
internal import Credentials

// Profiles that come from elsewhere: from another agent, or from an older version.
extension ProfilePlanner {
    func copy(
        _ id: String,
        from source: String,
        to targets: [String],
        in draft: inout PlanDraft
    ) throws(Problem) {
        let profile = try own(id, of: source)
        for target in targets where target != source {
            let contents = try draft.store(of: target).contents
            if let present = contents.profile(id) {
                guard present.credential != profile.credential else { continue }
                throw snapshot.alreadyHas(id, agent: target, explain)
            }
            if snapshot.readsMainOnly(target) { draft.effects.append(.startsOwnStore(agent: target)) }
            // Marks left by an earlier profile with this id do not apply to this one.
            var edits: [StoreEdit] = [.copy(profile), .clearFailures(id)]
            if let order = contents.order[profile.provider], !order.contains(id) {
                edits.append(.setOrder(order + [id], provider: profile.provider))
            }
            try draft.edit(target, edits)
        }
        guard draft.hasChanges else { return }
        draft.effects.append(.storedInSeveralAgents(count: snapshot.holders(of: id).union(targets).count))
        try keepVisible([profile], in: &draft)
    }

    // MARK: - Importing

    func importLegacy(_ found: LegacyCredentials, in draft: inout PlanDraft) throws(Problem) {
        var store = try draft.store(of: found.agent)
        var added: [String] = []
        if let due = snapshot.agent(found.agent)?.takeOver.due {
            // The gateway would import the same by itself, and the store already includes it.
            try draft.takeOver(of: found.agent, isTold: true)
            added = due.profiles.map(\.profile.id)
        } else if !found.isEmpty {
            let mends: [StoreEdit] = found.unread.isEmpty ? [] : [.mendUnread]
            let imports: [StoreEdit] = found.profiles.isEmpty ? [] : [.importLegacy(found.profiles)]
            let change = try draft.edit(found.agent, mends + imports)
            (store, added) = (change.after, change.imported)
        }
        guard !added.isEmpty else { return }
        draft.note(.imports(profileIDs: added))
        let taken = Set(added)
        let skipped = found.profiles.map(\.profile.id).filter { !taken.contains($0) }
        if !skipped.isEmpty { draft.note(.importSkips(profileIDs: skipped)) }
        for file in found.files { draft.note(.legacyFileStays(path: file.path)) }
        try keepVisible(added.compactMap(store.contents.profile), in: &draft)
    }
}
