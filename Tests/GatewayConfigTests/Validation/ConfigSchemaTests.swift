import JSON5
import TestSupport
import Testing

@testable import GatewayConfig

@Suite struct ConfigSchemaTests {
    private let schema = ConfigSchema.builtIn

    @Test func sectionsAreCheckedOrNamed() {
        let checked = [
            "env", "auth", "agents", "models", "gateway", "wizard", "meta", "messages", "session", "logging",
            "commands",
        ]
        #expect(
            schema.keys(in: .root).filter { schema.coverage(of: [.key($0)]) == .checked }.sorted() == checked.sorted()
        )
        #expect(schema.coverage(of: ["channels", "telegram"]) == .notChecked)
        #expect(schema.coverage(of: ["bogus"]) == .unknown)
        #expect(schema.coverage(of: ["agents", "list", 0, "model", "primary"]) == .checked)
        #expect(schema.coverage(of: ["gateway", "bogus"]) == .unknown)
    }

    @Test("an entry is read up to its members: nothing stands behind them in the data")
    func membersStandLast() throws {
        func misplaced(_ value: Value) -> [String] {
            switch value {
            case .object(let members):
                let isEntry = members["type"]?.stringValue != nil && members["members"] != nil
                return (isEntry && members.keys.last != "members" ? [value.json(indent: 0)] : [])
                    + members.entries.flatMap { misplaced($0.value) }
            case .array(let elements): return elements.flatMap(misplaced)
            default: return []
            }
        }
        let root = try Document(parsing: ResourceFile.text("gateways/config-schema.json"), dialect: .json).root
        #expect(misplaced(root).isEmpty && root.objectValue?.keys.last == "types")
    }

    @Test func everyNameIsDefined() {
        func missing(_ entry: ConfigSchema.Entry) -> [String] {
            switch entry.shape {
            case .use(let name): schema.types.contains { $0.key == name } ? [] : [name]
            case .array(let inner), .record(let inner): missing(inner)
            case .object(let object): object.members.flatMap { missing($0.entry) } + (object.rest.map(missing) ?? [])
            case .either(let alternatives): alternatives.flatMap(missing)
            case .string, .boolean, .number, .choice, .any, .unchecked: []
            }
        }
        #expect(([schema.root] + schema.types.map(\.entry)).flatMap(missing).isEmpty)
    }

    @Test func choicesAndHelpAreKnownForAKey() {
        #expect(schema.choices(for: ["gateway", "mode"]) == ["local", "remote"])
        #expect(schema.choices(for: ["gateway", "port"]) == nil)
        #expect(schema.help(for: ["auth", "profiles", "x", "mode"])?.isEmpty == false)
    }

    @Test(
        arguments: [
            (["gateway", "auth", "token"], true), (["gateway", "auth", "mode"], false), (["env", "FOO"], true),
            (["env", "vars", "FOO"], true), (["models", "providers", "x", "apiKey"], true),
            (["models", "providers", "x", "headers", "authorization"], true),
            (["models", "providers", "x", "baseUrl"], false), (["channels", "telegram", "botToken"], true),
            (["channels", "telegram", "name"], false), (["agents", "defaults", "contextTokens"], false),
            (["agents", "defaults", "models", "a/b", "params", "maxTokens"], false),
        ] as [(Pointer, Bool)]
    )
    func secretsAreMarked(pointer: Pointer, isSecret: Bool) {
        var walk = SchemaWalk(schema)
        for component in pointer.components { walk.enter(component) }
        #expect(walk.isSecret == isSecret)
    }
}
