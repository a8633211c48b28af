package import JSON5

/// Where a configuration value comes from.
package enum Origin: Sendable, Equatable {
    /// It stands in the main file.
    case file(SourcePosition)
    /// It stands in a file that the main one includes.
    case include(SourcePosition)
    /// The text at the position names variables; the value is theirs.
    case environment([Variable], at: SourcePosition)
    /// Several files contribute to this object or array, by path.
    case merged([String])
    /// No file says it; the gateway adds it when it loads the configuration.
    case gatewayDefault
    /// Nothing says it.
    case absent

    /// A place in a file as people count.
    package struct SourcePosition: Sendable, Equatable {
        package let path: String
        package let position: TextPosition
    }

    /// A variable that a value is made of.
    package struct Variable: Sendable, Equatable {
        package let name: String
        /// Nil when it is not set anywhere.
        package let source: EnvironmentLayers.Source?
    }
}

/// Which file an edit of a value belongs to.
package enum Owner: Sendable, Equatable {
    /// The main file.
    case main(Pointer)
    /// A file that the main one includes.
    case include(path: String, Pointer)
    /// Several files share the value; an edit of its parts has one owner each.
    case several([String])
}
