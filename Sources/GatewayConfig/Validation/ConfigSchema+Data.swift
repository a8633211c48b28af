import JSON5

extension ConfigSchema {
    /// Reads the schema's own JSON; anything it does not understand is our bug.
    init(_ data: Value) {
        version = data["version"]?.stringValue ?? ""
        root = Entry(data["root"])
        types = Dictionary(uniqueKeysWithValues: (data["types"]?.objectValue ?? [:]).map { ($0.key, Entry($0.value)) })
        modelParameters = (data["modelParameters"]?.objectValue ?? [:]).map { name, value in
            ModelParameter(name: name, Entry(value))
        }
    }
}

extension ConfigSchema.Entry {
    init(_ data: Value?) {
        isSecret = data?["secret"]?.boolValue ?? false
        help = data?["help"]?.stringValue
        if let name = data?["use"]?.stringValue {
            shape = .use(name)
        } else {
            shape = Self.shape(data)
        }
    }

    private static func shape(_ data: Value?) -> ConfigSchema.Shape {
        let choices = (data?["of"]?.arrayValue ?? [])
        switch data?["type"]?.stringValue {
        case "string": return .string(minimum: data?["min"]?.intValue.map(Int.init))
        case "boolean": return .boolean
        case "number": return .number(ConfigSchema.Limits(data), isInteger: false)
        case "integer": return .number(ConfigSchema.Limits(data), isInteger: true)
        case "choice": return .choice(choices.compactMap(\.stringValue), isEnumeration: false)
        case "enum": return .choice(choices.compactMap(\.stringValue), isEnumeration: true)
        case "array": return .array(Self(data?["items"]))
        case "record": return .record(Self(data?["values"]))
        case "object": return .object(ConfigSchema.Object(data))
        case "either": return .either(choices.map(Self.init))
        case "any": return .any
        case "unchecked": return .unchecked
        case let type: preconditionFailure("config-schema.json: unknown type \(type ?? "none")")
        }
    }
}

extension ConfigSchema.Limits {
    fileprivate init(_ data: Value?) {
        above = data?["above"]?.doubleValue
        minimum = data?["min"]?.doubleValue
        maximum = data?["max"]?.doubleValue
    }
}

extension ConfigSchema.Object {
    fileprivate init(_ data: Value?) {
        members = (data?["members"]?.objectValue ?? [:]).map { ($0.key, ConfigSchema.Entry($0.value)) }
        required = Set((data?["required"]?.arrayValue ?? []).compactMap(\.stringValue))
        rest = data?["rest"].map(ConfigSchema.Entry.init)
        checks = (data?["checks"]?.arrayValue ?? []).map(ConfigSchema.Check.init)
    }
}

extension ConfigSchema.Check {
    fileprivate init(_ data: Value) {
        guard let kind = data["kind"]?.stringValue.flatMap(Kind.init) else {
            preconditionFailure("config-schema.json: a check of no known kind")
        }
        self.kind = kind
        member = Pointer((data["member"]?.arrayValue ?? []).compactMap { $0.stringValue.map(Pointer.Component.key) })
        other = data["other"]?.stringValue
        condition = data["when"]?.stringValue
        allowsMidnight = data["allowsMidnight"]?.boolValue ?? false
        message = data["message"]?.stringValue ?? ""
    }
}
