/// The version of this program and the gateway version whose file formats it follows.
enum Version {
    static let program = "0.1.0"
    static let gateway = "2026.2.9"
    static let line = Words.text("version.line", ["version": program, "gateway": gateway])
}
