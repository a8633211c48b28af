import CredentialStores
import Credentials
import FileTransactions
import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// Broken stores give an error with a position or a documented coercion; never a crash, never silent loss.
@Suite struct StoreFuzzTests {
    private let sample = """
        {"version":1,"profiles":{"anthropic:default":{"type":"token","provider":"anthropic","token":"sk-ant-oat01-TTTT",\
        "expires":1770000000001,"email":"é"},"b":{"type":"oauth","provider":"anthropic","access":"a","refresh":"r"}},\
        "order":{"anthropic":["b"]},"lastGood":{"anthropic":"b"},"usageStats":{"b":{"errorCount":2,"cooldownUntil":1e13,\
        "failureCounts":{"auth":2}}}}
        """

    @Test func everyTruncationIsAnErrorInsideTheText() {
        let bytes = Array(sample.utf8)
        for end in bytes.indices {
            do throws(StoreError) {
                _ = try JSONCredentialStore(reading: Array(bytes[..<end]))
                Issue.record("\(end) bytes were read")
            } catch {
                guard case .unreadable(let parseError) = error else { Issue.record("\(error)"); continue }
                #expect(parseError.position.offset <= end)
                #expect(!"\(parseError)".contains("TTTT"))
            }
        }
    }

    @Test func randomBytesAndFlippedBitsNeverCrash() {
        var random = SplitMix(seed: 7)
        for _ in 0..<2000 {
            exercise(
                (0..<Int.random(in: 0..<64, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            )
            var flipped = Array(sample.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                flipped[Int.random(in: flipped.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            exercise(flipped)
        }
    }

    /// Whatever is on disk, the error says what is wrong and where, and the file stays unchanged.
    @Test func noBrokenStoreIsEverWrittenTo() throws {
        var random = SplitMix(seed: 11)
        let bytes = Array(sample.utf8)
        let truncated = bytes.indices.map { Array(bytes[..<$0]) }
        let garbled = (0..<300).map { _ in
            var garbled = bytes
            let place = Int.random(in: garbled.indices, using: &random)
            garbled[place] = UInt8.random(in: 0...255, using: &random)
            return garbled
        }
        for bytes in truncated + garbled {
            let disk = InMemoryFileSystem()
            disk.addFolder("/s/agents/main/agent")
            try disk.create("/s/agents/main/agent/auth-profiles.json", bytes)
            let (before, callsBefore) = (disk.tree(), disk.calls.count)
            let place = StorePlace(agentFolder: "/s/agents/main/agent", stateFolder: "/s")
            let file = try StoreFormats.all.find(place, disk)
            #expect(disk.tree() == before)
            #expect(!disk.calls.dropFirst(callsBefore).contains { $0.isWrite && $0.operation != .open })
            switch try #require(file.store) {
            case .success(let store): expectText(of: try #require(store as? AuthProfilesStore).text, bytes)
            case .failure(.unreadable(let problem)): #expect(problem.position.offset <= bytes.count)
            case .failure(.wrongShape(_, let position)): #expect(position.offset <= bytes.count)
            case .failure(let error): Issue.record("an error without a place: \(error)")
            }
        }
    }

    @Test func everyValueCanHaveEveryType() throws {
        let root = try Document(parsing: sample, dialect: .json).root
        let types: [Value] = [nil, true, 0, -1, 1.5, 1e300, "", "x", [], [1, "b"], [:], ["a": nil]]
        for path in paths(in: root, at: []) where !path.components.isEmpty {
            for type in types {
                var document = try Document(parsing: sample, dialect: .json)
                try document.set(type, at: path)
                exercise(document.bytes)
            }
        }
    }

    private func paths(in value: Value, at path: Pointer) -> [Pointer] {
        let members = value.objectValue ?? [:]
        let elements = value.arrayValue ?? []
        return [path] + members.flatMap { paths(in: $0.value, at: path.appending($0.key)) }
            + elements.enumerated().flatMap { paths(in: $0.element, at: path.appending($0.offset)) }
    }

    /// An unchanged store equals its file; one with invalid UTF-8 equals what a JavaScript program reads.
    private func expectText(of store: JSONCredentialStore, _ bytes: [UInt8]) {
        guard let damage = store.damage else {
            #expect(store.bytes == bytes)
            return
        }
        #expect(store.bytes == Array(String(decoding: bytes, as: UTF8.self).utf8) && damage.offset < bytes.count)
        #expect(String(validating: bytes, as: UTF8.self) == nil)
    }

    /// Reads everything and makes every change; each change either succeeds or leaves the store unchanged.
    private func exercise(_ bytes: [UInt8]) {
        guard let store = try? JSONCredentialStore(reading: bytes) else { return }
        expectText(of: store, bytes)
        let root = store.document.root
        let config: Value = ["auth": root]
        _ = ProfileOrder.resolve(config: config, store: store.contents, provider: "anthropic", now: Fake.now)
        let health = ProfileHealth.all(in: store.contents, listing: AuthListing(config: config), now: Fake.now)
        _ = ProviderHealth.all(of: health, now: Fake.now)
        let resolver = KeyResolver(
            config: config,
            store: store.contents,
            environment: EnvironmentKeys(),
            agentDir: "/a",
            now: Fake.now
        )
        _ = CredentialStanding(resolver, own: nil, provider: "anthropic")
        _ = try? resolver.resolve(provider: "anthropic")
        change(store) { store throws(StoreError) in try store.upsert(Fake.tokenProfile("anthropic:default")) }
        change(store) { store throws(StoreError) in try store.remove("b") }
        change(store) { store throws(StoreError) in try store.setOrder(["b"], for: "anthropic") }
        change(store) { store throws(StoreError) in try store.setOrder(nil, for: "anthropic") }
        change(store) { store throws(StoreError) in try store.clearFailures(of: "b") }
        change(store) { store throws(StoreError) in try store.markUsed("b", now: Fake.now) }
        change(store) { store throws(StoreError) in try store.markGood("b", for: "anthropic") }
        change(store) { store throws(StoreError) in
            try store.markFailure(
                "b",
                .billing,
                settings: CooldownSettings(config: config, provider: "b"),
                now: Fake.now
            )
        }
        for edits in [
            AuthSection(config: config).edits(removing: "b"),
            AuthSection(config: config).edits(listing: Fake.keyProfile("b")),
        ] {
            _ = try? config.applying(edits)
        }
    }

    private func change(
        _ store: JSONCredentialStore,
        _ body: (inout JSONCredentialStore) throws(StoreError) -> Void
    ) {
        var changed = store
        do throws(StoreError) {
            try body(&changed)
            #expect(throws: Never.self) { try JSONCredentialStore(reading: changed.bytes) }
            // A store with invalid UTF-8 is never written: every change is refused.
            #expect(store.damage == nil || changed == store)
        } catch {
            #expect(changed == store)
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
