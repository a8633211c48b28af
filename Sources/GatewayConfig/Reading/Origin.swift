package import JSON5

/// The origin of a config value.
package enum Origin: Sendable, Equatable {
    /// Set in the main file.
    case file(SourcePosition)
    /// Set in an included file.
    case include(SourcePosition)
    /// The string at the position mentions these variables, which provide the value.
    case environment([Variable], at: SourcePosition)
    /// Several files contribute to this object or array; their paths.
    case merged([String])
    /// Not set in a file; the gateway adds it when it loads the config.
    case gatewayDefault
    /// Not set.
    case absent

    /// A position in a file, counted from 1.
    package struct SourcePosition: Sendable, Equatable {
        package let path: String
        package let position: TextPosition
    }

    /// A variable that a value depends on.
    package struct Variable: Sendable, Equatable {
        package let name: String
        /// Nil if it is not set anywhere.
        package let source: EnvironmentLayers.Source?
    }
}

/// The file that an edit of a value goes to.
package enum Owner: Sendable, Equatable {
    /// The main file.
    case main(Pointer)
    /// An included file.
    case include(path: String, Pointer)
    /// Several files define parts of the value; each part has its own file.
    case several([String])
}
