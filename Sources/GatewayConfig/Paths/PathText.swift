/// Path operations on text, without file access, as in the gateway's path library.
enum PathText {
    /// The path made absolute against a folder, with `.`, `..` and doubled slashes resolved.
    static func absolute(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? normalized(path) : normalized(folder + "/" + path)
    }

    /// An absolute path without `.`, `..`, doubled or trailing slashes.
    static func normalized(_ path: String) -> String {
        let slash = UInt8(ascii: "/")
        var result: [UInt8] = []
        for part in path.utf8.split(separator: slash) {
            switch Substring(part) {
            case ".": continue
            case "..": result.removeSubrange((result.lastIndex(of: slash) ?? 0)...)
            default: result += [slash] + part
            }
        }
        return result.isEmpty ? "/" : String(decoding: result, as: UTF8.self)
    }

    /// The path of an entry in a folder.
    static func joining(_ folder: String, _ name: String) -> String {
        normalized(folder + "/" + name)
    }

    /// Replaces a leading `~` that is alone or before a slash; `~name` stays.
    static func replacingTilde(in path: String, with home: String) -> String {
        guard path.hasPrefix("~") else { return path }
        let rest = path.dropFirst()
        guard let next = rest.first else { return home }
        return next == "/" || next == "\\" ? home + rest : path
    }
}
