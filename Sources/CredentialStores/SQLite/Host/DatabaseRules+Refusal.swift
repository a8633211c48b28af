extension DatabaseRules {
    /// Why the gateway does not open a database; nil if it does.
    /// - Parameter highest: the highest schema that it opens.
    func refusal(_ identity: DatabaseIdentity, role: String, highest: Int64?) -> DatabaseStore.Problem? {
        if let highest, identity.schema > highest { return .newerSchema(identity.schema, supported: highest) }
        if checksRole, let metadata = identity.metadata, metadata.role != role { return .otherRole(metadata.role) }
        return nil
    }
}
