import Testing

@testable import GatewayConfig

@Suite struct DotenvFileTests {
    private func parsed(_ text: String) -> [String: String] {
        let entries = DotenvFile(path: "/.env", contents: Array(text.utf8)).entries
        return Dictionary(entries.map { ($0.name, $0.value) }) { _, last in last }
    }

    /// The expected results are those of the npm package for the same text.
    @Test(arguments: [
        ("A=1", ["A": "1"]),
        ("  export  A = 1  # why", ["A": "1"]),
        ("export=1\nexport =2", ["export": "2"]),
        ("A=a#b", ["A": "a"]),
        ("A='a#b' # c", ["A": "a#b"]),
        ("A=\"a\\nb\\tc\"", ["A": "a\nb\\tc"]),
        ("A='a\\nb'", ["A": "a\\nb"]),
        ("A=`it's \"x\"`", ["A": "it's \"x\""]),
        ("A=\"line 1\nline 2\"\nB=2", ["A": "line 1\nline 2", "B": "2"]),
        ("A='x\\'y'", ["A": "x\\'y"]),
        ("A=\"x\" y", ["A": "\"x\" y"]),
        ("A='a' b 'c'", ["A": "a' b 'c"]),
        ("A=\"unclosed\nB=2", ["A": "\"unclosed", "B": "2"]),
        ("A=\nB=2", ["A": "", "B": "2"]),
        ("A=\n\"next\"", ["A": "next"]),
        ("A: 1\nB:2", ["A": "1"]),
        ("a.b-c_1=x", ["a.b-c_1": "x"]),
        ("# A=1\nnonsense\n\nB=2\n!\n=3", ["B": "2"]),
        ("A\n=1", ["A": "1"]),
        ("A=1\r\nB=2\rC=3", ["A": "1", "B": "2", "C": "3"]),
        ("A=1\nA=2", ["A": "2"]),
        ("A B=1", [:]),
        ("A=${HOME}", ["A": "${HOME}"]),
        ("", [:]),
        ("A=\"\\\"", ["A": "\\"]),
        ("\u{FEFF}A=1", ["A": "1"]),
    ])
    func readsAsTheNpmPackageDoes(text: String, expected: [String: String]) {
        #expect(parsed(text) == expected)
    }

    @Test func lineIsThatOfTheName() {
        let file = DotenvFile(path: "/.env", contents: Array("# c\n\nA=\"x\ny\"\n  B=1\n".utf8))
        #expect(file.entries.map(\.line) == [3, 5])
    }
}
