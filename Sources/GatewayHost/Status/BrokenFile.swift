internal import CredentialStores
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
internal import Secrets

/// A file of the gateway that cannot be read, with the lines around the place; values that look secret are redacted.
package struct BrokenFile: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        /// Counted from 1.
        package var number: Int
        package var text: String
    }

    /// The absolute path.
    package let path: String
    /// The place of the mistake, counted from 1.
    package let line: Int
    package let column: Int
    /// What is wrong there, as a few words.
    package let hint: String
    /// The last one has the mistake; empty if the text is not available.
    package let lines: [Line]
    /// The number of characters of the last line before the mistake.
    package let caret: Int

    /// The number of lines before that of the mistake.
    private static let linesBefore = 2

    init(path: String, _ bytes: [UInt8]?, _ error: ParseError, _ explain: Explanation) {
        self.path = path
        (line, column) = (error.position.line, error.position.column)
        hint = explain.shortHint(of: error)
        guard let bytes, error.problem != .utf16 else {
            (lines, caret) = ([], 0)
            return
        }
        let offset = min(error.position.offset, bytes.count)
        let shown = UnparsedText(bytes, marking: [offset])
        let place = shown.place(of: offset) ?? (0, 0)
        let first = max(0, place.line - Self.linesBefore)
        // A hidden value can span lines, so a line's number is counted back from that of the mistake.
        let number = error.position.line - place.line + first
        lines = shown.lines[first...place.line].enumerated().map { index, text in
            let plain = text.replacing("\t", with: " ")
            return Line(number: max(1, number + index), text: VisibleText.of(plain))
        }
        let before = String(shown.lines[place.line].prefix(place.column)).replacing("\t", with: " ")
        caret = VisibleText.of(before).count
    }
}

extension LiveHost {
    /// The files that cannot be read because of a mistake in them: the config or a file that it includes, then stores.
    package func brokenFiles(on snapshot: HostSnapshot) -> [BrokenFile] {
        let explain = explanation(of: snapshot)
        var found: [BrokenFile] = []
        switch snapshot.config.problem {
        case .unparsable(let path, let error):
            found.append(BrokenFile(path: path, snapshot.config.file?.contents, error, explain))
        case .include(let error):
            if case .unparsable(_, let resolved, let failure) = error.problem {
                let bytes = try? FileSnapshot.read(resolved, host.files).contents
                found.append(BrokenFile(path: resolved, bytes, failure, explain))
            }
        default: break
        }
        for agent in snapshot.agents {
            guard case .failure(.unreadable(let error))? = agent.found?.store, let file = agent.file else { continue }
            found.append(BrokenFile(path: file.path, file.contents, error, explain))
        }
        return found
    }
}

extension Explanation {
    /// What is wrong at the place of an error, without the place.
    func shortHint(of error: ParseError) -> String {
        guard let hint = error.hint, texts.has("parse.short.\(hint)") else { return what(error.problem) }
        return texts("parse.short.\(hint)")
    }
}
