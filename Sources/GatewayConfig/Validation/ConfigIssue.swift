package import JSON5

/// A violation for which the gateway refuses the config.
package struct ConfigIssue: Sendable, Hashable {
    /// What is wrong.
    package enum Problem: Sendable, Hashable {
        /// Unknown keys in file order, each with the nearest known key if there is one.
        case unknownKeys([UnknownKey])
        /// `received` is `undefined` if a required key is missing.
        case wrongType(expected: String, received: String)
        /// The accepted strings.
        case notAChoice([String], isEnumeration: Bool)
        /// None of several alternatives matches.
        case noAlternative
        case tooSmall(Bound)
        case tooBig(Bound)
        /// A rule of the gateway, with its message.
        case rule(String)
        /// Agents that share a folder, with its path.
        case sharedAgentDirectories([SharedDirectory])
    }

    package struct UnknownKey: Sendable, Hashable {
        package let key: String
        package let nearest: String?
    }

    /// The bound of a range that a value violates.
    package struct Bound: Sendable, Hashable {
        package let limit: Double
        package let isInclusive: Bool
        /// Whether the bound applies to the number of characters instead of the value.
        package let isLength: Bool
    }

    package struct SharedDirectory: Sendable, Hashable {
        package let path: String
        package let agents: [AgentID]
    }

    /// The path; for unknown keys that of their object.
    package let pointer: Pointer
    package let problem: Problem

    /// The path to show: that of the value, or of the first unknown key.
    package var subject: Pointer {
        guard case .unknownKeys(let keys) = problem, let first = keys.first else { return pointer }
        return pointer.appending(first.key)
    }

    /// The path as the gateway writes it, `agents.list.0.id`; empty for the root.
    package var path: String { pointer.issuePath }

    /// The gateway's message; some have several lines.
    package var message: String { problem.message }

    /// The same as one sentence.
    package var sentence: String {
        guard case .sharedAgentDirectories(let shared) = problem else { return message }
        return Self.lines(shared).filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension ConfigIssue.Problem {
    /// The English messages of the validation library and the gateway: part of the format, for programs that match on
    /// them.
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

    /// Whether validation stops at such a problem.
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
