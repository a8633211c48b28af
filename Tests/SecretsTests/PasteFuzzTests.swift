import Secrets
import Testing

/// Properties of the paste reader: what it keeps was in the paste, and nothing crashes it.
@Suite struct PasteFuzzTests {
    @Test func randomBytesNeverCrash() {
        var random = SplitMix(seed: 11)
        let pieces: [[UInt8]] = [
            Array("sk-ant-oat01-".utf8), Array("sk-ant-".utf8), Array("export X=".utf8), Array("Bearer ".utf8),
            [0x1B, 0x5B],
            [0x1B, 0x5D], Array("…".utf8), Array("│".utf8), Array("“".utf8), [0xFF], [0xC3], [0x0D, 0x0A], [0x20],
            Array("#".utf8),
            Array(String(repeating: "T", count: 40).utf8), Array("***".utf8), Array("ｓ".utf8), [0x00], Array("=".utf8),
            Array("\"".utf8),
        ]
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<12, using: &random) {
                bytes += pieces[Int.random(in: pieces.indices, using: &random)]
                if Bool.random(using: &random) { bytes.append(UInt8.random(in: 0...255, using: &random)) }
            }
            check(PasteReader.read(Secret(utf8: bytes)), of: bytes)
        }
    }

    @Test func everyCutOfAScreenIsReadOrRefused() {
        let screen =
            "✓ Created!\n\n\u{1B}[1m" + wrapped(Fake.token, width: 50, begin: "│ ", end: " │\r\n")
            + "\nStore this token."
        let bytes = Array(screen.utf8)
        for end in bytes.indices { check(PasteReader.read(Secret(utf8: bytes[..<end])), of: Array(bytes[..<end])) }
    }

    /// All combinations of how terminals and documents alter a token.
    @Test func aMangledTokenComesOutWhole() {
        let wraps = [0, 40, 79, 100]
        let begins = ["", "    ", "│ "]
        let ends = ["\n", "  \r\n", " │\n"]
        let heads = ["", "export CLAUDE_CODE_OAUTH_TOKEN=", "Your token:\n\n", "\u{FEFF}", "\u{1B}[32m"]
        let tails = ["", "\n\nStore this token securely.", "\u{1B}[0m\n", "\u{200B}", "\nDone"]
        for wrap in wraps {
            for begin in begins {
                for end in ends {
                    let body = wrap == 0 ? Fake.token : wrapped(Fake.token, width: wrap, begin: begin, end: end)
                    for head in heads {
                        for tail in tails {
                            let outcome = read(head + body + tail).outcome
                            #expect(
                                outcome == Fake.whole(Fake.token),
                                "\(wrap) \(begin) \(end.debugDescription) \(head) \(tail)"
                            )
                        }
                    }
                }
            }
        }
    }

    private func check(_ paste: Paste, of bytes: [UInt8]) {
        switch paste.outcome {
        case .setupToken(let secret, let length):
            #expect(secret.count >= TokenLength.minimum)
            #expect(length == PasteReader.length(of: secret))
            checkKept(secret, bytes)
        case .apiKey(let secret), .unknownKind(let secret):
            #expect(!secret.isEmpty)
            checkKept(secret, bytes)
        case .several(let candidates):
            #expect(candidates.count >= 2)
            for candidate in candidates { checkKept(candidate.secret, bytes) }
        case .refused:
            #expect(paste.removed.isEmpty)
        }
    }

    /// Only printable ASCII is kept, every character was in the paste, and in this order.
    private func checkKept(_ secret: Secret, _ bytes: [UInt8]) {
        secret.withUTF8 { kept in
            #expect(kept.allSatisfy { (0x21...0x7E).contains($0) })
            var rest = bytes[...]
            for byte in kept {
                guard let place = rest.firstIndex(of: byte) else {
                    Issue.record("a character that was not pasted")
                    return
                }
                rest = rest[(place + 1)...]
            }
        }
    }
}

/// A small deterministic generator (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
