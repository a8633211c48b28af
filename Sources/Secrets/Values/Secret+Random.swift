import CSystem

/// The kernel returned no random bytes; `code` is the errno.
package struct RandomnessError: Error, Equatable {
    package let code: Int32
}

extension Secret {
    /// Random lower-case hex digits from getrandom(2): 24 bytes give the 48 digits of a gateway token.
    package static func randomHex(bytes byteCount: Int = 24) throws(RandomnessError) -> Secret {
        let raw = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: byteCount)
        defer {
            csystem_wipe(raw.baseAddress, byteCount)
            raw.deallocate()
        }
        let code = csystem_random(raw.baseAddress, byteCount)
        guard code == 0 else { throw RandomnessError(code: code) }
        let digits = Array("0123456789abcdef".utf8)
        var hex = SecretBuffer()
        for byte in raw {
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
        return hex.secret
    }
}
