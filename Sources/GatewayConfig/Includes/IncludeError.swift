package import FileTransactions
package import JSON5

/// Why an `$include` could not be resolved; `message` is the gateway's text.
package struct IncludeError: Error, Equatable {
    package enum Problem: Sendable, Equatable {
        /// The files from the main one to the one that repeats.
        case circular(chain: [String])
        /// Nested more than ten files deep.
        case tooDeep(included: String)
        /// The file error is nil if the file does not exist.
        case unreadable(included: String, resolved: String, FileError?)
        case unparsable(included: String, resolved: String, ParseError)
        /// Keys beside `$include` require the included value to be an object.
        case siblingsOfNonObject
        /// `$include` is neither a string nor a list; with the JavaScript name of its type.
        case notAPath(typeName: String)
        /// An item of the `$include` list is not a string.
        case itemNotAPath(typeName: String)
        /// More includes than this program resolves in one load; the gateway has no such limit.
        case tooMany(limit: Int)
        /// More bytes of included text than this program reads in one load; the gateway has no such limit.
        case tooLarge(limit: Int)
    }

    package let problem: Problem
    /// The file that contains the `$include`.
    package let file: String
    /// The path of the `$include` in that file.
    package let pointer: Pointer
    /// Its position; nil if it cannot be determined.
    package let position: TextPosition?

    /// The gateway's message.
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
    /// The result of JavaScript's `typeof`.
    var javaScriptTypeName: String {
        switch self {
        case .string: "string"
        case .number: "number"
        case .bool: "boolean"
        case .null, .array, .object: "object"
        }
    }
}
