import JSON5

/// Checks a configuration against the schema, issue for issue as the gateway does.
struct ConfigValidator {
    let schema: ConfigSchema
    private var issues: [ConfigIssue] = []

    /// What the gateway would refuse, in its order.
    static func issues(in root: Value, _ paths: StatePaths, schema: ConfigSchema = .builtIn) -> [ConfigIssue] {
        var validator = ConfigValidator(schema: schema)
        validator.check(root, schema.root, at: .root)
        guard validator.issues.isEmpty else { return validator.issues }
        return sharedDirectories(AgentRoster(root), paths)
    }

    private init(schema: ConfigSchema) { self.schema = schema }

    private mutating func report(_ problem: ConfigIssue.Problem, at pointer: Pointer) {
        issues.append(ConfigIssue(pointer: pointer, problem: problem))
    }

    /// Checks one value; nil is a key that is required and missing.
    private mutating func check(_ value: Value?, _ entry: ConfigSchema.Entry, at pointer: Pointer) {
        let entry = schema.resolved(entry)
        switch (entry.shape, value) {
        case (.any, _), (.unchecked, _), (.use, _), (.boolean, .bool): break
        case (.string(let minimum), .string(let text)): check(text, minimum, at: pointer)
        case (.number(let limits, let isInteger), .number(let number)):
            check(number.doubleValue, limits, isInteger: isInteger, at: pointer)
        case (.choice(let choices, let isEnumeration), _):
            if !choices.contains(where: { .string($0) == value }) {
                report(.notAChoice(choices, isEnumeration: isEnumeration), at: pointer)
            }
        case (.array(let items), .array(let elements)):
            for (index, element) in elements.enumerated() { check(element, items, at: pointer.appending(index)) }
        case (.record(let values), .object(let members)):
            for member in members { check(member.value, values, at: pointer.appending(member.key)) }
        case (.object(let object), .object(let members)): check(members, object, at: pointer)
        case (.either(let alternatives), _): check(value, alternatives, at: pointer)
        default: report(.wrongType(expected: entry.shape.name, received: value.validatorName), at: pointer)
        }
    }

    // MARK: - Simple values

    private mutating func check(_ text: String, _ minimum: Int?, at pointer: Pointer) {
        guard let minimum, text.utf16.count < minimum else { return }
        report(.tooSmall(.init(limit: Double(minimum), isInclusive: true, isLength: true)), at: pointer)
    }

    private mutating func check(
        _ number: Double,
        _ limits: ConfigSchema.Limits,
        isInteger: Bool,
        at pointer: Pointer
    ) {
        guard number.isFinite else { return report(.wrongType(expected: "number", received: "number"), at: pointer) }
        if isInteger, number.rounded(.towardZero) != number {
            return report(.wrongType(expected: "int", received: "number"), at: pointer)
        }
        if let above = limits.above, number <= above {
            report(.tooSmall(.init(limit: above, isInclusive: false, isLength: false)), at: pointer)
        }
        if let minimum = limits.minimum, number < minimum {
            report(.tooSmall(.init(limit: minimum, isInclusive: true, isLength: false)), at: pointer)
        }
        if let maximum = limits.maximum, number > maximum {
            report(.tooBig(.init(limit: maximum, isInclusive: true, isLength: false)), at: pointer)
        }
    }

    // MARK: - Containers

    private mutating func check(_ members: Members, _ object: ConfigSchema.Object, at pointer: Pointer) {
        let start = issues.count
        for member in object.members {
            let value = members[member.key]
            if value != nil || object.required.contains(member.key) {
                check(value, member.entry, at: pointer.appending(member.key))
            }
        }
        let others = members.filter { member in !object.members.contains { $0.key == member.key } }
        if let rest = object.rest {
            for member in others { check(member.value, rest, at: pointer.appending(member.key)) }
        } else if !others.isEmpty {
            let known = object.members.map(\.key)
            let unknown = others.map { ConfigIssue.UnknownKey(key: $0.key, nearest: nearest(to: $0.key, in: known)) }
            report(.unknownKeys(unknown), at: pointer)
        }
        guard !issues[start...].contains(where: \.problem.isFatal) else { return }
        for rule in object.checks {
            if let (member, message) = rule.violation(in: .object(members)) {
                report(.rule(message), at: Pointer(pointer.components + member.components))
            }
        }
    }

    /// The first shape that fits is enough; when just one fails for nothing but its limits, it was meant.
    private mutating func check(_ value: Value?, _ alternatives: [ConfigSchema.Entry], at pointer: Pointer) {
        let attempts = alternatives.map { alternative in
            var attempt = ConfigValidator(schema: schema)
            attempt.check(value, alternative, at: pointer)
            return attempt.issues
        }
        guard !attempts.contains(where: \.isEmpty) else { return }
        let near = attempts.filter { !$0.contains(where: \.problem.isFatal) }
        if near.count == 1 {
            issues += near[0]
        } else {
            report(.noAlternative, at: pointer)
        }
    }

    // MARK: - Beyond the schema

    /// Agents whose credentials would be the same file.
    private static func sharedDirectories(_ roster: AgentRoster, _ paths: StatePaths) -> [ConfigIssue] {
        var shared: [(path: String, agents: [AgentID])] = []
        for agent in roster.all {
            let path = paths.agentDirectory(of: agent, in: roster)
            if let index = shared.firstIndex(where: { $0.path == path }) {
                shared[index].agents.append(agent)
            } else {
                shared.append((path, [agent]))
            }
        }
        let conflicts = shared.filter { $0.agents.count > 1 }.map {
            ConfigIssue.SharedDirectory(path: $0.path, agents: $0.agents)
        }
        guard !conflicts.isEmpty else { return [] }
        return [ConfigIssue(pointer: ["agents", "list"], problem: .sharedAgentDirectories(conflicts))]
    }
}

extension ConfigSchema.Shape {
    /// The type's name in the validation library's messages.
    fileprivate var name: String {
        switch self {
        case .string, .choice: "string"
        case .boolean: "boolean"
        case .number: "number"
        case .array: "array"
        case .record: "record"
        case .object: "object"
        case .either, .use, .any, .unchecked: "nothing"
        }
    }
}

extension Optional<Value> {
    /// The type's name in the validation library's messages.
    fileprivate var validatorName: String {
        switch self {
        case .none: "undefined"
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
