internal import CSystem

/// The environment of this process.
enum ProcessEnvironment {
    static var all: [String: String] {
        var result: [String: String] = [:]
        var pointer = csystem_environment()
        while let entry = pointer?.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                result[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            pointer = pointer?.advanced(by: 1)
        }
        return result
    }

    /// The variables whose value is not UTF-8: `all` has them with other bytes, so a path in them would be another path.
    static var unreadable: Set<String> {
        var names: Set<String> = []
        var pointer = csystem_environment()
        while let entry = pointer?.pointee {
            if String(validatingCString: entry) == nil {
                names.insert(String(String(cString: entry).prefix { $0 != "=" }))
            }
            pointer = pointer?.advanced(by: 1)
        }
        return names
    }
}
