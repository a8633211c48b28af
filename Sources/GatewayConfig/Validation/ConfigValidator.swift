import JSON5

/// Validates a config against the schema; produces the same issues in the same order as the gateway.
struct ConfigValidator {
    let schema: ConfigSchema
    /// The path of the value being checked.
    private var pointer: Pointer
    private var issues: [ConfigIssue] = []

    /// What the gateway would refuse, in its order.
    static func issues(in root: Value, _ paths: StatePaths, _ format: ConfigFormat) -> [ConfigIssue] {
        let schema = format.schema
        var validator = ConfigValidator(schema: schema, at: .root)
        validator.check(root, schema.root)
        guard validator.issues.isEmpty else { return validator.issues }
        return sharedDirectories(AgentRoster(root, format.places), paths, at: format.places.agentList)
    }

    /// What an entry refuses in one value; nil is a missing one.
    static func issues(
        in value: Value?,
        _ entry: ConfigSchema.Entry,
        at pointer: Pointer,
        _ schema: ConfigSchema
    ) -> [ConfigIssue] {
        var validator = ConfigValidator(schema: schema, at: pointer)
        validator.check(value, entry)
        return validator.issues
    }

    private init(schema: ConfigSchema, at pointer: Pointer) {
        self.schema = schema
        self.pointer = pointer
    }

    private mutating func report(_ problem: ConfigIssue.Problem) {
        issues.append(ConfigIssue(pointer: pointer, problem: problem))
    }

    /// Checks one value a level deeper.
    private mutating func check(_ value: Value?, _ entry: ConfigSchema.Entry, under component: Pointer.Component) {
        pointer.components.append(component)
        check(value, entry)
        pointer.components.removeLast()
    }

    /// Checks one value; nil is a missing required key.
    private mutating func check(_ value: Value?, _ entry: ConfigSchema.Entry) {
        let entry = schema.resolved(entry)
        switch (entry.shape, value) {
        case (.any, _), (.unchecked, _), (.use, _), (.boolean, .bool): break
        case (.string(let minimum), .string(let text)): check(text, minimum)
        case (.number(let limits, let isInteger), .number(let number)):
            check(number.doubleValue, limits, isInteger: isInteger)
        case (.choice(let choices, let isEnumeration), _):
            if !choices.contains(where: { .string($0) == value }) {
                report(.notAChoice(choices, isEnumeration: isEnumeration))
            }
        case (.array(let items), .array(let elements)):
            for (index, element) in elements.enumerated() { check(element, items, under: .index(index)) }
        case (.record(let values), .object(let members)):
            for member in members { check(member.value, values, under: .key(member.key)) }
        case (.object(let object), .object(let members)): check(members, object)
        case (.either(let alternatives), _): check(value, alternatives)
        default: report(.wrongType(expected: entry.shape.name, received: value.validatorName))
        }
    }

    // MARK: - Simple values

    private mutating func check(_ text: String, _ minimum: Int?) {
        guard let minimum, text.utf16.count < minimum else { return }
        report(.tooSmall(.init(limit: Double(minimum), isInclusive: true, isLength: true)))
    }

    private mutating func check(_ number: Double, _ limits: ConfigSchema.Limits, isInteger: Bool) {
        guard number.isFinite else { return report(.wrongType(expected: "number", received: "number")) }
        if isInteger, number.rounded(.towardZero) != number {
            return report(.wrongType(expected: "int", received: "number"))
        }
        if let above = limits.above, number <= above {
            report(.tooSmall(.init(limit: above, isInclusive: false, isLength: false)))
        }
        if let minimum = limits.minimum, number < minimum {
            report(.tooSmall(.init(limit: minimum, isInclusive: true, isLength: false)))
        }
        if let maximum = limits.maximum, number > maximum {
            report(.tooBig(.init(limit: maximum, isInclusive: true, isLength: false)))
        }
    }

    // MARK: - Containers

    private mutating func check(_ members: Members, _ object: ConfigSchema.Object) {
        let start = issues.count
        var found = 0
        for member in object.members {
            let value = members[member.key]
            if value != nil { found += 1 }
            if value != nil || object.required.contains(member.key) {
                check(value, member.entry, under: .key(member.key))
            }
        }
        let others =
            found == members.count
            ? [] : members.filter { member in !object.members.contains { $0.key == member.key } }
        if let rest = object.rest {
            for member in others { check(member.value, rest, under: .key(member.key)) }
        } else if !others.isEmpty {
            let known = object.members.map(\.key)
            let unknown = others.map { ConfigIssue.UnknownKey(key: $0.key, nearest: nearest(to: $0.key, in: known)) }
            report(.unknownKeys(unknown))
        }
        guard !issues[start...].contains(where: \.problem.isFatal) else { return }
        for rule in object.checks {
            if let (member, message) = rule.violation(in: .object(members)) {
                let place = Pointer(pointer.components + member.components)
                issues.append(ConfigIssue(pointer: place, problem: .rule(message)))
            }
        }
    }

    /// The first matching alternative is enough. If exactly one fails only by its limits, its issues are reported.
    private mutating func check(_ value: Value?, _ alternatives: [ConfigSchema.Entry]) {
        let attempts = alternatives.map { alternative in
            var attempt = ConfigValidator(schema: schema, at: pointer)
            attempt.check(value, alternative)
            return attempt.issues
        }
        guard !attempts.contains(where: \.isEmpty) else { return }
        let near = attempts.filter { !$0.contains(where: \.problem.isFatal) }
        if near.count == 1 {
            issues += near[0]
        } else {
            report(.noAlternative)
        }
    }

    // MARK: - Rules outside the schema

    /// Agents that would share one credential file.
    private static func sharedDirectories(
        _ roster: AgentRoster,
        _ paths: StatePaths,
        at list: Pointer
    ) -> [ConfigIssue] {
        var shared: [(path: String, agents: [AgentID])] = []
        var places: [String: Int] = [:]
        for agent in roster.all {
            let path = paths.agentDirectory(of: agent, in: roster)
            if let index = places[path] {
                shared[index].agents.append(agent)
            } else {
                places[path] = shared.count
                shared.append((path, [agent]))
            }
        }
        let conflicts = shared.filter { $0.agents.count > 1 }.map {
            ConfigIssue.SharedDirectory(path: $0.path, agents: $0.agents)
        }
        guard !conflicts.isEmpty else { return [] }
        return [ConfigIssue(pointer: list, problem: .sharedAgentDirectories(conflicts))]
    }
}

extension ConfigSchema.Shape {
    /// The type name in the validation library's messages.
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
    /// The type name in the validation library's messages.
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
