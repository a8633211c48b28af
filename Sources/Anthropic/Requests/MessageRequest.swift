package import JSON5
package import Secrets

/// A request to the messages endpoint, independent of the kind of credential.
package struct MessageRequest: Sendable, Equatable {
    /// How long the provider is asked to cache the prompt.
    package enum Caching: Sendable, Equatable {
        /// No `cache_control`.
        case off
        /// `{type: "ephemeral"}`.
        case fiveMinutes
        /// The same with `ttl: "1h"`.
        case oneHour

        /// The caching for a retention.
        ///
        /// One hour only if the URL contains `api.anthropic.com`: a substring test, as in the gateway.
        package init(retention: String, baseURL: String) {
            switch retention {
            case "none": self = .off
            case "long" where baseURL.contains("api.anthropic.com"): self = .oneHour
            default: self = .fiveMinutes
            }
        }

        var control: Value? {
            switch self {
            case .off: nil
            case .fiveMinutes: ["type": "ephemeral"]
            case .oneHour: ["type": "ephemeral", "ttl": "1h"]
            }
        }
    }

    /// The model id without the provider prefix.
    package var model: String
    /// Omitted if empty.
    package var system: String
    /// As the endpoint expects them, without `cache_control`.
    package var messages: [Value]
    package var maximumTokens: Int
    package var temperature: Double?
    /// Whether the answer is streamed, as the gateway requests it.
    package var streams: Bool
    package var caching: Caching

    package init(
        model: String,
        system: String = "",
        messages: [Value],
        maximumTokens: Int,
        temperature: Double? = nil,
        streams: Bool = false,
        caching: Caching = .off
    ) {
        self.model = model
        self.system = system
        self.messages = messages
        self.maximumTokens = maximumTokens
        self.temperature = temperature
        self.streams = streams
        self.caching = caching
    }

    /// The smallest possible request.
    package static func minimal(model: String, maximumTokens: Int = 1) -> MessageRequest {
        MessageRequest(
            model: model,
            messages: [["role": "user", "content": "Reply with OK."]],
            maximumTokens: maximumTokens
        )
    }
}

extension MessageRequest {
    /// The provider accepts a setup-token only with this system prompt.
    static let identity = "You are Claude Code, Anthropic's official CLI for Claude."

    /// The body, with `cache_control` on every system block and at the end of the last message if it is the user's; for a
    /// setup-token with the identity first.
    ///
    /// pi packages/ai/src/providers/anthropic.ts at 0.52.9.
    package func body(kind: SecretKind) -> Value {
        var members: Members = [
            "model": .string(model),
            "messages": .array(markedMessages),
            "max_tokens": .integer(maximumTokens),
        ]
        if streams { members["stream"] = true }
        let blocks = (kind == .setupToken ? [Self.identity] : []) + (system.isEmpty ? [] : [system])
        if !blocks.isEmpty { members["system"] = .array(blocks.map { marked(["type": "text", "text": .string($0)]) }) }
        if let temperature { members["temperature"] = .double(temperature) }
        return .object(members)
    }

    private func marked(_ block: Value) -> Value {
        guard let control = caching.control, var members = block.objectValue else { return block }
        members["cache_control"] = control
        return .object(members)
    }

    private var markedMessages: [Value] {
        guard caching != .off, var last = messages.last?.objectValue, last["role"] == "user" else { return messages }
        switch last["content"] {
        case .string(let text): last["content"] = [marked(["type": "text", "text": .string(text)])]
        case .array(let blocks):
            let markable: [Value] = ["text", "image", "tool_result"]
            guard let end = blocks.last, let type = end["type"], markable.contains(type) else { return messages }
            last["content"] = .array(blocks.dropLast() + [marked(end)])
        default: return messages
        }
        return messages.dropLast() + [.object(last)]
    }
}
