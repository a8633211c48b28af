extension LiveHost {
    /// The verdict on an agent, from the files as they are now: what was written counts, and so does a check that was
    /// remembered meanwhile. Nil if the config does not have the agent any more.
    package func verdict(of agent: String) -> HostVerdict? {
        let snapshot = read(for: .report)
        let report = try? StatusReport(
            snapshot,
            self,
            agent: agent,
            service: ServiceSnapshot.read(snapshot, self),
            extent: .answer
        )
        return report.map { report in
            let status = StatusText(report, texts: texts, zone: host.zone)
            return HostVerdict(
                text: status.verdict,
                canAnswer: report.verdict.canAnswer,
                document: status.verdictDocument
            )
        }
    }
}
