internal import GatewayConfig

/// Finds out which release of the gateway a host has, among those that this program knows.
package struct ReleaseDetection: Sendable {
    /// The oldest first.
    private let older: [GatewayRelease]
    /// The newest release that this program knows.
    package let newest: GatewayRelease

    package init(newest: GatewayRelease, older: [GatewayRelease] = []) {
        self.newest = newest
        self.older = older
    }

    /// The releases whose data is compiled into this program.
    package static let known: ReleaseDetection = {
        let releases = ReleaseData.all.map(GatewayRelease.init)
        guard let newest = releases.last else { preconditionFailure("Resources/gateways: no release") }
        return ReleaseDetection(newest: newest, older: releases.dropLast())
    }()

    /// The release of this host: the newest one, as long as no other is known.
    package func detect() -> GatewayRelease { newest }
}
