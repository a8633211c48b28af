internal import CredentialStores
internal import GatewayConfig

// What a person has to know of the stores of a host, and why this program does not write them.
extension HostSnapshot {
    /// What has to be known of the stores: first of what all agents share, then of each agent's. Without a store it is
    /// also why none is begun.
    static func notices(
        _ readings: [AgentReading],
        _ explain: Explanation,
        _ program: InstalledProgram?
    ) -> [Problem] {
        let shared = readings.first { $0.reading.found?.sharedFindings.isEmpty == false }
        let ofAll = shared?.reading.found?.sharedFindings ?? []
        let unbegun = readings.filter { $0.reading.found?.format == nil }.map { ($0.id, $0.reading) }
        return ofAll.map { explain.problem($0, agent: shared?.id.text ?? "", program) }
            + readings.flatMap(\.reading.notices) + newerStores(unbegun, texts: explain.texts)
    }

    /// Stores that this program must not write, each reason once: all agents of a host have the same, as a rule.
    static func newerStores(_ readings: [(id: AgentID, reading: StoreReading)], texts: Texts) -> [Problem] {
        var told: [(step: String?, problem: Problem, others: [String])] = []
        for (id, reading) in readings {
            guard let problem = reading.newerStore else { continue }
            if let place = told.firstIndex(where: { $0.step == problem.next }) {
                told[place].others.append(id.text)
            } else {
                told.append((problem.next, problem, []))
            }
        }
        return told.map { _, problem, others in
            guard !others.isEmpty else { return problem }
            let same = texts(
                "store.newer.others",
                ["agents": texts.list(others), "count": String(others.count)]
            )
            return problem.with(details: [same] + problem.details)
        }
    }
}
