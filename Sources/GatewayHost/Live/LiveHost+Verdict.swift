internal import GatewayConfig
package import JSON5

/// Whether an agent can answer, as the answer of a command tells it that has changed something.
package struct HostVerdict: Sendable, Equatable {
    /// The sentence with which the status opens.
    package let text: String
    /// Nil if it cannot be determined.
    package let canAnswer: Bool?
    /// `verdict` in JSON documents, the same as in the status.
    package let document: Value

    package init(text: String, canAnswer: Bool?, document: Value) {
        self.text = text
        self.canAnswer = canAnswer
        self.document = document
    }
}

extension HostVerdict {
    /// The sentence where nobody answers.
    package var obstacle: String? { canAnswer == false ? text : nil }

    /// The sentence as a line of an answer; a warning where nobody answers.
    package var line: String { canAnswer == false ? "! " + text : text }
}

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
