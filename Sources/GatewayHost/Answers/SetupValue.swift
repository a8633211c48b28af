package import JSON5
package import Secrets

/// A value of a `SetupField`: as it was given, or as it was checked.
package enum SetupValue: Sendable, Equatable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([String])
    /// Never written into a draft, a preview or a document.
    case secret(Secret)
}

extension SetupValue {
    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    package var number: Int? {
        if case .number(let number) = self { number } else { nil }
    }

    package var flag: Bool? {
        if case .flag(let flag) = self { flag } else { nil }
    }

    package var list: [String]? {
        if case .list(let list) = self { list } else { nil }
    }

    package var secret: Secret? {
        if case .secret(let secret) = self { secret } else { nil }
    }

    /// The value as people read it; nil for a secret.
    package var shown: String? {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .list(let list): list.joined(separator: ", ")
        case .secret: nil
        }
    }

    /// The value in a config, a draft or a document; nil for a secret.
    package var json: Value? {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .integer(number)
        case .flag(let flag): .bool(flag)
        case .list(let list): .array(list.map { .string($0) })
        case .secret: nil
        }
    }
}
