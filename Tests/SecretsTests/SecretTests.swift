import Foundation
import Secrets
import Testing

@Suite struct SecretTests {
    private let secret = Secret("sk-ant-api03-AAAAAAAAAAAAAAAAAAAAwxyz")

    @Test func noWayOfPrintingShowsIt() throws {
        var dumped = ""
        dump(secret, to: &dumped)
        dump(["key": secret], to: &dumped)
        let encoded = String(decoding: try JSONEncoder().encode(["key": secret]), as: UTF8.self)
        let wrapped: Secret? = secret
        for text in [
            "\(secret)", String(reflecting: secret), "\(String(describing: wrapped))", "\([secret])", dumped, encoded,
        ] {
            #expect(!text.contains("AAAA"), "\(text)")
            #expect(!text.contains("wxyz"), "\(text)")
        }
        #expect("\(secret)" == "‹redacted›")
        #expect(encoded == #"{"key":"‹redacted›"}"#)
    }

    @Test func aPasteThatHoldsOneDoesNotShowItEither() {
        let paste = PasteReader.read(secret)
        var dumped = "\(paste)"
        dump(paste, to: &dumped)
        #expect(!dumped.contains("AAAA"))
    }

    @Test func equalBytesAreEqual() {
        #expect(secret == Secret("sk-ant-api03-AAAAAAAAAAAAAAAAAAAAwxyz"))
        #expect(secret != Secret("sk-ant-api03-AAAAAAAAAAAAAAAAAAAAwxy"))
        #expect(secret != Secret("sk-ant-api03-AAAAAAAAAAAAAAAAAAAAwxyZ"))
        #expect(Secret("") == Secret(utf8: []))
    }

    @Test func theEndingIsTheLastFourOfALongOne() {
        #expect(secret.ending == "wxyz")
        #expect(Secret("123456789012345").ending == "")
        #expect(Secret("1234567890123456").ending == "3456")
        #expect(Secret("aaaaaaaaaaaaaaaaaaaaé").ending == "")
    }

    @Test func bytesAreLentAsTheyAre() {
        #expect(Secret(utf8: [0xFF, 0x00, 0x41]).withUTF8 { Array($0) } == [0xFF, 0x00, 0x41])
    }

    @Test func randomHexIsFortyEightDigitsAndNeverTheSame() throws {
        let one = try Secret.randomHex(bytes: 24)
        let other = try Secret.randomHex(bytes: 24)
        #expect(one.count == 48)
        #expect(one != other)
        #expect(one.withUTF8 { $0.allSatisfy { "0123456789abcdef".utf8.contains($0) } })
    }
}

@Suite struct SecretBufferTests {
    @Test func growsFarBeyondItsFirstMemory() {
        var buffer = SecretBuffer()
        for index in 0..<5000 { buffer.append(UInt8(65 + index % 26)) }
        #expect(buffer.count == 5000)
        #expect(buffer.secret.withUTF8 { $0[4999] } == UInt8(65 + 4999 % 26))
    }

    @Test func takesAwayWholeCharacters() {
        var buffer = SecretBuffer(Secret("aé😀"))
        buffer.removeLast()
        #expect(buffer.secret == Secret("aé"))
        buffer.removeLast()
        #expect(buffer.secret == Secret("a"))
        buffer.removeLast()
        buffer.removeLast()
        #expect(buffer.isEmpty)
    }

    @Test func aCopyDoesNotSeeLaterChanges() {
        var buffer = SecretBuffer(Secret("abc"))
        let copy = buffer
        buffer.append(Secret("def"))
        buffer.removeLast()
        #expect(copy.secret == Secret("abc"))
        #expect(buffer.secret == Secret("abcde"))
        buffer.removeAll()
        #expect(buffer.isEmpty)
        #expect("\(copy)" == "‹redacted›")
    }
}

@Suite struct ProcessHardeningTests {
    @Test func aTestBuildStaysDumpableAndLimitsComeBack() throws {
        let hardening = try ProcessHardening.apply()
        #if OPENCLAW_DUMPABLE
            #expect(ProcessHardening.isDumpable)
        #else
            #expect(!ProcessHardening.isDumpable)
        #endif
        try hardening.restoreLimits()
    }
}
