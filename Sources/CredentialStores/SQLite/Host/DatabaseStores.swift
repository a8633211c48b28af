/// Reads the stores of one host.
package struct DatabaseStores: Sendable {
    /// The gateway's state folder, S.
    package let stateFolder: String
    /// The folder of the agent `main`, whose store the others read; not moved by the config.
    package let mainFolder: String
    package let rules: DatabaseRules
    package let reader: DatabaseReader

    package init(stateFolder: String, mainFolder: String, rules: DatabaseRules, reader: DatabaseReader) {
        self.stateFolder = stateFolder
        self.mainFolder = mainFolder
        self.rules = rules
        self.reader = reader
    }

    // MARK: - Single stores

    /// An agent's own store.
    package func own(_ folder: String) -> DatabaseStore {
        let path = folder + "/" + AgentDatabase.fileName
        let (views, highest) = (rules.readsViews, rules.highestAgentSchema)
        do throws(DatabaseError) {
            let read = try reader.read(path) { (connection) throws(DatabaseFailure) in
                try AgentDatabase(connection, readsViews: views)
            }
            guard let database = read else { return DatabaseStore(path, .absent(.database)) }
            let role = DatabaseIdentity.agentRole
            if let refusal = rules.refusal(database.identity, role: role, highest: highest) {
                return DatabaseStore(path, .failed(refusal), database.identity, hasRow: database.rows.store.isThere)
            }
            return DatabaseStore(path, database.rows, database.identity)
        } catch {
            return DatabaseStore(path, .failed(.database(error)))
        }
    }

    /// The shared store.
    /// - Parameter main: main's own store, if it was read already.
    package func shared(_ main: DatabaseStore? = nil) -> SharedStore {
        let path = stateFolder + "/" + StateDatabase.path
        func inMain(_ state: StateDatabase?) -> SharedStore {
            SharedStore(
                place: .main,
                store: main ?? own(mainFolder),
                state: state,
                problem: nil,
                hasInvalidOwner: false
            )
        }
        guard rules.hasSharedStore else { return inMain(nil) }
        do throws(DatabaseError) {
            let read = try reader.read(path) { (connection) throws(DatabaseFailure) in try StateDatabase(connection) }
            guard let state = read else { return inMain(nil) }
            let role = DatabaseIdentity.stateRole
            if let refusal = rules.refusal(state.identity, role: role, highest: rules.highestStateSchema) {
                return unknown(path, state, refusal)
            }
            switch state.owner {
            case .main: return inMain(state)
            case .invalid: return unknown(path, state, nil)
            case .stateDatabase:
                let (rows, layout) = state.shared
                return SharedStore(
                    place: .stateDatabase(layout),
                    store: DatabaseStore(path, rows, state.identity),
                    state: state,
                    problem: nil,
                    hasInvalidOwner: false
                )
            }
        } catch {
            return unknown(path, nil, .database(error))
        }
    }

    private func unknown(_ path: String, _ state: StateDatabase?, _ problem: DatabaseStore.Problem?) -> SharedStore {
        SharedStore(
            place: .unknown,
            store: DatabaseStore(path, problem.map { .failed($0) } ?? .absent(.row), state?.identity),
            state: state,
            problem: problem,
            hasInvalidOwner: problem == nil
        )
    }
}
