/// White space and comments.
extension Parser {
    /// Steps over white space and comments and returns the byte behind. Between most tokens stands one blank or nothing.
    @inline(__always)
    @discardableResult
    mutating func skipTrivia() throws(Failure) -> UInt8 {
        var byte = current
        if byte == 0x20 {
            offset += 1
            byte = current
        }
        return byte <= 0x20 || byte == UInt8(ascii: "/") || byte >= 0x80 ? try skipMoreTrivia() : byte
    }

    private mutating func skipMoreTrivia() throws(Failure) -> UInt8 {
        while true {
            let byte = current
            switch byte {
            case 0x20, 0x0A, 0x0D, 0x09:
                offset = text.endOfPlainBlanks(from: offset)
            case UInt8(ascii: "/") where !isStrict:
                try skipComment()
            case 0x0B, 0x0C, 0x80...:
                guard !isStrict, let length = text.whitespaceLength(at: offset) else { return byte }
                offset += length
            default:
                return byte
            }
        }
    }

    private mutating func skipComment() throws(Failure) {
        switch text.byte(at: offset + 1) {
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

extension [UInt8] {
    /// Where something other than the blanks and line breaks of strict JSON begins.
    fileprivate func endOfPlainBlanks(from offset: Int) -> Int {
        withUnsafeBufferPointer { text in
            var offset = offset
            while offset < text.count, text[offset].isPlainBlank { offset += 1 }
            return offset
        }
    }
}

extension UInt8 {
    fileprivate var isPlainBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
