import JSON5

extension GoldenRules {
    /// What we do other than gateways with databases.
    static let databases = [
        GoldenRule("databases/stores", because: "Reading imports nothing: logins of older releases stay in their file.")
        {
            golden in
            guard (golden["files"]?.arrayValue ?? []).contains(where: { isLoginFile($0.stringValue ?? "") }) else {
                return []
            }
            return (golden["expected"]?.members("agents") ?? [:]).flatMap { id, agent in
                let imported = (agent["effective"]?.members("profiles") ?? [:]).filter { $0.value["type"] == "oauth" }
                return imported.isEmpty
                    ? [] : ["\(id).effective.ids"] + imported.map { "\(id).effective.profiles.\($0.key).*" }
            }
        }
    ]

    private static func isLoginFile(_ line: String) -> Bool { line.hasPrefix("credentials/oauth.json ") }
}
