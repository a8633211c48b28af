import FileTransactions
import JSON5
import Synchronization
import Testing

@testable import GatewayConfig

@Suite struct IncludeLimitTests {
    /// Ten files, each of which includes the next one a dozen times: 12^10 inclusions.
    @Test func treeOfMoreIncludesThanAreFollowedIsAnErrorWithItsPlace() {
        var files = ["i9.json5": "{ x: 1 }"]
        for number in 0..<9 {
            files["i\(number).json5"] =
                "{\n  $include: [\(String(repeating: "'./i\(number + 1).json5', ", count: 12))] }"
        }
        let snapshot = snapshot("{ env: { $include: './i0.json5' } }", includes: files)
        guard case .include(let error) = snapshot.problem else {
            Issue.record("no error")
            return
        }
        #expect(error.problem == .tooMany(limit: IncludeResolver.Limits().count))
        #expect(error.file.hasPrefix("/s/i") && error.position?.line == 2)
        #expect(throws: ConfigEditError.self) { try ConfigEditor(snapshot) }
    }

    @Test func moreBytesThanAreReadAreAnErrorWithTheirPlace() {
        let main = "{ a: { $include: './x.json5' },\n  b: { $include: './x.json5' },\n  c: { $include: './x.json5' } }"
        var resolver = resolver(main, ["x.json5": "{ text: '\(String(repeating: "x", count: 100))' }"]) {
            $0.bytes = 250
        }
        let error = #expect(throws: IncludeError.self) { try resolver.resolved() }
        #expect(error?.problem == .tooLarge(limit: 250))
        #expect(error?.pointer == ["c", "$include"] && error?.position?.line == 3)
    }

    @Test func exactlyTheLimitIsFollowed() throws {
        let main = "{ a: { $include: ['./x.json5', './x.json5', './x.json5'] } }"
        var resolver = resolver(main, ["x.json5": "{ b: [1] }"]) { $0.count = 3 }
        #expect(try resolver.resolved().value == ["a": ["b": [1, 1, 1]]])
    }

    @Test func fileThatIsIncludedOftenIsReadOnce() throws {
        let reads = Mutex<[String: Int]>([:])
        let read = reader(["/s/x.json5": "{ b: 1 }", "/s/y.json5": "{ $include: './x.json5' }"])
        let main = "{ a: { $include: './x.json5' }, c: { $include: './y.json5' }, d: { $include: './y.json5' } }"
        var resolver = IncludeResolver(main: try source(main)) { path throws(FileError) in
            reads.withLock { $0[path, default: 0] += 1 }
            return try read(path)
        }
        #expect(try resolver.resolved().value == ["a": ["b": 1], "c": ["b": 1], "d": ["b": 1]])
        #expect(reads.withLock { $0 } == ["/s/x.json5": 1, "/s/y.json5": 1])
    }

    /// A cached result is not used where the file would include itself or be nested too deeply.
    @Test func errorsOfAnIncludeDoNotDependOnWhatWasReadBefore() {
        let circle = snapshot(
            "{ a: { $include: './x.json5' }, b: { $include: './y.json5' } }",
            includes: [
                "x.json5": "{ n: { $include: './z.json5' } }", "y.json5": "{ $include: './x.json5' }", "z.json5": "{}",
            ]
        )
        #expect(circle.problem == nil)
        var chain = ["deep0.json5": "{ end: 1 }"]
        for number in 1...10 { chain["deep\(number).json5"] = "{ $include: './deep\(number - 1).json5' }" }
        let deep = snapshot("{ a: { $include: './deep9.json5' }, b: { $include: './deep10.json5' } }", includes: chain)
        guard case .include(let error) = deep.problem else {
            Issue.record("no error")
            return
        }
        #expect(error.problem == .tooDeep(included: "./deep0.json5"))
        #expect(error.file == "/s/deep1.json5")
    }

    // MARK: - Beside a plain merge

    @Test(arguments: 1...3 as ClosedRange<UInt64>) func treesComeToWhatAPlainMergeComesTo(seed: UInt64) throws {
        var random = Random(state: seed)
        for _ in 0..<400 {
            let texts = (0..<5).map { number in Self.value(random: &random, files: number, depth: 0) }
            let files = Dictionary(
                uniqueKeysWithValues: texts.enumerated().map { ("f\($0).json5", Value.object($1).json()) }
            )
            let main = Self.value(random: &random, files: 5, depth: 0)
            let snapshot = snapshot(Value.object(main).json(), includes: files)
            let expected = Self.plain(.object(main), texts)
            #expect(snapshot.root == expected || snapshot.problem != nil && expected == nil, "\(main) \(files)")
            guard snapshot.problem == nil, let expected else { continue }
            for place in expected.leafPlaces {
                guard case .verbatim(let location)? = snapshot.provenance.descendant(place)?.kind else {
                    Issue.record("no place for \(place)")
                    continue
                }
                let written = snapshot.sources[location.source].document.value(at: location.pointer)
                #expect(written == expected.value(at: place), "\(place) \(files)")
            }
        }
    }

    private static func value(random: inout Random, files: Int, depth: Int) -> Members {
        var members: Members = [:]
        for key in ["a", "b", "c"] where Int.random(in: 0..<3, using: &random) > 0 {
            switch Int.random(in: 0..<(depth < 2 ? 5 : 3), using: &random) {
            case 0: members[key] = .integer(Int.random(in: 0..<9, using: &random))
            case 1: members[key] = [.integer(Int.random(in: 0..<9, using: &random))]
            case 2: members[key] = .string("t\(Int.random(in: 0..<9, using: &random))")
            default: members[key] = .object(value(random: &random, files: files, depth: depth + 1))
            }
        }
        guard files > 0, Int.random(in: 0..<3, using: &random) > 0 else { return members }
        let paths = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            Value.string("./f\(Int.random(in: 0..<files, using: &random)).json5")
        }
        members["$include"] = paths.count == 1 ? paths[0] : .array(paths)
        return members
    }

    /// The includes merged as plain values.
    private static func plain(_ value: Value, _ files: [Members]) -> Value? {
        switch value {
        case .array(let elements): return .array(elements.compactMap { plain($0, files) })
        case .object(let members):
            var own: Value = .object([:])
            for member in members where member.key != "$include" {
                guard let inside = plain(member.value, files) else { return nil }
                own = merged(own, .object([member.key: inside]))
            }
            guard let include = members["$include"] else { return own }
            var result: Value?
            for path in include.arrayValue ?? [include] {
                let number = Int(path.stringValue?.filter(\.isNumber).prefix(1) ?? "") ?? 0
                guard let next = plain(.object(files[number]), files) else { return nil }
                result = result.map { merged($0, next) } ?? next
            }
            return members.count > 1 ? merged(result ?? [:], own) : result
        default: return value
        }
    }

    private static func merged(_ first: Value, _ second: Value) -> Value {
        switch (first, second) {
        case (.array(let one), .array(let other)): return .array(one + other)
        case (.object(var members), .object(let others)):
            for member in others {
                members[member.key] = members[member.key].map { merged($0, member.value) } ?? member.value
            }
            return .object(members)
        default: return second
        }
    }

    // MARK: - Parts

    private func source(_ text: String) throws -> ConfigSource {
        let document = try Document(parsing: text)
        return ConfigSource(file: ConfigFile(path: "/s/openclaw.json", document), document: document, damage: nil)
    }

    private func resolver(
        _ main: String,
        _ files: [String: String],
        _ change: (inout IncludeResolver.Limits) -> Void
    ) -> IncludeResolver {
        var limits = IncludeResolver.Limits()
        change(&limits)
        let all = Dictionary(uniqueKeysWithValues: files.map { ("/s/" + $0, $1) })
        guard let main = try? source(main) else { preconditionFailure("the test's own text") }
        return IncludeResolver(main: main, limits: limits, read: reader(all))
    }
}

extension Value {
    /// The paths of all leaves.
    fileprivate var leafPlaces: [Pointer] {
        switch self {
        case .array(let elements):
            elements.enumerated().flatMap { index, element in
                element.leafPlaces.map { Pointer([.index(index)] + $0.components) }
            }
        case .object(let members):
            members.flatMap { member in member.value.leafPlaces.map { Pointer([.key(member.key)] + $0.components) } }
        default: [.root]
        }
    }
}
