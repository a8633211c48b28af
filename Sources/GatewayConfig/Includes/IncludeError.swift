package import FileTransactions
package import JSON5

/// Why an `$include` could not be followed; `message` is the gateway's own text.
package struct IncludeError: Error, Equatable {
    package enum Problem: Sendable, Equatable {
        /// The files from the main one to the repeated one.
        case circular(chain: [String])
        /// More than ten files deep.
        case tooDeep(included: String)
        /// Nil: the file is not there.
        case unreadable(included: String, resolved: String, FileError?)
        case unparsable(included: String, resolved: String, ParseError)
        /// Keys beside `$include` need an object to merge into.
        case siblingsOfNonObject
        /// `$include` is neither a text nor a list; the JavaScript name of its type.
        case notAPath(typeName: String)
        /// An item of the `$include` list is no text.
        case itemNotAPath(typeName: String)
        /// More includes than are followed in one load; no rule of the gateway's.
        case tooMany(limit: Int)
        /// More bytes of included texts than are read in one load; no rule of the gateway's.
        case tooLarge(limit: Int)
    }

    package let problem: Problem
    /// The file with the `$include`.
    package let file: String
    /// The `$include` in that file.
    package let pointer: Pointer
    /// Where it stands; nil when nothing stands there.
    package let position: TextPosition?

    /// What the gateway says.
    package var message: String {
        switch problem {
        case .circular(let chain):
            "Circular include detected: \(chain.joined(separator: " -> "))"
        case .tooDeep(let included):
            "Maximum include depth (\(IncludeResolver.maximumDepth)) exceeded at: \(included)"
        case .unreadable(let included, let resolved, _):
            "Failed to read include file: \(included) (resolved: \(resolved))"
        case .unparsable(let included, let resolved, _):
            "Failed to parse include file: \(included) (resolved: \(resolved))"
        case .siblingsOfNonObject:
            "Sibling keys require included content to be an object"
        case .notAPath(let typeName):
            "Invalid $include value: expected string or array of strings, got \(typeName)"
        case .itemNotAPath(let typeName):
            "Invalid $include array item: expected string, got \(typeName)"
        case .tooMany(let limit):
            "More than \(limit) includes"
        case .tooLarge(let limit):
            "Included files of more than \(limit >> 20) MB"
        }
    }
}

extension Value {
    /// What JavaScript's `typeof` says.
    var javaScriptTypeName: String {
        switch self {
        case .string: "string"
        case .number: "number"
        case .bool: "boolean"
        case .null, .array, .object: "object"
        }
    }
}
