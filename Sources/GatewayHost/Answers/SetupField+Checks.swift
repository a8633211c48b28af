internal import Credentials
internal import GatewayConfig
internal import Secrets

// The checks of the rows. Messages are those of the gateway's `onboard --non-interactive`.
extension SetupField {
    /// One of several words.
    static func choice(of choices: [String], _ code: String, _ key: String) -> Check {
        { (value, _, texts) throws(Problem) in
            if let text = value.text, choices.contains(text) { return value }
            throw Problem(
                code: code,
                message: texts(key),
                next: texts("error.choices", ["choices": choices.joined(separator: ", ")])
            )
        }
    }

    /// A model as the gateway writes it: `provider/model`.
    @Sendable
    static func modelKey(_ value: SetupValue, _ paths: StatePaths?, _ texts: Texts) throws(Problem) -> SetupValue {
        let text = value.text ?? ""
        guard let reference = ModelReference(text), !Redaction.looksSecret(text), !text.hasSuffix("/") else {
            throw Problem(code: "bad-model", message: texts("error.model", ["model": text]))
        }
        return .text(reference.key)
    }

    @Sendable
    static func retention(_ value: SetupValue, _ paths: StatePaths?, _ texts: Texts) throws(Problem) -> SetupValue {
        let text = value.text ?? ""
        guard let retention = CacheRetention(rawValue: text) else {
            throw Problem(
                code: "bad-cache-retention",
                message: texts("error.cacheRetention", ["value": text]),
                next: texts("error.cacheRetention.next")
            )
        }
        return .text(retention.rawValue)
    }

    /// Profile ids are displayed everywhere, so one that looks like a secret is refused.
    @Sendable
    static func profileID(_ value: SetupValue, _ paths: StatePaths?, _ texts: Texts) throws(Problem) -> SetupValue {
        let trimmed = String((value.text ?? "").drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        guard !Redaction.looksSecret(trimmed), !trimmed.isEmpty, trimmed.allSatisfy({ !$0.isWhitespace }) else {
            throw .badProfileID(texts)
        }
        return .text(trimmed)
    }

    /// A TCP port, as a number or as the text of a flag.
    @Sendable
    static func port(_ value: SetupValue, _ paths: StatePaths?, _ texts: Texts) throws(Problem) -> SetupValue {
        guard let text = value.shown, let number = PortText.number(in: text) else {
            throw Problem(
                code: "bad-gateway-port",
                message: texts("error.gateway.port"),
                next: texts("error.gateway.port.next")
            )
        }
        return .number(number)
    }

    /// An absolute path; `~` is the home folder.
    @Sendable
    static func folder(_ value: SetupValue, _ paths: StatePaths?, _ texts: Texts) throws(Problem) -> SetupValue {
        let text = value.text ?? ""
        let path = paths?.expanding(text) ?? text
        guard !path.isEmpty, !SecretPrefixes.isClaude(in: text) else {
            throw Problem(code: "bad-workspace", message: texts("error.workspace"))
        }
        return .text(path)
    }

    @Sendable
    static func packageManager(_ value: SetupValue, _ paths: StatePaths?, _ texts: Texts) throws(Problem)
        -> SetupValue
    {
        guard let text = value.text, ["npm", "pnpm", "bun"].contains(text) else {
            throw Problem(code: "bad-node-manager", message: texts("error.nodeManager"))
        }
        return value
    }
}
