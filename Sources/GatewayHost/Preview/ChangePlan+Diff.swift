internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
internal import Secrets

extension ChangePlan {
    /// The plan as a difference of texts, file after file, in which every secret value reads `‹redacted›`.
    ///
    /// A changed secret would look the same on both sides, so its new line says that it is a new one.
    package func redactedDiff(display: (String) -> String = { $0 }) -> [DiffLine] {
        files.flatMap { file in
            [DiffLine(kind: .file, text: display(file.path))]
                + RedactedText.difference(from: file.basedOn.contents, to: file.contents, role: file.role)
        }
    }
}
