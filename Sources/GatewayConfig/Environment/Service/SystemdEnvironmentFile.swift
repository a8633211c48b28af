/// Parses a file of `EnvironmentFile=` or environment.d(5): similar to shell assignments, with differences.
///
/// Quotes may start and end within a value and span lines; a backslash escapes any character, but in double quotes only
/// those that a shell would; `#` and `;` start a comment only where a name could start.
enum SystemdEnvironmentFile {
    struct Entry: Equatable {
        var name: String
        /// Nil if nothing follows the `=`, not even empty quotes.
        var value: [UInt8]?
        /// 1-based.
        var line: Int
    }

    static func entries(of text: [UInt8]) -> [Entry] {
        var scanner = Scanner()
        for byte in text.prefix(while: { $0 != 0 }) { scanner.take(byte) }
        scanner.end()
        return scanner.entries
    }

    private struct Scanner {
        private enum State {
            case beforeName, name, beforeValue, value, escape, singleQuotes, doubleQuotes, escapeInQuotes
            case comment, escapeInComment
        }

        private(set) var entries: [Entry] = []
        private var state = State.beforeName
        private var name: [UInt8] = []
        private var value: [UInt8]?
        /// The length of `value` without trailing blanks, which are dropped at the end of an unquoted value.
        private var solidCount = 0
        private var line = 1
        private var nameLine = 1

        mutating func take(_ byte: UInt8) {
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch state {
            case .beforeName: beginName(byte)
            case .name: takeName(byte)
            case .beforeValue, .value: takeValue(byte)
            case .escape:
                state = .value
                if !byte.isLineEnd { add(byte, isSolid: true) }
            case .singleQuotes: quoted(byte, UInt8(ascii: "'"))
            case .doubleQuotes:
                if byte == UInt8(ascii: "\\") { state = .escapeInQuotes } else { quoted(byte, UInt8(ascii: "\"")) }
            case .escapeInQuotes: takeEscapeInQuotes(byte)
            case .comment:
                if byte == UInt8(ascii: "\\") { state = .escapeInComment } else if byte.isLineEnd { reset() }
            case .escapeInComment:
                if byte.isLineEnd { reset() } else { state = .comment }
            }
        }

        mutating func end() {
            switch state {
            case .beforeName, .name, .comment, .escapeInComment: return
            case .value, .beforeValue, .escape, .singleQuotes, .doubleQuotes, .escapeInQuotes: finish()
            }
        }

        private mutating func beginName(_ byte: UInt8) {
            if "#;".utf8.contains(byte) {
                state = .comment
            } else if !byte.isSystemdBlank {
                (state, name, nameLine) = (.name, [byte], line)
            }
        }

        private mutating func takeName(_ byte: UInt8) {
            if byte.isLineEnd {
                reset()
            } else if byte == UInt8(ascii: "=") {
                state = .beforeValue
            } else {
                name.append(byte)
            }
        }

        /// Quotes are special only before an unquoted value has begun.
        private mutating func takeValue(_ byte: UInt8) {
            if byte.isLineEnd {
                finish()
            } else if byte == UInt8(ascii: "\\") {
                // Blanks before an escape are kept in any case.
                (state, solidCount) = (.escape, value?.count ?? 0)
            } else if state == .beforeValue, byte == UInt8(ascii: "'") {
                state = .singleQuotes
            } else if state == .beforeValue, byte == UInt8(ascii: "\"") {
                state = .doubleQuotes
            } else if state == .value || !byte.isSystemdBlank {
                state = .value
                add(byte, isSolid: !byte.isSystemdBlank)
            }
        }

        private mutating func quoted(_ byte: UInt8, _ quote: UInt8) {
            if byte == quote { state = .beforeValue } else { add(byte, isSolid: true) }
        }

        private mutating func takeEscapeInQuotes(_ byte: UInt8) {
            state = .doubleQuotes
            if byte == UInt8(ascii: "\n") { return }
            if !"\"\\`$".utf8.contains(byte) { add(UInt8(ascii: "\\"), isSolid: true) }
            add(byte, isSolid: true)
        }

        private mutating func add(_ byte: UInt8, isSolid: Bool) {
            if value == nil { value = [] }
            value?.append(byte)
            if isSolid { solidCount = value?.count ?? 0 }
        }

        private mutating func finish() {
            let text = String(decoding: name[...].trimmedBlanks, as: UTF8.self)
            entries.append(Entry(name: text, value: value.map { Array($0.prefix(solidCount)) }, line: nameLine))
            reset()
        }

        private mutating func reset() {
            (state, name, value, solidCount) = (.beforeName, [], nil, 0)
        }
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}
