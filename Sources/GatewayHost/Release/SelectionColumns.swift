internal import Credentials
internal import GatewayConfig
internal import JSON5

/// How the releases that keep credentials in databases choose a profile: a column of rules for each release that was
/// compared, from `Resources/gateways/databases.json`. Read only on a host with databases.
struct SelectionColumns {
    private struct Column {
        /// Nil for the last one, which stands for all later releases.
        let release: ReleaseNumber?
        let rules: GatewayRules.Selection
    }

    /// The oldest first.
    private let columns: [Column]

    /// The data compiled into the binary.
    static var known: SelectionColumns { SelectionColumns(ReleaseData.databases) }

    /// Reads the data; malformed data is a bug of this program.
    init(_ data: BuiltInJSON) {
        columns = (data.members["selection"]?.elements ?? []).map { element in
            let rules = GatewayRules.Selection(element.members)
            return Column(release: rules.release.flatMap { ReleaseNumber($0) }, rules: rules)
        }
    }

    /// The rules of the gateway of a host. A release between two columns has those of the later one; an unknown one, and
    /// one that keeps no databases and yet has some, those of the newest.
    /// - Parameter replaced: the first release that keeps credentials in databases.
    func rules(_ evidence: ReleaseEvidence, replaced: ReleaseNumber?) -> GatewayRules.Selection {
        let newest = columns.last?.rules ?? GatewayRules.Selection()
        guard let version = evidence.assumed?.version,
            let release = ReleaseNumber.withoutSuffix(version)
        else { return newest }
        if let replaced, release < replaced { return newest }
        let column = columns.first { column in column.release.map { !($0 < release) } ?? true }
        return column?.rules ?? newest
    }
}

extension GatewayRules.Selection {
    fileprivate init(_ data: BuiltInJSON.Members) {
        func says(_ name: String) -> Bool { data[name]?.isTrue ?? false }
        func names(_ name: String) -> [String] { (data[name]?.elements ?? []).compactMap(\.text) }
        self.init()
        release = data["release"]?.text
        setsReplacementsAside = says("setsReplacementsAside")
        checksExpiries = says("checksExpiries")
        refusesCommands = says("refusesCommands")
        needsLogins = says("needsLogins")
        fallsBackToStored = says("fallsBackToStored")
        putsExpiredLoginsLast = says("putsExpiredLoginsLast")
        ordersByModel = says("ordersByModel")
        scopedReasons = names("scopedReasons")
        scopesBlocks = says("scopesBlocks")
        knowsAllModels = says("knowsAllModels")
        unskippedProviders = names("unskippedProviders")
        forgetsExpiredMarks = says("forgetsExpiredMarks")
        keepsRateLimitCounts = says("keepsRateLimitCounts")
        forgetsBlockScopes = says("forgetsBlockScopes")
        reasons = names("reasons")
        trustsCooldownReasons = says("trustsCooldownReasons")
    }
}
