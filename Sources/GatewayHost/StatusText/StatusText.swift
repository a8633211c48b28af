internal import Credentials
internal import GatewayConfig
package import JSON5

/// A status report as texts: plain lines, and the `--json` document.
package struct StatusText: Sendable {
    /// Whether the gateway is running, if that was checked.
    package enum Gateway: Sendable, Equatable {
        case notAsked
        case stopped
        case running(process: Int32)

        /// Checks whether the gateway is running on a host.
        package static func of(_ snapshot: HostSnapshot, _ live: LiveHost) -> Gateway {
            live.gatewayProcess(of: snapshot).map(running) ?? .stopped
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

extension StatusText {
    /// Whether this program sets up a provider's credentials; for any other one only the gateway's program can.
    package func isSupported(_ provider: String?) -> Bool { provider == report.supportedProvider }
}

extension StatusReport {
    /// The `--json` document of the report.
    package var document: Value { StatusText(self).document }

    /// The plain lines of the report.
    package var lines: [String] { StatusText(self).lines }
}
