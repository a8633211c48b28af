internal import CredentialStores
package import Secrets

extension ChangePlan {
    /// The plan as a text diff, file by file, with every secret replaced by `‹redacted›`.
    ///
    /// A replaced secret would look the same on both sides, so its new line is marked as new.
    package func redactedDiff(display: (String) -> String = { $0 }) -> [DiffLine] {
        files.flatMap { file in [DiffLine(kind: .file, text: display(file.path))] + file.lines }
    }
}
