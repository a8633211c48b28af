/// The lock that protects a file against other programs.
package enum LockKind: String, Sendable {
    /// The gateway's: a folder `<realpath>.lock` beside the file.
    case gateway
    /// None; the gateway has no lock for `openclaw.json`.
    case none

    /// The gateway's lock folder of a file.
    static func gatewayFolder(of realPath: String) -> String { realPath + ".lock" }
}
