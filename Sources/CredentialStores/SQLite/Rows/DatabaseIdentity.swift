/// What a database says of itself: whose it is, and which release wrote it.
package struct DatabaseIdentity: Sendable, Equatable {
    /// `PRAGMA user_version`, the number of its schema.
    package let schema: Int64
    /// The row `primary` of `schema_meta`; nil if there is none.
    package let metadata: Metadata?

    package struct Metadata: Sendable, Equatable {
        /// `agent` or `global`; nil if it is no text.
        package let role: String?
        /// The number of the schema as the gateway noted it.
        package let schema: Int64?
        /// The agent that it belongs to.
        package let agent: String?
        /// The release that wrote the row last.
        package let release: String?
    }

    /// The role of an agent's database.
    package static let agentRole = "agent"
    /// The role of the database that all agents share.
    package static let stateRole = "global"

    init(_ connection: borrowing DatabaseConnection) throws(DatabaseFailure) {
        schema = try connection.userVersion()
        guard try connection.named("schema_meta", column: "role") == .table else {
            metadata = nil
            return
        }
        var found: Metadata?
        let sql = "SELECT role, schema_version, agent_id, app_version FROM main.schema_meta WHERE meta_key = 'primary'"
        do throws(DatabaseFailure) {
            try connection.rows(sql) { (row) throws(DatabaseFailure) in
                found = Metadata(
                    role: try row.value(at: 0).word,
                    schema: try row.value(at: 1).number,
                    agent: try row.value(at: 2).word,
                    release: try row.value(at: 3).word
                )
                return false
            }
        } catch let error where error.kind == .other {
            // A table of that name with other columns says nothing.
            found = nil
        }
        metadata = found
    }

    /// What contradicts the place where the database lies; empty if nothing does.
    /// - Parameter agent: the id of the agent in whose folder it lies; nil for the shared one, or if it is not certain.
    package func contradictions(role: String, agent: String?) -> [Contradiction] {
        guard let metadata else { return [] }
        var found: [Contradiction] = []
        if metadata.role != role { found.append(.role(metadata.role)) }
        if let agent, let written = metadata.agent, written != agent { found.append(.agent(written)) }
        if let noted = metadata.schema, noted != schema { found.append(.schema(noted)) }
        return found
    }

    /// Something that a database says of itself and that does not fit.
    package enum Contradiction: Sendable, Equatable {
        /// It has another role; nil if none is written.
        case role(String?)
        /// It belongs to another agent.
        case agent(String)
        /// The schema is noted with another number than the file has.
        case schema(Int64)
    }
}

extension DatabaseValue {
    /// A text that is short enough to be shown.
    fileprivate var word: String? {
        guard case .text(let bytes) = self, bytes.count <= 200 else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    fileprivate var number: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }
}
