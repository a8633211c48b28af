import JSON5
import TestSupport

/// One file of `cli/`: commands of the gateway, each run on the files that the one before left.
struct GoldenCommands {
    let golden: Value
    let name: String

    var steps: [Value] { golden["steps"]?.arrayValue ?? [] }

    static func all(in folder: GoldenFolder) throws -> [GoldenCommands] {
        try folder.files(in: "cli").compactMap { file in
            try folder.read("cli/\(file)").map { golden in
                GoldenCommands(golden: golden, name: golden["name"]?.stringValue ?? file)
            }
        }
    }

    static func arguments(of step: Value) -> [String] { (step["args"]?.arrayValue ?? []).compactMap(\.stringValue) }

    /// Whether any step is a command of some kind.
    func has(_ isWanted: ([String]) -> Bool) -> Bool { steps.contains { isWanted(Self.arguments(of: $0)) } }

    /// A home with the files and variables that the first step finds.
    func home() throws -> TestHome {
        let variables = (golden["env"]?.objectValue ?? [:]).compactMap { name, value in
            value.stringValue.map { (name, $0) }
        }
        let home = try TestHome(variables: Dictionary(variables) { $1 })
        for (path, text) in golden["filesBefore"]?.objectValue ?? [:] {
            try home.write(text.stringValue ?? "", to: home.state + "/" + path)
        }
        return home
    }
}

extension TestHome {
    /// The files as the gateway left them: after a command that is not ours, or that ours does otherwise, so that the next
    /// one finds what the gateway's found.
    func takeGatewaysFiles(after step: Value) throws {
        for (path, file) in step["after"]?.objectValue ?? [:] {
            guard let text = file["text"]?.stringValue else { continue }
            try write(text.replacing("<STATE>", with: state), to: state + "/" + path)
        }
    }
}
