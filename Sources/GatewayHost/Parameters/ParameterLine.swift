package import GatewayConfig
package import JSON5

/// One parameter of one model: current value, future value, and the reasons.
package struct ParameterLine: Sendable, Equatable {
    /// A value and its origin.
    package struct Setting: Sendable, Equatable {
        package enum Source: Sendable, Equatable {
            /// Not set; the provider's default applies.
            case notSet
            /// Set in a file, at this path.
            case written(Pointer)
            /// The result of the cache rules.
            case cache(CacheSetting.Reason)
            /// Edited by the user and not written yet.
            case edited
            /// Set on an outer level, at this path.
            case outer(Pointer, Outer)
        }

        /// A level outside the one that is shown.
        package enum Outer: String, Sendable {
            /// The model, for all agents.
            case model
            /// All models of all agents.
            case allModels
        }

        /// What is in effect; nil if nothing is set that the gateway reads. Redacted if it looks like a secret.
        package let value: Value?
        /// What the file says, or an edit; nil if neither does. Redacted in the same way.
        package let written: Value?
        package internal(set) var source: Source
        /// Set if what is written is unusable: it is sent and refused, or is as if it were not set.
        package let finding: ParameterFinding?

        package static func == (left: Self, right: Self) -> Bool {
            left.value == right.value && left.written == right.written && left.source == right.source
                && left.finding?.pointer == right.finding?.pointer
        }
    }

    /// The value that one agent has of its own.
    package struct AgentValue: Sendable, Equatable {
        package let agent: AgentID
        /// Redacted if it looks like a secret.
        package let value: Value
        package let pointer: Pointer
    }

    /// With the limits of this model.
    package let parameter: ModelParameter
    package let now: Setting
    package let willBe: Setting
    /// Whether the user edited this line.
    package let isEdited: Bool
    /// Whether the value has an effect; nil for parameters that always have one.
    package let effect: CacheSetting.Effect?

    package var name: String { parameter.name }
    /// Whether the file contains a value that `x` can remove.
    package let isWritten: Bool
    /// The agents for which another value holds; none on a sheet about one agent.
    package let ofAgents: [AgentValue]
}

/// A parameter in the file that is not in the schema: shown, never changed.
package struct UnknownParameter: Sendable, Equatable {
    package let name: String
    /// Redacted if it looks like a secret.
    package let value: Value
}

/// A model with all its parameters.
package struct ModelParameters: Sendable, Equatable {
    package enum Role: Sendable, Equatable {
        /// The default model of all agents.
        case standard
        /// A fallback model; 1 is tried first.
        case fallback(Int)
    }

    package let model: ModelReference
    /// Nil for a model of which nothing is known.
    package let catalog: ModelCatalog.Model?
    package let standing: HostModels.Standing
    package let role: Role?
    package let lines: [ParameterLine]
    package let unknown: [UnknownParameter]
    /// The deprecated `cacheControlTtl`; nil if it is not set.
    package let legacy: Legacy?

    package struct Legacy: Sendable, Equatable {
        package let written: String
        /// The equivalent retention; nil for a value that the gateway ignores.
        package let retention: CacheRetention?
        /// Whether it is effective; false if a `cacheRetention` overrides it.
        package let counts: Bool
        /// Whether an edit removes it.
        package let isRemoved: Bool
    }
}
