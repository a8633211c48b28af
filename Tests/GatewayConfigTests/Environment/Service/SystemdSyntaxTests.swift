import GatewayConfig
import TestSupport
import Testing

/// Details of the syntax of unit files and environment files, tested by the variables that a service gets.
@Suite struct SystemdSyntaxTests {
    private func value(unit text: String, files: [String: String] = [:]) -> String? {
        let disk = InMemoryFileSystem()
        disk.addFolder("/home/jo")
        disk.addFile("/home/jo/.config/systemd/user/openclaw-gateway.service", text)
        for (path, text) in files { disk.addFile(path, text) }
        return GatewayService.find(for: .jo, profile: nil, disk)?.environment["A"]
    }

    private func value(assigned text: String) -> String? { value(unit: "[Service]\nEnvironment=\(text)\n") }

    private func value(inFile text: String) -> String? {
        value(unit: "[Service]\nEnvironmentFile=/f\n", files: ["/f": text])
    }

    private func value(inEnvironmentFolder text: String) -> String? {
        value(unit: "[Service]\n", files: ["/etc/environment.d/1.conf": text])
    }

    @Test(
        arguments: [
            (#"A=1"#, "1"), (#"  A=1  B=2"#, "1"), (#""A=1 2""#, "1 2"), (#"'A=1 2'"#, "1 2"), (#"A="1 2""#, "1 2"),
            (#"A=a"b c"d'e f'"#, "ab cde f"), (#"A=\x41\102\u00e9\s\t"#, "AB\u{E9} \t"), (#"'A=\'x\''"#, "'x'"),
            (#"A=%%h%h"#, "%h/home/jo"),
            (
                #"A=%u/%U/%H/%n/%N/%p/%j/%i/%t"#,
                "jo/1000/gw-01/openclaw-gateway.service/openclaw-gateway/openclaw-gateway/gateway///run/user/1000"
            ),
            (#"A=%E%S%C%L%T"#, "/home/jo/.config/home/jo/.local/state/home/jo/.cache/home/jo/.local/state/log/tmp"),
            (#"A=%Z%"#, "%Z%"), (#"A=1#2;3"#, "1#2;3"), (#"A="#, ""),
        ] as [(String, String)]
    )
    func wordsOfAUnit(_ text: String, _ wanted: String) {
        #expect(value(assigned: text) == wanted)
    }

    @Test(arguments: [
        // An unterminated quote, an invalid escape: what was read before counts.
        #"B=1 "A=2"#, #"B=1 A=\q"#, #"A=\x4"#, #"A=\x00"#, #"A=\400"#, #"1A=1"#, #"A B=1"#, #"A=\xff"#, #"A=\x01"#,
    ])
    func whatSystemdWouldNotTake(_ text: String) {
        #expect(value(assigned: text) == nil)
    }

    @Test func linesAreJoinedByABackslash() {
        #expect(value(unit: "[Service]\nEnvironment=B=1 \\\n# note\n  A=2\n") == "2")
        #expect(value(unit: "[Service]\nEnvironment='A=1 \\\n 2'\n") == "1   2")
        #expect(value(unit: "[Service]\r\nEnvironment=A=1\r\n") == "1")
        #expect(value(unit: "[Service]\nEnvironment='A=1\\\\'\nEnvironment=A=2") == "2")
        #expect(value(unit: "[Service]\n;Environment=A=1\n[Install]\nEnvironment=A=1\n") == nil)
    }

    @Test(arguments: [
        ("A=1", "1"), ("A = 1 2  \n", "1 2"), ("A='1 2' \n", "1 2"), ("A=\"1\n2\"\n", "1\n2"), ("A=1#2\n", "1#2"),
        ("A=a'b'\n", "a'b'"), ("A='a''b'c\n", "abc"), (#"A="\$x\q\"""# + "\n", #"$x\q""#), ("A='\\'\n", "\\"),
        ("A=a\\ b\\#\n", "a b#"), ("A=1\\\n2\n", "12"), ("A=$HOME\n", "$HOME"), ("A=\n", ""), ("A=1\nA=2\n", "2"),
        ("# c \\\nA=1\n", "1"), (";c\nA=1\n", "1"), ("A=1 \\\n", "1 "), ("B\nA=1\n", "1"), ("A=%h\n", "%h"),
    ])
    func aFileOfVariables(_ text: String, _ wanted: String) {
        #expect(value(inFile: text) == wanted)
    }

    @Test(arguments: [
        ("A=$HOME", "/home/jo"), ("A=${HOME}x$USER", "/home/jox" + "jo"), ("A='$HOME'", "/home/jo"),
        ("A=$$HOME", "$HOME"),
        ("A=${NONE}|$NONE|", "||"), ("A=${NONE:-a${HOME}b}", "a/home/job"), ("A=${HOME:-x}", "/home/jo"),
        ("A=${HOME:+y}${NONE:+z}", "y"), ("B=1\nA=$B\nB=2", "1"), ("A=${HOME", "${HOME"), ("A=$", "$"), ("A=$-", "$-"),
        ("A=${HOME:=x}", "${HOME:=x}"),
    ])
    func environmentFoldersResolveReferences(_ text: String, _ wanted: String) {
        #expect(value(inEnvironmentFolder: text) == wanted)
    }

    @Test func anEmptyValueInAnEnvironmentFolderIsNone() {
        #expect(value(inEnvironmentFolder: "A=") == nil)
        #expect(value(inEnvironmentFolder: "A=1\nA=\n") == "1")
    }

    /// Deep nesting and long lines are processed in linear time.
    @Test func hostileTextsEnd() {
        for count in [500, 5000] {
            let nested = String(repeating: "${A:-", count: count)
            #expect(value(inEnvironmentFolder: "A=" + nested) == nested)
            #expect(value(inEnvironmentFolder: "A=" + nested + String(repeating: "}", count: count)) != nil)
        }
        #expect(value(assigned: "A=" + String(repeating: "\\x41", count: 2000))?.count == 2000)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<100 {
            let alphabet = Array("A=\"'\\${}:-+%hx41 \n#;[Service]")
            let text = String((0..<60).map { _ in alphabet.randomElement(using: &random) ?? "A" })
            _ = value(unit: "[Service]\nEnvironmentFile=-/f\nEnvironment=" + text, files: ["/f": text])
            _ = value(inEnvironmentFolder: text)
        }
    }
}
