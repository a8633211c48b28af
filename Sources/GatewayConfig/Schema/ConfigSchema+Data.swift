package import JSON5

extension ConfigSchema {
    /// Reads the schema data; malformed data is a bug of this program.
    package init(_ data: BuiltInJSON) {
        let data = data.members(through: "types")
        root = Entry(data["root"])
        types = (data["types"]?.members.all ?? []).map { Member($0.key, $0.value) }
        modelParameters = (data["modelParameters"]?.members.all ?? []).map { name, value in
            ModelParameter(name: name, Entry(value))
        }
    }

    /// Named types alone, for entries that stand elsewhere.
    init(types data: BuiltInJSON?) {
        root = Entry(shape: .any, isSecret: false, help: nil)
        types = (data?.members.all ?? []).map { Member($0.key, $0.value) }
        modelParameters = []
    }
}

extension ConfigSchema.Entry {
    init(_ data: BuiltInJSON?) {
        // The members of an object come last in the data.
        let data = data?.members(through: "members") ?? BuiltInJSON.Members()
        isSecret = data["secret"]?.isTrue ?? false
        help = data["help"]?.text
        if let name = data["use"]?.text {
            shape = .use(name)
        } else {
            shape = Self.shape(data)
        }
    }

    private static func shape(_ data: BuiltInJSON.Members) -> ConfigSchema.Shape {
        let choices = data["of"]?.elements ?? []
        switch data["type"]?.text {
        case "string": return .string(minimum: data["min"]?.integer)
        case "boolean": return .boolean
        case "number": return .number(ConfigSchema.Limits(data), isInteger: false)
        case "integer": return .number(ConfigSchema.Limits(data), isInteger: true)
        case "choice": return .choice(choices.compactMap(\.text), isEnumeration: false)
        case "enum": return .choice(choices.compactMap(\.text), isEnumeration: true)
        case "array": return .array(Self(data["items"]))
        case "record": return .record(Self(data["values"]))
        case "object": return .object(ConfigSchema.Object(data))
        case "either": return .either(choices.map(Self.init))
        case "any": return .any
        case "unchecked": return .unchecked
        case let type: preconditionFailure("config-schema.json: unknown type \(type ?? "none")")
        }
    }
}

extension ConfigSchema.Limits {
    fileprivate init(_ data: BuiltInJSON.Members) {
        above = data["above"]?.number
        minimum = data["min"]?.number
        maximum = data["max"]?.number
    }
}

extension ConfigSchema.Object {
    fileprivate init(_ data: BuiltInJSON.Members) {
        members = (data["members"]?.members.all ?? []).map { ConfigSchema.Member($0.key, $0.value) }
        required = Set((data["required"]?.elements ?? []).compactMap(\.text))
        rest = data["rest"].map(ConfigSchema.Entry.init)
        checks = (data["checks"]?.elements ?? []).map(ConfigSchema.Check.init)
    }
}

extension ConfigSchema.Check {
    fileprivate init(_ data: BuiltInJSON) {
        let data = data.members
        guard let kind = data["kind"]?.text.flatMap(Kind.init) else {
            preconditionFailure("config-schema.json: a check of no known kind")
        }
        self.kind = kind
        member = Pointer((data["member"]?.elements ?? []).compactMap { $0.text.map(Pointer.Component.key) })
        other = data["other"]?.text
        condition = data["when"]?.text
        allowsMidnight = data["allowsMidnight"]?.isTrue ?? false
        message = data["message"]?.text ?? ""
    }
}
