import Anthropic
import GatewayConfig
import JSON5
import Secrets
import TestSupport
import Testing

/// `cache/cache.json`: the requests that the gateway's own code sent, compared with ours.
///
/// Thinking and tools belong to agents: cases with thinking are skipped, and `tools` is not compared.
@Suite struct GoldenRequestTests {
    @Test func bodiesAreTheGateways() throws {
        var tally = GoldenTally("cache/body", .current)
        for example in try GoldenFolder.current.cases("cache/cache.json") {
            guard example["reasoning"] == nil, let shaped = example.shaped else {
                tally.skip()
                continue
            }
            let ours = try Document(parsing: shaped.body, dialect: .json).root
            let gateways = example.body(without: ["tools"])
            let differences = Value.differences(at: "body", ours: ours, gateways: gateways)
            tally.compare(example.caseName, example, differences)
        }
        tally.report()
    }

    @Test func addressesAndHeadersAreTheGateways() throws {
        var tally = GoldenTally("cache/headers", .current)
        for example in try GoldenFolder.current.cases("cache/cache.json") {
            guard example["reasoning"] == nil, let shaped = example.shaped else {
                tally.skip()
                continue
            }
            var names = [
                "x-api-key", "authorization", "anthropic-version", "anthropic-beta", "accept", "content-type", "x-app",
            ]
            if example["authMode"] == "token" { names.append("user-agent") }
            let theirs = example["request"]?["headers"]
            let url = "POST \(example["request"]?["url"]?.stringValue ?? "")"
            var differences = GoldenDifference.between("url", "\(shaped.method.rawValue) \(shaped.url)", url)
            for name in names {
                let ours = shaped[header: name]?.text ?? "-"
                differences += GoldenDifference.between("headers.\(name)", ours, theirs?[name]?.stringValue ?? "-")
            }
            tally.compare(example.caseName, example, differences)
        }
        tally.report()
    }
}

extension Value {
    fileprivate var caseName: String { "\(self["name"]?.stringValue ?? "") (\(self["authMode"]?.stringValue ?? ""))" }

    /// The recorded body without some members.
    fileprivate func body(without names: [String]) -> Value {
        var members = self["request"]?["body"]?.objectValue ?? [:]
        for name in names { members[name] = nil }
        return .object(members)
    }

    /// The request that this program builds for the same conversation and settings.
    fileprivate var shaped: HTTPRequest? {
        guard let body = self["request"]?["body"], let baseURL = self["modelBaseUrl"]?.stringValue,
            let headers = self["request"]?["headers"]
        else { return nil }
        let credential = headers["x-api-key"]?.stringValue ?? headers["authorization"]?.stringValue?.dropping("Bearer ")
        let model = ModelReference(
            provider: self["provider"]?.stringValue ?? "",
            model: self["modelId"]?.stringValue ?? ""
        )
        let retention = self["override"]?["cacheRetention"]?.stringValue ?? setting(of: model).retention.rawValue
        let request = MessageRequest(
            model: model.model,
            system: systemPrompt,
            messages: (body["messages"]?.arrayValue ?? []).map(\.withoutCacheControl),
            maximumTokens: body["max_tokens"]?.intValue.map(Int.init) ?? 0,
            temperature: self["streamOptions"]?["temperature"]?.doubleValue,
            streams: true,
            caching: MessageRequest.Caching(retention: retention, baseURL: baseURL)
        )
        return RequestShape(endpoint: Endpoint(baseURL: baseURL), credential: Secret(credential ?? "")).message(request)
    }

    private var systemPrompt: String {
        self["context"]?["systemPrompt"]?.stringValue ?? "You are a test system prompt."
    }

    private func setting(of model: ModelReference) -> CacheSetting {
        let process = (self["env"]?.objectValue ?? [:]).compactMap { entry in
            entry.value.stringValue.map { (entry.key, $0) }
        }
        let text = (self["config"] ?? [:]).json()
        let files = InMemoryFileSystem()
        files.addFolder("/h/.openclaw")
        files.addFile("/h/.openclaw/openclaw.json", text)
        var variables = Dictionary(process) { $1 }
        variables["HOME"] = "/h"
        let host = HostEnvironment.read(
            PathContext(environment: variables, workingDirectory: "/h", accountHome: "/h"),
            files
        )
        let config = ConfigSnapshot.read(host.paths, host.layers, .builtIn, files.configReader)
        return CacheSetting(model, in: LoadedConfig(config), config.environment)
    }

    /// Without `cache_control`; a text that was turned into a block for it becomes a text again.
    private var withoutCacheControl: Value {
        guard var members = objectValue, let blocks = members["content"]?.arrayValue else { return self }
        members["content"] = .array(
            blocks.map { block in
                var block = block.objectValue ?? [:]
                block["cache_control"] = nil
                return .object(block)
            }
        )
        return .object(members)
    }
}

extension String {
    fileprivate func dropping(_ prefix: String) -> String { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self }
}
