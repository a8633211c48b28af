import CredentialStores
import Credentials
import FileTransactions
import Foundation
import TestSupport
import Testing

/// Databases with any bytes are read or refused: nothing traps, nothing is changed, nothing takes long.
@Suite struct DatabaseFuzzTests {
    /// How many databases; `OPENCLAW_FUZZ_DATABASES` names another number.
    private static let count = ProcessInfo.processInfo.environment["OPENCLAW_FUZZ_DATABASES"].flatMap(Int.init) ?? 150

    /// The files of a host whose databases were closed, and of one whose writer was killed.
    private func samples() throws -> [[String: Data]] {
        let host = try DatabaseHost()
        try host.agent("main", DatabaseHost.store("a", "b"), state: "{\"order\":{\"anthropic\":[\"b\"]}}")
        let main = host.database("main")
        let closed = try Data(contentsOf: URL(fileURLWithPath: main))
        try SQLitePeer.run(
            "UPDATE auth_profile_store SET store_json = store_json || ' ';"
                + "INSERT INTO auth_profile_state VALUES ('x', hex(zeroblob(9000)), 1);",
            in: main,
            dies: true
        )
        let names = ["", "-wal", "-shm"]
        let live = try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: main + $0))) }
        )
        var older = live
        older["-shm"] = nil
        return [["": closed], live, older]
    }

    @Test func anyBytesAreReadOrRefused() throws {
        let samples = try samples()
        var random = Generator(state: 0x9E37_79B9_7F4A_7C15)
        var outcomes: [String: Int] = [:]
        for number in 0..<Self.count {
            let host = try DatabaseHost()
            let folder = host.folder("main")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let sample = samples[number % samples.count]
            let target = sample.keys.sorted()[Int(random.next(below: UInt64(sample.count)))]
            for (name, bytes) in sample {
                let path = "\(folder)/openclaw-agent.sqlite\(name)"
                let written = name == target ? random.mutated(bytes) : bytes
                try written.write(to: URL(fileURLWithPath: path))
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -60)],
                    ofItemAtPath: path
                )
            }
            let store = try host.own("main", DatabaseRules(checksRole: false, readsViews: number % 2 == 0))
            outcomes["\(store.outcome)".prefix { $0 != "(" } + "", default: 0] += 1
            // Whatever is read can be asked for.
            for profile in store.contents.profiles { _ = (profile.credential, profile.email, profile.storedExpiry) }
        }
        print("fuzzed databases: \(outcomes)")
        #expect(outcomes["read", default: 0] > 0 && outcomes["failed", default: 0] > 0, "\(outcomes)")
    }

    /// A small generator with a fixed start, so that a failure comes again.
    private struct Generator {
        var state: UInt64

        mutating func next(below limit: UInt64) -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return limit == 0 ? 0 : state % limit
        }

        mutating func mutated(_ data: Data) -> Data {
            var bytes = [UInt8](data)
            switch next(below: 6) {
            case 0: return Data(bytes.prefix(Int(next(below: UInt64(bytes.count)))))
            case 1: return data + Data(bytes.prefix(Int(next(below: 5000))))
            case 2:
                let start = Int(next(below: UInt64(bytes.count)))
                for place in start..<min(bytes.count, start + Int(next(below: 600))) { bytes[place] = 0 }
            default: break
            }
            for _ in 0...next(below: 24) {
                // The headers of the file and of its pages decide the most.
                let page = Int(next(below: UInt64(max(1, bytes.count / 4096)))) * 4096
                let place = next(below: 3) == 0 ? Int(next(below: UInt64(bytes.count))) : page + Int(next(below: 140))
                if bytes.indices.contains(place) { bytes[place] = UInt8(truncatingIfNeeded: next(below: 256)) }
            }
            return Data(bytes)
        }
    }
}
