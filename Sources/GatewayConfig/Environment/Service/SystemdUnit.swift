import FileTransactions
import Secrets

/// The environment of a systemd service: from the unit file, its drop-ins and the files they name.
///
/// Follows systemd.unit(5) and systemd.exec(5); systemd itself is not asked. Variables given to a running manager
/// (`systemctl set-environment`, `import-environment`) are in no file and therefore unknown.
struct SystemdUnit {
    /// In the order in which they were last set.
    var variables: [ServiceVariable] { slots.compactMap { $0 } }
    /// Absolute, or `~` for the home of `user`; nil if the unit does not set it.
    private(set) var workingFolder: String?
    /// `User=` of the unit.
    private(set) var user: String?
    /// The unit and its drop-ins, in the order they are applied.
    private(set) var files: [String] = []
    private(set) var gaps = ServiceGaps()

    private let manager: SystemdManager
    private let specifiers: SystemdSpecifiers
    private var own: [ServiceVariable] = []
    /// The variables; nil for one that is set again later.
    private var slots: [ServiceVariable?] = []
    private var slotOfName: [String: Int] = [:]
    private var environmentFiles: [(path: String, mayBeMissing: Bool)] = []
    private var unset: [String] = []

    /// The unit with this name in the first folder that has it; nil if none has, or if it is masked there.
    static func find(_ name: String, _ manager: SystemdManager, _ files: any FileSystem) -> SystemdUnit? {
        for folder in manager.unitFolders {
            switch files.text(of: folder + "/" + name) {
            case .missing: continue
            case .masked: return nil
            case .unreadable:
                var unit = SystemdUnit(name, manager)
                unit.files = [folder + "/" + name]
                unit.gaps.hidesAll = true
                return unit
            case .bytes(let bytes):
                var unit = SystemdUnit(name, manager)
                unit.read(bytes, of: folder + "/" + name, files)
                return unit
            }
        }
        return nil
    }

    private init(_ name: String, _ manager: SystemdManager) {
        self.manager = manager
        specifiers = SystemdSpecifiers(manager: manager, unit: name)
    }

    // MARK: - Reading

    private mutating func read(_ bytes: [UInt8], of path: String, _ files: any FileSystem) {
        readManager(files)
        readSections(bytes, path: path)
        self.files = [path]
        for path in ConfigurationFolders.files(in: specifiers.dropInFolders, files) {
            guard let bytes = contents(of: path, files) else { continue }
            self.files.append(path)
            readSections(bytes, path: path)
        }
        for variable in own { set(variable) }
        readEnvironmentFiles(files)
        let unset = Set(unset)
        slots.removeAll { $0.map { unset.contains($0.name) || unset.contains($0.assignment) } ?? true }
    }

    /// Variables that every service of the manager gets: `DefaultEnvironment=`, overridden by environment.d(5).
    private mutating func readManager(_ files: any FileSystem) {
        let name = manager.settingsName
        let main = SystemdManager.settingsFolders.map { "\($0)/\(name)" }.first { files.text(of: $0) != .missing }
        let dropIns = SystemdManager.settingsFolders.map { "\($0)/\(name).d" }
        for path in [main].compactMap({ $0 }) + ConfigurationFolders.files(in: dropIns, files) {
            if let bytes = contents(of: path, files) { readSections(bytes, path: path) }
        }
        for variable in own { set(variable) }
        own = []
        for path in ConfigurationFolders.files(in: manager.environmentFolders, files) {
            guard let bytes = contents(of: path, files) else { continue }
            for entry in SystemdEnvironmentFile.entries(of: bytes) {
                guard let value = entry.value else { continue }
                let known = self
                let references = VariableReferences { known.variable($0) }
                add(entry, value: references.expanded(value[...]), of: path)
            }
        }
    }

    private func variable(_ name: String) -> [UInt8]? {
        slotOfName[name].flatMap { slots[$0] }?.value.withUTF8 { Array($0) }
            ?? manager.ownVariables[name].map { Array($0.utf8) }
    }

    private mutating func readSections(_ bytes: [UInt8], path: String) {
        var section = ""
        for line in SystemdText.lines(of: bytes) {
            if line.bytes.first == UInt8(ascii: "[") {
                section = String(decoding: line.bytes, as: UTF8.self)
            } else if let (key, value) = SystemdText.assignment(line.bytes) {
                assign(section + key, value, path: path, line: line.number)
            }
        }
    }

    private mutating func assign(_ key: String, _ value: ArraySlice<UInt8>, path: String, line: Int) {
        switch key {
        case "[Service]Environment", "[Manager]DefaultEnvironment":
            // An empty assignment resets all previous ones.
            if value.isEmpty { own = [] }
            for word in SystemdText.words(of: value) {
                guard let sign = word.firstIndex(of: UInt8(ascii: "=")) else { continue }
                let name = String(decoding: specifiers.expanded(word[..<sign]), as: UTF8.self)
                let text = specifiers.expanded(word[(sign + 1)...])
                if let variable = ServiceVariable(name, text, path, line) { own.append(variable) }
            }
        case "[Service]EnvironmentFile": addFile(value)
        case "[Service]UnsetEnvironment":
            let words = SystemdText.words(of: value).map { String(decoding: specifiers.expanded($0), as: UTF8.self) }
            unset = value.isEmpty ? [] : unset + words
        case "[Service]WorkingDirectory":
            let text = expanded(value.first == UInt8(ascii: "-") ? value.dropFirst() : value)
            workingFolder = text.hasPrefix("/") || text == "~" ? text : nil
        case "[Service]User": user = value.isEmpty ? nil : expanded(value)
        default: break
        }
    }

    private mutating func addFile(_ value: ArraySlice<UInt8>) {
        guard !value.isEmpty else { return environmentFiles = [] }
        let mayBeMissing = value.first == UInt8(ascii: "-")
        let path = expanded(mayBeMissing ? value.dropFirst() : value)
        if path.hasPrefix("/") { environmentFiles.append((path, mayBeMissing)) }
    }

    /// These files are read when the service starts, and override `Environment=`.
    private mutating func readEnvironmentFiles(_ files: any FileSystem) {
        for (pattern, mayBeMissing) in environmentFiles {
            let paths = PathPattern(pattern).paths(files)
            if paths.isEmpty, !mayBeMissing { gaps.missing.append(pattern) }
            for path in paths {
                guard let bytes = contents(of: path, files) else { continue }
                for entry in SystemdEnvironmentFile.entries(of: bytes) {
                    add(entry, value: entry.value ?? [], of: path)
                }
            }
        }
    }

    // MARK: - Parts

    private mutating func contents(of path: String, _ files: any FileSystem) -> [UInt8]? {
        switch files.text(of: path) {
        case .bytes(let bytes): return bytes
        case .missing, .masked: return nil
        case .unreadable:
            gaps.unreadable.append(path)
            return nil
        }
    }

    private mutating func add(_ entry: SystemdEnvironmentFile.Entry, value: [UInt8], of path: String) {
        if let variable = ServiceVariable(entry.name, value, path, entry.line) { set(variable) }
    }

    private mutating func set(_ variable: ServiceVariable) {
        if let slot = slotOfName[variable.name] { slots[slot] = nil }
        slotOfName[variable.name] = slots.count
        slots.append(variable)
    }

    private func expanded(_ text: ArraySlice<UInt8>) -> String {
        String(decoding: specifiers.expanded(text), as: UTF8.self)
    }
}

extension ServiceVariable {
    fileprivate var assignment: String { name + "=" + value.withUTF8 { String(decoding: $0, as: UTF8.self) } }

    /// Nil if systemd would drop it: an invalid name, control characters, or invalid UTF-8.
    fileprivate init?(_ name: String, _ value: [UInt8], _ file: String, _ line: Int) {
        let isLetter = { (byte: UInt8) in (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_") }
        guard let first = name.utf8.first, isLetter(first),
            name.utf8.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) }),
            let text = String(validating: value, as: UTF8.self),
            value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A })
        else { return nil }
        self.init(name: name, value: Secret(text), file: file, line: line)
    }
}
