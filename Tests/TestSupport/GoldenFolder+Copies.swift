package import JSON5

extension GoldenFolder {
    /// A copy in which every case has another name, without some of the files; the folders whose files are found by looking
    /// have files of other names as well.
    ///
    /// - Parameter keeps: Whether the case of a number, counted per file from 0, is kept.
    package func renamedCopy(
        of folders: [String],
        in home: TemporaryHome,
        without missing: Set<String> = [],
        isOwn: Bool = false,
        keeping keeps: (Int) -> Bool = { _ in true }
    ) throws -> GoldenFolder {
        for folder in folders {
            for (number, file) in try files(in: folder).enumerated() where !missing.contains("\(folder)/\(file)") {
                guard let golden = try read("\(folder)/\(file)") else { continue }
                let isKnownByName =
                    ["mask", "health", "resolve", "cache"].contains(folder) || file == "backoff-table.json"
                let name = isKnownByName ? file : "other-\(number).json"
                try home.write("\(folder)/\(name)", golden.renamed(keeping: keeps).json())
            }
        }
        return GoldenFolder(path: home.path, isOwn: isOwn)
    }
}

extension Value {
    /// A file with other names of its cases, or of itself where it is one case.
    fileprivate func renamed(keeping keeps: (Int) -> Bool) -> Value {
        guard var members = objectValue else { return self }
        if members["name"] != nil { members["name"] = "a case" }
        if let cases = members["cases"]?.arrayValue {
            let kept = cases.enumerated().filter { keeps($0.offset) }
            members["cases"] = .array(kept.map { $0.element.withName("case \($0.offset)") })
        }
        return .object(members)
    }

    /// The same with another name, where it has one.
    package func withName(_ name: String) -> Value {
        guard var members = objectValue, members["name"] != nil else { return self }
        members["name"] = .string(name)
        return .object(members)
    }
}
