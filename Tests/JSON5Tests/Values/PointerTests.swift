import JSON5
import Testing

@Suite struct PointerTests {
    @Test(
        arguments: [
            ([], ""), (["agents", "list", 0, "id"], "agents.list[0].id"), ([0, 1], "[0][1]"), ([0, "a"], "[0].a"),
            (["a", "0"], #"a["0"]"#),
            (["auth", "profiles", "anthropic:default"], "auth.profiles.anthropic:default"),
            (["models", "anthropic/claude-opus-4.5", "params"], #"models["anthropic/claude-opus-4.5"].params"#),
            (["", "a b", "x]\"'\\", "\n"], #"[""]["a b"]["x]\"'\\"]["\n"]"#), (["é", "\u{200D}"], "é[\"\u{200D}\"]"),
        ] as [(Pointer, String)]
    )
    func pathIsWrittenAndRead(pointer: Pointer, text: String) {
        #expect(pointer.description == text)
        #expect(Pointer(text) == pointer)
    }

    @Test(
        arguments: [
            ("a['b.c'].d", ["a", "b.c", "d"]), ("a[b][ c]", ["a", "b", " c"]), ("a.0", ["a", "0"]),
            ("[\"a\\u0062\"]", ["ab"]), ("a[-1]", ["a", "-1"]),
        ] as [(String, Pointer)]
    )
    func otherSpellingsAreRead(text: String, pointer: Pointer) {
        #expect(Pointer(text) == pointer)
    }

    @Test(arguments: [".", ".a", "a.", "a..b", "a[", "a[]", "a[0", "a[\"b]", "a[\"b\"x]", "a.[0]", "a[0]b", "a['b'c']"])
    func malformedPathIsRefused(text: String) {
        #expect(Pointer(text) == nil)
    }

    @Test func pathsNest() {
        let pointer: Pointer = ["a", "b"]
        #expect(pointer.appending(3).parent == pointer)
        #expect(Pointer.root.parent == nil)
        #expect(pointer.contains(pointer.appending("c")))
        #expect(!pointer.contains(["a"]))
        #expect(["\u{E9}"] as Pointer != ["e\u{301}"])
    }
}
