internal import GatewayConfig

/// Finds out which release of the gateway a host has, among those that this program knows.
package struct ReleaseDetection: Sendable {
    /// The newest release that this program knows.
    package let newest: GatewayRelease

    package init(newest: GatewayRelease) { self.newest = newest }

    /// The releases whose data is compiled into this program.
    package static let known: ReleaseDetection = {
        guard let newest = ReleaseData.all.last else { preconditionFailure("Resources/gateways: no release") }
        return ReleaseDetection(newest: GatewayRelease(newest))
    }()

    /// The release of this host: the newest one, as long as no other is known.
    package func detect() -> GatewayRelease { newest }
}
