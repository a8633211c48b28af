internal import GatewayConfig
internal import GatewayHost
internal import JSON5

extension ParameterEdits {
    /// The equivalent commands, one per value.
    func commands(on host: BrowseHost) -> [[String]] {
        let format = host.format
        var commands = all.map { edit in
            switch edit.change {
            case .set(let value): Self.setting(edit.pointer(in: format.places), value.oneLineText)
            case .unset: ["openclaw config unset", SetupCommand.quoted(edit.pointer(in: format.places).description)]
            }
        }
        if keepsAllModels { commands += otherModels(host.models, format.places).map { Self.setting($0, "{}") } }
        return commands
    }

    /// `openclaw config set PATH VALUE`, quoted for a shell.
    static func setting(_ pointer: Pointer, _ value: String) -> [String] {
        ["openclaw config set", SetupCommand.quoted(pointer.description), SetupCommand.quoted(value)]
    }
}
