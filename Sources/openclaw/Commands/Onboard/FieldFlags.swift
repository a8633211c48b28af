internal import ArgumentParser
internal import GatewayHost
internal import Secrets

/// The fields whose flags stand together in the help of `onboard`.
protocol FieldFlagRows {
    static var fields: [SetupField] { get }
}

/// The groups of flags, as types: the parser knows declarations by their type.
enum FieldFlagGroup {
    /// Credential and model.
    enum Credential: FieldFlagRows {
        static let fields = SetupField.all.filter { $0.group == .credential }
    }

    /// The gateway itself.
    enum Gateway: FieldFlagRows {
        static let fields = SetupField.all.filter { $0.group == .gateway }
    }
}

/// The flags of fields: declared from the table, not one by one.
///
/// The parser finds what is declared by reflection, and reads values by the names that it found. So the mirror shows one
/// declaration for each flag, and `init(from:)` reads each by its name.
struct FieldFlags<Rows: FieldFlagRows>: ParsableArguments {
    /// What was given, by the name of the flag's declaration.
    private var values: [String: SetupValue] = [:]

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for declaration in Self.declarations {
            guard let key = Key(stringValue: declaration.name) else { continue }
            switch declaration.kind {
            case .flag:
                let isRaised = try container.decode(Flag<Bool>.self, forKey: key).wrappedValue
                values[declaration.name] = isRaised ? .flag(true) : nil
            case .list:
                let list = try container.decode(Option<[String]>.self, forKey: key).wrappedValue
                values[declaration.name] = list.isEmpty ? nil : .list(list)
            case .text, .number, .secret:
                let text = try container.decode(Option<String?>.self, forKey: key).wrappedValue
                values[declaration.name] = text.map(SetupValue.text)
            }
        }
    }

    /// The secrets that would be read from standard input.
    var standardInputs: Int { Rows.fields.count { $0.isSecret && values[$0.name]?.text == "-" } }

    /// Copies what was given into a request, over what the answers file says. Reads the secrets that a flag names.
    func fill(_ request: inout OnboardRequest) throws(Problem) {
        for field in Rows.fields {
            guard !field.isSecret else {
                let (value, file) = (values[field.name]?.text, values[field.name + Self.fileSuffix]?.text)
                let secret = try SecretInput.read(value: value, file: file, flag: field.flag)
                if let secret { request[field] = .secret(secret) }
                continue
            }
            if let value = values[field.name] { request[field] = value }
        }
    }
}

// MARK: - Declarations

extension FieldFlags: CustomReflectable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    /// One flag of a field.
    private struct Declaration {
        let name: String
        let flag: String
        let kind: SetupField.Kind

        /// The property wrapper that a property of this flag would have.
        var wrapper: Any {
            let long = NameSpecification.customLong(String(flag.dropFirst(2)))
            let help = Words.help("onboard." + name)
            switch kind {
            case .flag: return Flag(wrappedValue: false, name: long, help: help)
            case .list: return Option<[String]>(wrappedValue: [], name: long, help: help)
            case .text, .number, .secret: return Option<String?>(name: long, help: help)
            }
        }
    }

    private static var fileSuffix: String { "File" }

    /// In the order of the help: the files of secrets that stand side by side follow the last of these.
    private static var declarations: [Declaration] {
        var declarations: [Declaration] = []
        var files: [Declaration] = []
        for field in Rows.fields {
            if !field.isSecret {
                declarations += files
                files = []
            }
            declarations.append(Declaration(name: field.name, flag: field.flag, kind: field.kind))
            guard field.isSecret else { continue }
            files.append(Declaration(name: field.name + fileSuffix, flag: field.flag + "-file", kind: .text))
        }
        return declarations + files
    }

    var customMirror: Mirror {
        let children = Self.declarations.map { declaration -> Mirror.Child in
            (label: declaration.name, value: declaration.wrapper)
        }
        return Mirror(self, children: children)
    }
}
