internal import GatewayHost

/// The version of this program and the newest gateway release that it knows.
enum Version {
    static let program = "0.1.0"
    static let gateway = ReleaseDetection.known.newest.version
    static let line = Words.text("version.line", ["version": program, "gateway": gateway])
}
