import JSON5

// What an edit respects of included files.

extension Value {
    /// Whether the value contains an `$include`, which replacing the value would remove.
    var holdsInclude: Bool {
        switch self {
        case .object(let members): members.contains { $0.key == IncludeResolver.key || $0.value.holdsInclude }
        case .array(let elements): elements.contains(where: \.holdsInclude)
        default: false
        }
    }
}

extension String {
    /// Whether the other path is inside this folder, at any depth.
    func holds(_ path: String) -> Bool {
        path.hasPrefix(hasSuffix("/") ? self : self + "/")
    }
}
