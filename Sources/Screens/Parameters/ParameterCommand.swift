internal import GatewayConfig
internal import GatewayHost
internal import JSON5

extension ParameterEdits {
    /// The equivalent commands, one per value, and one per model that is listed so that it stays allowed.
    func commands(on host: BrowseHost) -> [[String]] {
        guard case .success(let sheet) = host.parameters(self, nil) else { return [] }
        let commands = all.compactMap { edit in
            sheet.pointer(of: edit).map { pointer in
                switch edit.change {
                case .set(let value): Self.setting(pointer, value.oneLineText)
                case .unset: ["openclaw config unset", SetupCommand.quoted(pointer.description)]
                }
            }
        }
        return commands + sheet.listedToo.map { Self.setting($0, "{}") }
    }

    /// `openclaw config set PATH VALUE`, quoted for a shell.
    static func setting(_ pointer: Pointer, _ value: String) -> [String] {
        ["openclaw config set", SetupCommand.quoted(pointer.description), SetupCommand.quoted(value)]
    }
}
