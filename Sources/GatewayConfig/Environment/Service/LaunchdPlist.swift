import FileTransactions
import Secrets

/// The environment of a launchd agent: `EnvironmentVariables` and `WorkingDirectory` of its property list.
///
/// It can be XML, as the gateway writes it, or the binary form that `plutil` and `defaults` create.
struct LaunchdPlist {
    private(set) var variables: [ServiceVariable] = []
    private(set) var workingFolder: String?
    /// The file is neither.
    private(set) var isDamaged = false

    init(_ bytes: [UInt8], path: String) {
        if bytes.starts(with: "bplist".utf8) {
            guard let list = BinaryPlist(bytes), list.isDictionary else {
                isDamaged = true
                return
            }
            variables = list.strings(in: "EnvironmentVariables").map { name, value in
                ServiceVariable(name: name, value: Secret(value), file: path, line: nil)
            }
            workingFolder = list.string("WorkingDirectory")
        } else {
            read(Self.elements(of: String(decoding: bytes, as: UTF8.self)), path: path)
        }
    }

    private mutating func read(_ elements: [Element], path: String) {
        isDamaged = !elements.contains { $0.name == "plist" }
        /// If a key occurs twice, the last one counts.
        func value(of key: String, _ kind: String) -> ArraySlice<Element>? {
            let place = elements.indices.dropLast().last { index in
                elements[index].name == "key" && elements[index].text == key && elements[index + 1].name == kind
            }
            return place.map { elements[($0 + 1)...] }
        }
        variables = Self.pairs(in: value(of: "EnvironmentVariables", "dict")?.dropFirst() ?? []).map { name, value in
            ServiceVariable(name: name, value: Secret(value), file: path, line: nil)
        }
        workingFolder = value(of: "WorkingDirectory", "string")?.first?.text
    }

    private struct Element {
        /// `key`, `string`, `dict`, `/dict`, …
        var name: String
        var text: String
    }

    /// Keys and strings up to the end of the dictionary.
    private static func pairs(in elements: ArraySlice<Element>) -> [(String, String)] {
        var pairs: [(String, String)] = []
        var key: String?
        for element in elements.prefix(while: { $0.name != "/dict" }) {
            switch element.name {
            case "key": key = element.text
            case "string":
                if let key { pairs.append((key, element.text)) }
                key = nil
            default: break
            }
        }
        return pairs
    }

    /// Opening tags with the following text, and closing tags of dictionaries; comments are skipped.
    private static func elements(of text: String) -> [Element] {
        var elements: [Element] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "<") {
            rest = rest[open...]
            if rest.hasPrefix("<!--") {
                while !rest.isEmpty, !rest.hasPrefix("-->") { rest = rest.dropFirst() }
                continue
            }
            if rest.hasPrefix("<![CDATA["), let last = elements.indices.last {
                let text = rest.dropFirst(9)
                let end = text.indices.first { text[$0...].hasPrefix("]]>") } ?? text.endIndex
                elements[last].text += text[..<end]
                rest = text[end...].dropFirst(3)
                continue
            }
            let tag = rest.dropFirst().prefix { $0 != ">" }
            rest = rest[tag.endIndex...].dropFirst()
            let name = tag.prefix { !$0.isWhitespace && $0 != "/" || $0 == "/" && tag.first == "/" }
            if name.hasPrefix("/"), name != "/dict" { continue }
            elements.append(Element(name: String(name), text: decoded(rest.prefix { $0 != "<" })))
        }
        return elements
    }

    private static func decoded(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var result = ""
        var rest = text
        while let sign = rest.firstIndex(of: "&") {
            result += rest[..<sign]
            let name = rest[sign...].dropFirst().prefix { $0 != ";" }
            result += entity(String(name)) ?? String(rest[sign...].prefix(name.count + 2))
            rest = rest[name.endIndex...].dropFirst()
        }
        return result + rest
    }

    private static func entity(_ name: String) -> String? {
        let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
        if let text = known[name] { return text }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let code = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
}
