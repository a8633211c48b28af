internal import Credentials
internal import GatewayConfig
package import JSON5

/// A status report in words: as plain lines, and as the document of `--json`.
package struct StatusText: Sendable {
    /// Whether the gateway runs, when somebody asked.
    package enum Gateway: Sendable, Equatable {
        case notAsked
        case stopped
        case running(process: Int32)

        /// Whether it runs on a host.
        package static func of(_ snapshot: HostSnapshot) -> Gateway {
            snapshot.gatewayProcess.map(running) ?? .stopped
        }
    }

    package let report: StatusReport
    let texts: Texts
    package let gateway: Gateway
    package let moments: MomentText

    package init(
        _ report: StatusReport,
        texts: Texts = .english,
        zone: ClockZone = .utc,
        gateway: Gateway = .notAsked
    ) {
        self.report = report
        self.texts = texts
        self.gateway = gateway
        moments = MomentText(texts: texts, zone: zone, now: report.readAt)
    }
}

extension StatusReport {
    /// The report as the one document of `--json`.
    package var document: Value { StatusText(self).document }

    /// The report as plain lines.
    package var lines: [String] { StatusText(self).lines }
}
