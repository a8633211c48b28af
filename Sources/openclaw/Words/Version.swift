/// The program's own version and the gateway's whose files it follows.
enum Version {
    static let program = "0.1.0"
    static let gateway = "2026.2.9"
    static let line = Words.text("version.line", ["version": program, "gateway": gateway])
}
