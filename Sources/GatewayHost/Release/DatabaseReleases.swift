package import CredentialStores
package import GatewayConfig
internal import JSON5

/// What the releases that keep credentials in databases do with them, from `Resources/gateways/databases.json`.
///
/// It is read only on a host with databases.
package struct DatabaseReleases: Sendable {
    /// From one release to the next row's.
    private struct Row {
        let since: ReleaseNumber
        let rules: DatabaseRules
        /// Whether the gateway's program has a command that removes a profile.
        let removes: Bool
    }

    /// The oldest first.
    private let rows: [Row]

    /// The data compiled into the binary.
    package static var known: DatabaseReleases { DatabaseReleases(ReleaseData.databases) }

    /// Reads the data; malformed data is a bug of this program.
    init(_ data: BuiltInJSON) {
        rows = (data.members["releases"]?.elements ?? []).compactMap { element in
            let row = element.members
            return row["since"]?.text.flatMap { ReleaseNumber($0) }.map { since in
                Row(since: since, rules: DatabaseRules(row), removes: row["removes"]?.isTrue ?? false)
            }
        }
    }

    /// What the gateway of a host accepts of a database.
    ///
    /// Only a program that is there, or its service, says what it cannot open: a file tells what wrote it. Where nothing
    /// is said, the newest release counts, and a release between two rows has those of the earlier one.
    /// - Parameter replaced: the first release that keeps credentials in databases.
    package func rules(_ evidence: ReleaseEvidence, replaced: ReleaseNumber?) -> DatabaseRules {
        guard let newest = rows.last?.rules else { return DatabaseRules() }
        let older = replaced.map { replaced in
            !evidence.items.isEmpty && evidence.items(notBefore: replaced).isEmpty
        }
        var rules = row(evidence.assumed)?.rules ?? newest
        if older == true {
            rules = newest
            rules.readsFiles = true
        }
        if evidence.host == nil || older == true || row(evidence.host) == nil {
            (rules.highestAgentSchema, rules.highestStateSchema) = (nil, nil)
            // Where the shared store is says the database itself.
            rules.hasSharedStore = true
        }
        return rules
    }

    /// Whether the gateway's own program can remove a profile.
    package func removes(_ evidence: ReleaseEvidence) -> Bool {
        (row(evidence.assumed) ?? rows.last)?.removes ?? false
    }

    private func row(_ item: ReleaseEvidence.Item?) -> Row? {
        guard let item else { return nil }
        return rows.last { item.isNot(before: $0.since) }
    }
}

extension DatabaseRules {
    fileprivate init(_ row: BuiltInJSON.Members) {
        func says(_ name: String) -> Bool { row[name]?.isTrue ?? false }
        self.init(
            highestAgentSchema: row["agentSchema"]?.integer.map { Int64($0) },
            highestStateSchema: row["stateSchema"]?.integer.map { Int64($0) },
            checksRole: says("checksRole"),
            readsViews: says("readsViews"),
            hasSharedStore: says("sharedStore"),
            refusesOlderFiles: says("refusesOlderFiles")
        )
    }
}

extension GatewayRelease {
    /// What the gateway of a host accepts of a database.
    package func databases(_ evidence: ReleaseEvidence) -> DatabaseRules {
        DatabaseReleases.known.rules(evidence, replaced: storeReplacedIn)
    }
}
