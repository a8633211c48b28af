package import GatewayConfig
package import JSON5
internal import Secrets

extension ConfigAnswer {
    /// One line per leaf of the value: path, value, origin.
    package func originLines(_ snapshot: HostSnapshot, _ explain: Explanation) -> [ReportLine] {
        leaves.map { leaf in
            let value = "\(snapshot.shown(leaf.pointer)) = \(leaf.value.json(indent: 0))"
            return ReportLine(.row, [.init(value), .init(snapshot.words(for: leaf.origin, explain))])
        }
    }

    /// The document of `--json --origin`.
    package func document(_ snapshot: HostSnapshot) -> Value {
        .object([
            "path": .string(snapshot.shown(pointer)),
            "value": value,
            "origins": .array(
                leaves.map { leaf in
                    var members: Members = ["path": .string(snapshot.shown(leaf.pointer)), "value": leaf.value]
                    for (key, value) in leaf.origin.members { members[key] = value }
                    return .object(members)
                }
            ),
        ])
    }
}

extension HostSnapshot {
    /// The origin of a value, as text.
    package func words(for origin: Origin, _ explain: Explanation) -> String {
        let texts = explain.texts
        switch origin {
        case .file(let place): return explain.show(place)
        case .include(let place): return texts("origin.include", ["place": explain.show(place)])
        case .environment(let variables, at: let place):
            let names = variables.map { variable in
                let line = variable.source?.line.map { ":\($0)" } ?? ""
                let layer = variable.source.map { describe($0, explain) + line } ?? texts("word.unknown")
                return texts("origin.variable", ["name": variable.name, "layer": layer])
            }
            return texts(
                "origin.environment",
                ["place": explain.show(place), "variables": names.joined(separator: ", ")]
            )
        case .merged(let paths): return texts("origin.merged", ["paths": paths.map(display).joined(separator: ", ")])
        case .gatewayDefault: return texts("origin.default")
        case .absent: return texts("word.unknown")
        }
    }
}

extension Origin {
    /// The origin as members of a document.
    fileprivate var members: Members {
        switch self {
        case .file(let place): Self.members("file", place)
        case .include(let place): Self.members("include", place)
        case .environment(let variables, at: let place):
            Self.members("environment", place).with("variables", .array(variables.map(Self.document)))
        case .merged(let paths): ["origin": "merged", "files": .array(paths.map { .string($0) })]
        case .gatewayDefault: ["origin": "default"]
        case .absent: ["origin": "unknown"]
        }
    }

    private static func members(_ kind: String, _ place: SourcePosition) -> Members {
        [
            "origin": .string(kind), "file": .string(place.path), "line": .integer(place.position.line),
            "column": .integer(place.position.column),
        ]
    }

    private static func document(_ variable: Variable) -> Value {
        var members: Members = ["name": .string(variable.name)]
        if let source = variable.source {
            members["layer"] = .string(source.layer.configWord)
            if let file = source.file { members["file"] = .string(file) }
            if let line = source.line { members["line"] = .integer(line) }
        }
        return .object(members)
    }
}

extension EnvironmentLayer {
    /// A stable word for the documents of `config`; those of `models status` have words of their own.
    fileprivate var configWord: String {
        switch self {
        case .process: "process"
        case .workingFolder: "cwd .env"
        case .stateFolder: "state .env"
        case .config: "config env"
        }
    }
}

extension Members {
    fileprivate func with(_ key: String, _ value: Value) -> Members {
        var copy = self
        copy[key] = value
        return copy
    }
}
