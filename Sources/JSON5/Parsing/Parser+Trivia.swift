/// White space and comments.
extension Parser {
    /// Fast path: most tokens are separated by one blank or nothing.
    @inline(__always)
    mutating func skipTrivia() throws(Failure) {
        if current == 0x20 { offset += 1 }
        if current <= 0x20 || current == UInt8(ascii: "/") || current >= 0x80 { try skipMoreTrivia() }
    }

    private mutating func skipMoreTrivia() throws(Failure) {
        while true {
            switch current {
            case 0x20, 0x0A, 0x0D, 0x09:
                offset += 1
            case UInt8(ascii: "/") where !isStrict:
                try skipComment()
            case 0x0B, 0x0C, 0x80...:
                guard !isStrict, let length = text.whitespaceLength(at: offset) else { return }
                offset += length
            default:
                return
            }
        }
    }

    private mutating func skipComment() throws(Failure) {
        switch start[offset + 1] {
        case UInt8(ascii: "/"):
            offset = text.endOfLine(from: offset)
        case UInt8(ascii: "*"):
            guard let end = text.endOfBlockComment(at: offset) else {
                throw Failure(offset: offset, problem: .unterminatedComment)
            }
            offset = end
        default:
            offset += 1
            throw unexpected(.comment)
        }
    }
}
