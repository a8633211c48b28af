import FileTransactions
import JSON5
import Testing

@testable import GatewayConfig

/// Properties of every edit of a config that is split over several files, tested on generated ones.
@Suite struct ConfigEditorLawTests {
    private static let seeds = 1...4 as ClosedRange<UInt64>
    private static let configurationsPerSeed = 500

    @Test(arguments: seeds) func anEditIsReadBackAndTouchesOnlyItsFile(seed: UInt64) throws {
        var generator = SplitGenerator(seed: seed)
        var edits = 0
        for _ in 0..<Self.configurationsPerSeed {
            let (files, whole) = generator.configuration()
            let snapshot = generator.snapshot(files)
            try #require(snapshot.problem == nil)
            #expect(snapshot.root.isSame(as: whole), "\(files)")
            let (place, value) = (generator.place(in: whole), generator.leaf())
            var editor = try ConfigEditor(snapshot)
            do throws(ConfigEditError) {
                try editor.set(value, at: place)
            } catch {
                guard case .ownedBySeveral = error else { throw error }
                continue
            }
            edits += 1
            let result = editor.result(reader([:]))
            let expected = whole.setting(value, at: place.components[...])
            guard result.root.isSame(as: expected), editor.changes.count <= 1 else {
                Issue.record("set \(value.json()) at \(place): \(files) reads \(result.root.json())")
                return
            }
            var again = try ConfigEditor(result)
            try again.set(value, at: place)
            #expect(again.changes.isEmpty)
            try again.remove(at: place)
            let without = again.result(reader([:])).root.value(at: place)
            #expect(without == nil || place.components.last?.isIndex == true, "\(place) of \(files)")
        }
        #expect(edits > Self.configurationsPerSeed / 2)
    }

    /// A reference is kept as long as its value equals the requested one.
    @Test func referencesInsideAnObjectThatIsSetStayReferences() throws {
        let text = "{ gateway: { auth: { mode: 'token', token: '${TOK}' }, list: ['${TOK}', 'b'] } }\n"
        var editor = try ConfigEditor(snapshot(text, EnvironmentLayers(process: ["TOK": "abc"])))
        try editor.set(["auth": ["mode": "password", "token": "abc"], "list": ["abc", "c"]], at: ["gateway"])
        #expect(
            editor.changes.map(\.text) == [text.replacing("'token'", with: "'password'").replacing("'b'", with: "'c'")]
        )
    }

    @Test func anObjectWithAnIncludeIsNotOverwritten() throws {
        var editor = try ConfigEditor(snapshot("{ g: { $include: 'a', x: 1 } }", includes: ["a": "{}"]))
        #expect(throws: ConfigEditError.ownedBySeveral(paths: ["/s/openclaw.json", "/s/a"], ["g"])) {
            try editor.set(["x": 2], at: ["g"])
        }
        try editor.set(2, at: ["g", "x"])
        #expect(editor.changes.map(\.text) == ["{ g: { $include: 'a', x: 2 } }"])
    }
}

/// Generates configs and splits them into files.
private struct SplitGenerator {
    private var random: SplitMix
    private var files: [String: String] = [:]

    init(seed: UInt64) { random = SplitMix(state: seed) }

    /// The files by path, and their merged value.
    mutating func configuration() -> (files: [String: String], whole: Value) {
        files = [:]
        let whole = object(depth: 0)
        files["/s/openclaw.json"] = text(whole, depth: 0) + "\n"
        return (files, whole)
    }

    func snapshot(_ files: [String: String]) -> ConfigSnapshot {
        ConfigSnapshot.read(fixturePaths(), EnvironmentLayers(process: [:]), .builtIn, reader(files))
    }

    /// The path of a value, or one without a value.
    mutating func place(in whole: Value) -> Pointer {
        var (place, value) = (Pointer.root, whole)
        while true {
            switch value {
            case .object(let members) where !members.isEmpty && (place.components.isEmpty || bool(3)):
                if bool(8) { return place.appending("new") }
                let key = members.keys[number(members.count)]
                (place, value) = (place.appending(key), members[key] ?? .null)
            case .array(let elements) where !elements.isEmpty && bool(3):
                let index = number(elements.count)
                (place, value) = (place.appending(index), elements[index])
            case .object where place.components.isEmpty: return ["new"]
            default: return place
            }
        }
    }

    mutating func leaf() -> Value {
        [Value.integer(number(100)), "text", true, .null, ["a", 1], ["k": "v"]][number(6)]
    }

    private mutating func object(depth: Int) -> Value {
        var members = Members()
        for name in ["a", "b", "c", "d"].prefix(1 + number(4)) {
            switch number(depth < 3 ? 4 : 2) {
            case 0, 1: members[name] = leaf()
            case 2: members[name] = object(depth: depth + 1)
            default: members[name] = .array((0..<number(3)).map { _ in object(depth: depth + 1) })
            }
        }
        return .object(members)
    }

    /// The text of a value, with parts in separate files.
    private mutating func text(_ value: Value, depth: Int) -> String {
        switch value {
        case .object(let members):
            var own: [String] = []
            var included: [String] = []
            for (key, member) in members {
                let line = "\(key): \(text(member, depth: depth + 1))"
                if depth > 0, bool(3) { included.append(line) } else { own.append(line) }
            }
            guard !included.isEmpty else { return "{ \(own.joined(separator: ", ")) }" }
            let paths =
                bool(2) ? included.map { file("{ \($0) }") } : [file("{ \(included.joined(separator: ",\n")) }")]
            let include =
                "$include: \(paths.count == 1 ? "'\(paths[0])'" : Value.array(paths.map { .string($0) }).json(indent: 0))"
            return "{ \(([include] + own).joined(separator: ", ")) }"
        case .array(let elements):
            return "[" + elements.map { text($0, depth: depth + 1) }.joined(separator: ", ") + "]"
        default: return value.json(indent: 0)
        }
    }

    private mutating func file(_ text: String) -> String {
        let name = "f\(files.count).json5"
        files["/s/" + name] = text
        return name
    }

    private mutating func number(_ limit: Int) -> Int { Int(random.next() % UInt64(max(1, limit))) }
    private mutating func bool(_ oneIn: Int) -> Bool { number(oneIn) == 0 }
}

/// splitmix64: deterministic by seed on all machines.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension Pointer.Component {
    fileprivate var isIndex: Bool {
        if case .index = self { true } else { false }
    }
}

extension Value {
    /// This value with another at the path.
    fileprivate func setting(_ new: Value, at path: ArraySlice<Pointer.Component>) -> Value {
        switch (self, path.first) {
        case (.object(var members), .key(let key)):
            members[key] = (members[key] ?? [:]).setting(new, at: path.dropFirst())
            return .object(members)
        case (.array(var elements), .index(let index)):
            elements[index] = elements[index].setting(new, at: path.dropFirst())
            return .array(elements)
        default: return new
        }
    }
}
