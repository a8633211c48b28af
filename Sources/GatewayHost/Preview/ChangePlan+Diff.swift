internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
internal import Secrets

extension ChangePlan {
    /// The plan as a text diff, file by file, with every secret replaced by `‹redacted›`.
    ///
    /// A replaced secret would look the same on both sides, so its new line is marked as new.
    package func redactedDiff(display: (String) -> String = { $0 }) -> [DiffLine] {
        files.flatMap { file in
            [DiffLine(kind: .file, text: display(file.path))]
                + RedactedText.difference(
                    from: file.basedOn.contents,
                    to: file.contents,
                    role: file.role,
                    format: file.format
                )
        }
    }
}
