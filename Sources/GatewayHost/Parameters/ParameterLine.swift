package import GatewayConfig
package import JSON5

/// One parameter of one model: what it is now, what it will be, and why.
package struct ParameterLine: Sendable, Equatable {
    /// A value and where it comes from.
    package struct Setting: Sendable, Equatable {
        package enum Source: Sendable, Equatable {
            /// Nobody says it; the provider's own default counts.
            case notSet
            /// A file says it, at this path.
            case written(Pointer)
            /// What the cache rules make of it.
            case cache(CacheSetting.Reason)
            /// A person wants it so; nothing is written yet.
            case edited
        }

        /// Nil when nothing is said. A secret-looking text is redacted.
        package let value: Value?
        package let source: Source
        /// The value is of no use to gateway or provider, which then goes on as if it were not there.
        package let finding: ParameterFinding?

        package static func == (left: Self, right: Self) -> Bool {
            left.value == right.value && left.source == right.source
                && left.finding?.pointer == right.finding?.pointer
        }
    }

    /// Limits are those of the model.
    package let parameter: ModelParameter
    package let now: Setting
    package let willBe: Setting
    /// The person wants this line changed.
    package let isEdited: Bool
    /// What becomes of the value; nil for parameters that always count.
    package let effect: CacheSetting.Effect?

    package var name: String { parameter.name }
    /// The file holds a value that `x` can take out.
    package let isWritten: Bool
}

/// A parameter that is in the file and unknown here: shown, and left alone.
package struct UnknownParameter: Sendable, Equatable {
    package let name: String
    /// Redacted where it looks like a secret.
    package let value: Value
}

/// A model and all that is said about it.
package struct ModelParameters: Sendable, Equatable {
    package enum Role: Sendable, Equatable {
        /// The default model of all agents.
        case standard
        /// Stands in for it; 1 is asked first.
        case fallback(Int)
    }

    package let model: ModelReference
    /// Nil for a model that is not built in.
    package let catalog: ModelCatalog.Model?
    package let role: Role?
    package let lines: [ParameterLine]
    package let unknown: [UnknownParameter]
    /// The older `cacheControlTtl` as written; nil where there is none.
    package let legacy: Legacy?

    package struct Legacy: Sendable, Equatable {
        package let written: String
        /// What it means; nil for a value that the gateway ignores.
        package let retention: CacheRetention?
        /// It is what counts; false when a `cacheRetention` hides it.
        package let counts: Bool
        /// An edit takes it out.
        package let isRemoved: Bool
    }
}
