package import JSON5

/// A model parameter in `agents.defaults.models["provider/model"].params`.
///
/// The gateway accepts any value and ignores unusable ones; the limits here are those of usable values.
package struct ModelParameter: Sendable, Equatable {
    /// The type of the parameter.
    package enum Kind: Sendable, Equatable {
        case choice([String])
        /// Inclusive limits.
        case number(minimum: Double?, maximum: Double?)
        case integer(minimum: Int?, maximum: Int?)
    }

    /// Why a value is unusable.
    package enum Problem: Error, Equatable {
        case notAChoice([String])
        case notANumber
        case notWhole
        case tooSmall(minimum: Double)
        case tooBig(maximum: Double)
        /// The model takes no value at all.
        case notTaken
    }

    package let name: String
    package let kind: Kind
    package let help: String
    /// Whether the model takes it; the provider refuses a request with one that it does not take.
    package let isTaken: Bool

    init(name: String, kind: Kind, help: String, isTaken: Bool = true) {
        self.name = name
        self.kind = kind
        self.help = help
        self.isTaken = isTaken
    }

    /// Throws if the gateway or the provider could not use the value.
    package func check(_ value: Value) throws(Problem) {
        guard isTaken else { throw .notTaken }
        switch kind {
        case .choice(let choices):
            guard let text = value.stringValue, choices.contains(text) else { throw .notAChoice(choices) }
        case .number(let minimum, let maximum):
            try check(value, minimum, maximum)
        case .integer(let minimum, let maximum):
            try check(value, minimum.map(Double.init), maximum.map(Double.init))
            guard value.intValue != nil else { throw .notWhole }
        }
    }

    private func check(_ value: Value, _ minimum: Double?, _ maximum: Double?) throws(Problem) {
        guard let number = value.doubleValue, number.isFinite else { throw .notANumber }
        if let minimum, number < minimum { throw .tooSmall(minimum: minimum) }
        if let maximum, number > maximum { throw .tooBig(maximum: maximum) }
    }
}

extension ModelParameter {
    init(name: String, _ entry: ConfigSchema.Entry) {
        switch entry.shape {
        case .choice(let choices, isEnumeration: _): kind = .choice(choices)
        case .number(let limits, isInteger: true):
            kind = .integer(minimum: limits.minimum.map { Int($0) }, maximum: limits.maximum.map { Int($0) })
        case .number(let limits, isInteger: false): kind = .number(minimum: limits.minimum, maximum: limits.maximum)
        default: preconditionFailure("config-schema.json: a model parameter is a choice or a number")
        }
        self.name = name
        help = entry.help ?? ""
        isTaken = true
    }
}
