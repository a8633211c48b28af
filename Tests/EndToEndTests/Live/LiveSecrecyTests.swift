import Foundation
import Glibc
import TestSupport
import Testing

/// While a request hangs, the secret is not visible to others: inspected from outside through /proc.
@Suite("Secrecy of a request", .timeLimit(.minutes(30))) struct LiveSecrecyTests {
    @Test(arguments: [
        ["models", "auth", "verify", "anthropic:good"],
        ["models", "status", "--probe", "--probe-profile", "anthropic:good"],
    ])
    func nothingIsSeenWhileARequestHangs(words: [String]) throws {
        let live = try LiveHome(store: LiveHome.store) { _ in .hang([]) }
        // With an inherited descriptor, as from a careless shell: curl must not inherit it.
        let process = try HeldProcess(live.home, words, inheriting: live.home.store)
        let deadline = Date(timeIntervalSinceNow: 60)
        while live.server.requests.isEmpty, Date() < deadline { sched_yield() }
        #expect(live.server.requests.first?.contains(Fake.token) == true, "the request did arrive")
        let children = Self.children(of: process.id)
        let names = children.map { Self.file("comm", of: $0).trimmingCharacters(in: .whitespacesAndNewlines) }
        #expect(names == ["curl"])
        for id in [process.id] + children {
            let arguments = Self.file("cmdline", of: id)
            #expect(!arguments.isEmpty && Fake.piece(in: arguments) == nil, "arguments of \(id)")
            #expect(Fake.piece(in: Self.file("environ", of: id)) == nil, "environment of \(id)")
        }
        let curl = try #require(children.first)
        #expect(Self.file("cmdline", of: curl) == "curl\0--disable\0--config\0-\0")
        #expect(!Self.file("environ", of: curl).contains("OPENCLAW"))
        for file in Self.openFiles(of: curl) {
            #expect(Fake.piece(in: file.text) == nil, "open file \(file.name)")
        }
        try live.home.expectSecretsOnlyInTheStore()
        kill(process.id, SIGTERM)
        _ = try process.finish()
    }

    private static func file(_ name: String, of id: Int32) -> String {
        guard let handle = FileHandle(forReadingAtPath: "/proc/\(id)/\(name)") else { return "" }
        return String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
    }

    /// Of all threads, because the thread that sends is the parent.
    private static func children(of id: Int32) -> [Int32] {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/task")) ?? []
        return threads.flatMap { thread in
            file("task/\(thread)/children", of: id).split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
        }
    }

    /// The content of its open files, including unnamed ones in memory; sockets and pipes cannot be opened or are empty
    /// by now.
    private static func openFiles(of id: Int32) -> [(name: String, text: String)] {
        let folder = "/proc/\(id)/fd"
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return numbers.compactMap { number in
            guard let name = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(number)"),
                !name.hasPrefix("socket:"), !name.hasPrefix("pipe:"), !name.hasPrefix("/dev/")
            else { return nil }
            return (name, file("fd/\(number)", of: id))
        }
    }
}
