internal import GatewayConfig
internal import Secrets

extension ConfigIssue {
    /// The path, or `<root>` as the gateway names the whole file.
    var shownPath: String { path.isEmpty ? "<root>" : path }

    /// Path and sentence, redacted.
    var line: String { Redaction.redact(shownPath + ": " + sentence) }
}
