import Foundation
import TestSupport
import Testing

/// Every option that the parser knows, given a secret: it is one that takes a secret, or the command does not begin.
@Suite("Every option") struct EveryOptionTests {
    /// Options that take a secret or a path to one, or that refuse a secret in words of their own.
    private static let takesSecret: Set<String> = [
        "anthropic-api-key", "token", "gateway-token", "gateway-password", "answers", "profile-id", "token-profile-id",
    ]

    private struct Option: Hashable {
        var command: [String]
        var name: String
    }

    @Test func aSecretIsRefusedWhereTheOptionTakesNone() throws {
        let home = try TestHome.withProfiles()
        let options = try Self.options(of: try Self.tree(home), below: [])
        try #require(options.count > 40 && options.contains { $0.name == "model" })
        let before = try home.picture()
        for option in options {
            let takesSecret = Self.takesSecret.contains(option.name) || option.name.hasSuffix("-file")
            let target = try takesSecret ? TestHome.withProfiles() : home
            let run = try target.run(option.command + ["--" + option.name, Fake.token], input: "")
            #expect(Fake.piece(in: run.text) == nil, "\(option): \(run.text)")
            guard !takesSecret else { continue }
            #expect(run.status == 1, "\(option): \(run.text)")
            #expect(run.errorText.contains("--\(option.name) looks like a secret"), "\(option): \(run.text)")
        }
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    private static func tree(_ home: TestHome) throws -> [String: Any] {
        let run = try home.run(["--experimental-dump-help"])
        let document = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
        return try #require(document?["command"] as? [String: Any])
    }

    private static func options(of command: [String: Any], below path: [String]) throws -> [Option] {
        let arguments = command["arguments"] as? [[String: Any]] ?? []
        let names = arguments.filter { $0["kind"] as? String == "option" }.flatMap { argument in
            (argument["names"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
        }
        let below = try (command["subcommands"] as? [[String: Any]] ?? []).flatMap { next in
            try options(of: next, below: path + [try #require(next["commandName"] as? String)])
        }
        return names.map { Option(command: path, name: $0) } + below
    }
}
