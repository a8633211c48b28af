import JSON5

extension ConfigSchema {
    /// Reads the schema's own JSON; anything it does not understand is our bug.
    init(_ data: DocumentPart) {
        version = data["version"]?.text ?? ""
        root = Entry(data["root"])
        types = Dictionary(
            uniqueKeysWithValues: (data["types"]?.members ?? []).map { ($0.key, DeferredEntry($0.part)) }
        )
        modelParameters = (data["modelParameters"]?.members ?? []).map { name, part in
            ModelParameter(name: name, Entry(part))
        }
    }
}

extension ConfigSchema.Entry {
    init(_ data: DocumentPart?) {
        isSecret = data?["secret"]?.isTrue ?? false
        help = data?["help"]?.text
        if let name = data?["use"]?.text {
            shape = .use(name)
        } else {
            shape = Self.shape(data)
        }
    }

    private static func shape(_ data: DocumentPart?) -> ConfigSchema.Shape {
        let choices = data?["of"]?.elements ?? []
        switch data?["type"]?.text {
        case "string": return .string(minimum: data?["min"]?.value.intValue.map(Int.init))
        case "boolean": return .boolean
        case "number": return .number(ConfigSchema.Limits(data), isInteger: false)
        case "integer": return .number(ConfigSchema.Limits(data), isInteger: true)
        case "choice": return .choice(choices.compactMap(\.text), isEnumeration: false)
        case "enum": return .choice(choices.compactMap(\.text), isEnumeration: true)
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
    fileprivate init(_ data: DocumentPart?) {
        above = data?["above"]?.value.doubleValue
        minimum = data?["min"]?.value.doubleValue
        maximum = data?["max"]?.value.doubleValue
    }
}

extension ConfigSchema.Object {
    fileprivate init(_ data: DocumentPart?) {
        members = (data?["members"]?.members ?? []).map { ConfigSchema.Member($0.key, $0.part) }
        required = Set((data?["required"]?.elements ?? []).compactMap(\.text))
        rest = data?["rest"].map(ConfigSchema.Entry.init)
        checks = (data?["checks"]?.elements ?? []).map(ConfigSchema.Check.init)
    }
}

extension ConfigSchema.Check {
    fileprivate init(_ data: DocumentPart) {
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

extension DocumentPart {
    fileprivate var text: String? { value.stringValue }
    fileprivate var isTrue: Bool? { value.boolValue }
}
