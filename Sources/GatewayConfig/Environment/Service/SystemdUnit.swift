import FileTransactions
import Secrets

/// What a systemd service starts its process with: the unit file, its drop-ins and the files that they name.
///
/// Read as systemd reads them (systemd.unit(5), systemd.exec(5)); systemd itself is not asked. Variables that the service
/// manager passes on by itself (`environment.d`, `systemctl import-environment`) are not known here.
struct SystemdUnit {
    var variables: [ServiceVariable] = []
    /// Absolute; nil where the unit does not say.
    var workingFolder: String?
    /// The unit, its drop-ins and its environment files, in the order in which they count.
    var files: [String] = []
    /// Files that could not be read and that systemd would need.
    var unreadable: [String] = []

    /// The unit of a name in the first of the folders that has it; nil when none has.
    /// - Parameters:
    ///   - folders: where units are looked for, the strongest first.
    ///   - home: what `%h` means.
    static func find(_ name: String, in folders: [String], home: String, _ files: any FileSystem) -> SystemdUnit? {
        guard let path = folders.lazy.map({ $0 + "/" + name }).first(where: { files.text(of: $0) != nil }) else {
            return nil
        }
        var reader = Reader(home: home)
        for path in [path] + dropIns(of: name, in: folders, files) {
            guard let text = files.text(of: path) else { continue }
            reader.unit.files.append(path)
            reader.read(text, path: path)
        }
        reader.readEnvironmentFiles(files)
        return reader.unit
    }

    /// `NAME.d/*.conf` of all folders, by file name; of equal names the stronger folder's.
    private static func dropIns(of name: String, in folders: [String], _ files: any FileSystem) -> [String] {
        var byName: [String: String] = [:]
        for folder in folders.reversed() {
            let names = (try? files.entries(of: "\(folder)/\(name).d")) ?? []
            for file in names where file.hasSuffix(".conf") { byName[file] = "\(folder)/\(name).d/\(file)" }
        }
        return byName.sorted { $0.key < $1.key }.map(\.value)
    }

    // MARK: - Reading

    private struct Reader {
        var unit = SystemdUnit()
        let home: String
        private var environmentFiles: [(path: String, mayBeMissing: Bool)] = []
        private var unset: [String] = []

        init(home: String) {
            self.home = home
        }

        mutating func read(_ text: String, path: String) {
            var section = ""
            for line in SystemdText.lines(of: text) {
                if line.text.hasPrefix("["), line.text.hasSuffix("]") { section = line.text }
                guard section == "[Service]", let (key, value) = SystemdText.assignment(line.text) else { continue }
                switch key {
                case "Environment": setVariables(value, path: path, line: line.number)
                case "EnvironmentFile": addFile(value)
                case "UnsetEnvironment": unset = value.isEmpty ? [] : unset + SystemdText.words(of: value)
                case "WorkingDirectory": setFolder(value)
                default: break
                }
            }
        }

        private mutating func setVariables(_ value: String, path: String, line: Int) {
            // An empty assignment takes back all before it.
            if value.isEmpty { unit.variables = [] }
            for word in SystemdText.words(of: value) {
                guard let (name, value) = SystemdText.assignment(word) else { continue }
                unit.set(ServiceVariable(name: name, value: Secret(expanded(value)), file: path, line: line))
            }
        }

        private mutating func addFile(_ value: String) {
            guard !value.isEmpty else { return environmentFiles = [] }
            let mayBeMissing = value.hasPrefix("-")
            environmentFiles.append((expanded(mayBeMissing ? String(value.dropFirst()) : value), mayBeMissing))
        }

        private mutating func setFolder(_ value: String) {
            let path = value.hasPrefix("-") ? String(value.dropFirst()) : value
            unit.workingFolder = path == "~" ? home : path.isEmpty ? nil : expanded(path)
        }

        /// Files are read when the service starts, and win over `Environment=`.
        mutating func readEnvironmentFiles(_ files: any FileSystem) {
            for (path, mayBeMissing) in environmentFiles {
                guard let text = files.text(of: path) else {
                    if !mayBeMissing { unit.unreadable.append(path) }
                    continue
                }
                unit.files.append(path)
                for line in SystemdText.lines(of: text) {
                    guard let (name, value) = SystemdText.assignment(line.text) else { continue }
                    let words = SystemdText.words(of: value).joined(separator: " ")
                    unit.set(ServiceVariable(name: name, value: Secret(words), file: path, line: line.number))
                }
            }
            unit.variables.removeAll { variable in
                unset.contains { $0 == variable.name || $0.hasPrefix(variable.name + "=") }
            }
        }

        /// `%h` is the home folder and `%%` a percent sign; the others do not stand in credentials.
        private func expanded(_ text: String) -> String {
            guard text.contains("%") else { return text }
            var result = ""
            var rest = Substring(text)
            while let percent = rest.firstIndex(of: "%") {
                result += rest[..<percent]
                let after = rest.index(after: percent)
                let letter = after < rest.endIndex ? rest[after] : nil
                result += letter == "h" ? home : letter == "%" ? "%" : String(rest[percent...].prefix(2))
                rest = rest[after...].dropFirst()
            }
            return result + rest
        }
    }

    private mutating func set(_ variable: ServiceVariable) {
        variables.removeAll { $0.name == variable.name }
        variables.append(variable)
    }
}

/// The syntax that unit files and environment files share.
enum SystemdText {
    /// Lines without comments and blanks, continued ones joined; the number is that of the first.
    static func lines(of text: String) -> [(number: Int, text: String)] {
        var result: [(number: Int, text: String)] = []
        var isContinued = false
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = trimmed(raw)
            if line.hasPrefix("#") || line.hasPrefix(";") { continue }
            let continues = line.hasSuffix("\\")
            let body = continues ? String(line.dropLast()) : line
            if isContinued, let last = result.indices.last {
                result[last].text += " " + body
            } else if !line.isEmpty {
                result.append((index + 1, body))
            }
            isContinued = continues
        }
        return result.map { ($0.number, trimmed($0.text)) }
    }

    /// `NAME=VALUE`, with the blanks around the sign gone.
    static func assignment(_ line: String) -> (name: String, value: String)? {
        guard let sign = line.firstIndex(of: "=") else { return nil }
        let name = trimmed(line[..<sign])
        return name.isEmpty ? nil : (name, trimmed(line[line.index(after: sign)...]))
    }

    /// Words separated by blanks; quotes hold a word together, a backslash takes the next character as it is.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if quote == nil, character == " " || character == "\t" {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + [word].compactMap { $0 }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        return String(String(start).reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
    }
}

extension FileSystem {
    /// A small text file; nil when it is not there or may not be read.
    func text(of path: String) -> String? {
        guard let bytes = try? contents(of: resolvedPath(of: path), limit: 1 << 20).bytes else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
