package import JSON5

/// Something in the configuration that the gateway refuses.
package struct ConfigIssue: Sendable, Hashable {
    /// What is wrong.
    package enum Problem: Sendable, Hashable {
        /// Keys that mean nothing here, in the order of the file; with the nearest known one where one is near.
        case unknownKeys([UnknownKey])
        /// `undefined` is received where a required key is missing.
        case wrongType(expected: String, received: String)
        /// The texts that are known.
        case notAChoice([String], isEnumeration: Bool)
        /// None of several shapes fits.
        case noAlternative
        case tooSmall(Bound)
        case tooBig(Bound)
        /// A rule of the gateway, in its own words.
        case rule(String)
        /// Agents that share a folder, by its path.
        case sharedAgentDirectories([SharedDirectory])
    }

    package struct UnknownKey: Sendable, Hashable {
        package let key: String
        package let nearest: String?
    }

    /// The end of a range that a value lies beyond.
    package struct Bound: Sendable, Hashable {
        package let limit: Double
        package let isInclusive: Bool
        /// What is counted: the value itself, or characters.
        package let isLength: Bool
    }

    package struct SharedDirectory: Sendable, Hashable {
        package let path: String
        package let agents: [AgentID]
    }

    /// The place; of unknown keys the object that holds them.
    package let pointer: Pointer
    package let problem: Problem

    /// What a person should look at: the value, of unknown keys the first.
    package var subject: Pointer {
        guard case .unknownKeys(let keys) = problem, let first = keys.first else { return pointer }
        return pointer.appending(first.key)
    }

    /// The place as the gateway writes it, `agents.list.0.id`; empty for the root.
    package var path: String { pointer.issuePath }

    /// What the gateway says; it has several lines for some.
    package var message: String { problem.message }

    /// The same as one sentence.
    package var sentence: String {
        guard case .sharedAgentDirectories(let shared) = problem else { return message }
        return Self.lines(shared).filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension ConfigIssue.Problem {
    /// The library's and the gateway's own English: data of the format, for programs that match on it.
    var message: String {
        switch self {
        case .unknownKeys(let keys):
            "Unrecognized key\(keys.count == 1 ? "" : "s"): \(keys.map { "\"\($0.key)\"" }.joined(separator: ", "))"
        case .wrongType(let expected, let received):
            "Invalid input: expected \(expected), received \(received)"
        case .notAChoice(let choices, isEnumeration: true):
            "Invalid option: expected one of \(choices.map { "\"\($0)\"" }.joined(separator: "|"))"
        case .notAChoice(let choices, isEnumeration: false):
            choices.count == 1 ? "Invalid input: expected \"\(choices[0])\"" : "Invalid input"
        case .noAlternative: "Invalid input"
        case .tooSmall(let bound): "Too small: \(bound.expectation(">"))"
        case .tooBig(let bound): "Too big: \(bound.expectation("<"))"
        case .rule(let message): message
        case .sharedAgentDirectories(let shared): ConfigIssue.message(shared)
        }
    }

    /// Nothing more is checked where such a problem is.
    var isFatal: Bool {
        switch self {
        case .tooSmall, .tooBig, .rule: false
        default: true
        }
    }
}

extension ConfigIssue.Bound {
    fileprivate func expectation(_ comparison: String) -> String {
        let sign = comparison + (isInclusive ? "=" : "")
        let number = Number(limit).text
        return isLength
            ? "expected string to have \(sign)\(number) characters" : "expected number to be \(sign)\(number)"
    }
}

extension ConfigIssue {
    fileprivate static func message(_ shared: [SharedDirectory]) -> String {
        lines(shared).joined(separator: "\n")
    }

    fileprivate static func lines(_ shared: [SharedDirectory]) -> [String] {
        let conflicts = shared.map { conflict in
            "- \(conflict.path): \(conflict.agents.map { "\"\($0)\"" }.joined(separator: ", "))"
        }
        let rule = """
            Each agent must have a unique agentDir; sharing it causes auth/session state collisions and token \
            invalidation.
            """
        let other = """
            If you want to share credentials, copy auth-profiles.json instead of sharing the entire agentDir.
            """
        return ["Duplicate agentDir detected (multi-agent config).", rule, "", "Conflicts:"] + conflicts + [
            "", "Fix: remove the shared agents.list[].agentDir override (or give each agent its own directory).", other,
        ]
    }
}
