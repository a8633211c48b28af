internal import Secrets

/// Shortens text: paths lose middle folders, URLs their scheme, other text its end; a mark shows the gap.
package enum Shortening {
    /// Marks the missing part. The ellipsis character is two cells wide in some terminals.
    package static let mark = ".."
    /// Marks the missing folders of a path. `..` would name the folder above, and a path with it another file.
    package static let folders = "<..>"

    /// The text with at most `columns` cells: shortened as a URL or a path if it is one, else at its end.
    package static func fit(_ text: String, columns: Int) -> String {
        if text.contains("://") { return url(text, columns: columns) }
        if text.contains("/"), !text.contains(" ") { return path(text, columns: columns) }
        return end(text, columns: columns)
    }

    /// The text without its end.
    package static func end(_ text: String, columns: Int) -> String {
        guard TextWidth.columns(of: text) > columns else { return text }
        // Masked before it is cut, because part of a secret is no longer recognised.
        let text = VisibleText.of(text)
        guard TextWidth.columns(of: text) > columns else { return text }
        guard columns > mark.count else { return prefix(mark, columns: columns) }
        var kept = prefix(text, columns: columns - mark.count)
        while let last = kept.last, last == "." || last == " " { kept.removeLast() }
        return kept + mark
    }

    /// The path without middle folders: `~/.openclaw/<..>/auth-profiles.json`. The first folder is dropped before the
    /// file name.
    package static func path(_ path: String, columns: Int) -> String {
        guard TextWidth.columns(of: path) > columns else { return path }
        let path = VisibleText.of(path)
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let name = parts.last else { return end(path, columns: columns) }
        // The first of the parts that fit at the end, each with a slash before it.
        var (tail, room) = (parts.count, columns - folders.count)
        while tail > 0, case let width = TextWidth.columns(of: parts[tail - 1]) + 1, width <= room {
            (tail, room) = (tail - 1, room - width)
        }
        for head in stride(from: min(2, parts.count - 2), through: 0, by: -1) {
            let lead = parts[..<head].map { $0 + "/" }.joined()
            var (first, room) = (tail, room - TextWidth.columns(of: lead))
            while room < 0, first < parts.count {
                room += TextWidth.columns(of: parts[first]) + 1
                first += 1
            }
            first = max(first, head + 1)
            if first < parts.count { return ([lead + folders] + parts[first...]).joined(separator: "/") }
        }
        return end(name, columns: columns)
    }

    /// The text in pieces of at most `columns` cells, the first with its own width; characters are not split.
    package static func pieces(of text: String, first: Int, then columns: Int) -> [String] {
        var (pieces, piece, width, room): ([String], String, Int, Int) = ([], "", 0, first)
        TextWidth.forEachGlyph(in: text) { glyph, cellWidth in
            if width + cellWidth > room, !piece.isEmpty {
                pieces.append(piece)
                (piece, width, room) = ("", 0, columns)
            }
            glyph.append(to: &piece)
            width += cellWidth
            return true
        }
        return pieces + [piece]
    }

    /// The same, but a piece ends behind a space where there is one in its second half, so that words stay whole. No
    /// character is left out; a space behind a full piece belongs to it.
    package static func pieces(of text: String, first: Int, thenAtSpaces columns: Int) -> [String] {
        var (pieces, rest, room): ([String], Substring, Int) = ([], text[...], first)
        while true {
            // No more than can fit, because a line of a file can be very long.
            let ahead = rest.prefix(room + 1)
            let fitting = prefix(String(ahead), columns: room).count
            guard fitting < ahead.count || ahead.endIndex < rest.endIndex else { return pieces + [String(rest)] }
            let head = ahead.prefix(max(1, fitting))
            let isWhole = rest.dropFirst(head.count).first == " "
            let middle = head.index(head.startIndex, offsetBy: head.count / 2)
            let space = head[middle...].lastIndex(of: " ").map { head.distance(from: head.startIndex, to: $0) + 1 }
            let piece = rest.prefix(isWhole ? head.count + 1 : space ?? head.count)
            pieces.append(String(piece))
            rest = rest[piece.endIndex...]
            room = columns
        }
    }

    /// The URL without its scheme, then without the middle of its path.
    package static func url(_ url: String, columns: Int) -> String {
        guard TextWidth.columns(of: url) > columns else { return url }
        let parts = url.split(separator: "://", maxSplits: 1).map(String.init)
        let bare = parts.count == 2 ? parts[1] : url
        let host = bare.prefix { $0 != "/" }
        let short = path(bare, columns: columns)
        // A URL without its host is meaningless: rather keep its start.
        return short.hasPrefix(host) ? short : end(bare, columns: columns)
    }

    /// As many whole characters as fit.
    package static func prefix(_ text: String, columns: Int) -> String {
        var result = ""
        var width = 0
        TextWidth.forEachGlyph(in: text) { glyph, cellWidth in
            guard width + cellWidth <= columns else { return false }
            glyph.append(to: &result)
            width += cellWidth
            return true
        }
        return result
    }
}
