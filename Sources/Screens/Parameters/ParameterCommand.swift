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
                case .set(let value): host.texts.setting(pointer, value.oneLineText)
                case .unset: [host.texts.command("config unset"), SetupCommand.quoted(pointer.description)]
                }
            }
        }
        return commands + sheet.listedToo.map { host.texts.setting($0, "{}") }
    }
}

extension Texts {
    /// The command that sets a value: `config set PATH VALUE` behind the program's word, quoted for a shell.
    func setting(_ pointer: Pointer, _ value: String) -> [String] {
        [command("config set"), SetupCommand.quoted(pointer.description), SetupCommand.quoted(value)]
    }
}
