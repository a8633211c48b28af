import Foundation
import TestSupport
import Testing

/// `models cache-check`: the price first, then two requests with the same long prefix, and a clear conclusion.
@Suite("Cache check", .timeLimit(.minutes(30))) struct CacheCheckTests {
    /// The provider's usage numbers for both requests.
    private static func answers(_ usages: [String]) -> @Sendable (String) -> StubServer.Answer {
        let counter = Counter()
        return { _ in
            let usage = usages[min(counter.next(), usages.count - 1)]
            return .json(status: 200, #"{"type":"message","content":[],"usage":{\#(usage)}}"#)
        }
    }

    private static let wrote = #""input_tokens":9,"cache_creation_input_tokens":6100,"cache_read_input_tokens":0"#
    private static let read = #""input_tokens":9,"cache_creation_input_tokens":0,"cache_read_input_tokens":6100"#
    private static let nothing = #""input_tokens":6109"#

    @Test(arguments: [
        ([wrote, read], "works", Int32(0)), ([nothing, nothing], "notHonoured", 1), ([wrote, wrote], "notHonoured", 1),
    ])
    func theVerdictFollowsWhatWasWrittenAndRead(usages: [String], verdict: String, status: Int32) throws {
        let live = try LiveHome(store: LiveHome.store, Self.answers(usages))
        let run = try live.home.run(["models", "cache-check", "--yes", "--json"])
        #expect(run.status == status, "\(run.text)")
        let document = try run.document()
        #expect(document["verdict"] as? String == verdict)
        #expect(document["retention"] as? String == "short" && document["ttl"] as? String == "5m")
        #expect(run.errorText.contains("about $0.0"))
        #expect(live.server.requests.count == 2)
        let bodies = live.server.requests.map { $0.components(separatedBy: "\r\n\r\n").last ?? "" }
        #expect(bodies[0] == bodies[1] && bodies[0].contains(#""cache_control":{"type":"ephemeral"}"#))
        #expect(bodies[0].utf8.count > 15_000)
    }

    @Test func whereNothingIsAskedForNothingIsSent() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let run = try live.home.run(["models", "cache-check", "--retention", "none"])
        #expect(run.status == 0 && run.outputText.hasPrefix("Off: "))
        #expect(live.server.requests.isEmpty)
    }

    @Test func withoutAPersonItWantsYes() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let run = try live.home.run(["models", "cache-check"])
        #expect(run.status == 1 && run.errorText.contains("add --yes"))
        #expect(try live.home.run(["models", "cache-check", "--retention", "forever"]).status == 1)
        #expect(live.server.requests.isEmpty)
    }

    @Test func aRefusalIsSaidAsSuch() throws {
        let live = try LiveHome(store: LiveHome.store) { _ in
            .json(status: 401, LiveHome.error("authentication_error", "no"))
        }
        let run = try live.home.run(["models", "cache-check", "--yes"])
        #expect(run.status == 1 && run.errorText.contains("refused this credential (401)"))
    }
}

/// Counts from zero; a class because the server's threads share it.
private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0

    func next() -> Int {
        lock.withLock {
            value += 1
            return value - 1
        }
    }
}
