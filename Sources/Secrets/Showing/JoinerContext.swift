/// Positions where an invisible character legitimately belongs to letters or emoji around it, because people use such
/// names for agents.
enum JoinerContext {
    private static let joiner: UInt32 = 0x200D
    private static let pictureSelector: UInt32 = 0xFE0F

    /// Whether the scalar joins two emoji, joins letters after a virama (RFC 5892, A.2), or selects the emoji
    /// presentation of the preceding scalar.
    static func allows(_ value: UInt32, in bytes: UnsafeBufferPointer<UInt8>, at place: Range<Int>) -> Bool {
        guard value == joiner || value == pictureSelector,
            let before = UTF8Scalar.before(place.lowerBound, in: bytes)
        else { return false }
        let after = UTF8Scalar.at(place.upperBound, in: bytes)
        if value == pictureSelector { return isPicture(before) || isKeycap(before, after) }
        if before.properties.canonicalCombiningClass == .virama { return after?.properties.isAlphabetic == true }
        return after.map(isPicture) == true
            && (isPicture(before) || isSelected(before, endingAt: place.lowerBound, in: bytes))
    }

    /// Whether the scalar is the variation selector of a preceding emoji.
    private static func isSelected(
        _ scalar: Unicode.Scalar,
        endingAt end: Int,
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard scalar.value == pictureSelector else { return false }
        return UTF8Scalar.before(end - UTF8.width(scalar), in: bytes).map(isPicture) == true
    }

    private static func isPicture(_ scalar: Unicode.Scalar) -> Bool { !scalar.isASCII && scalar.properties.isEmoji }

    /// A digit, `#` or `*` before U+20E3, the enclosing keycap.
    private static func isKeycap(_ before: Unicode.Scalar, _ after: Unicode.Scalar?) -> Bool {
        before.isASCII && before.properties.isEmoji && after?.value == 0x20E3
    }
}
