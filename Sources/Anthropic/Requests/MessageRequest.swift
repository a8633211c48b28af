package import JSON5

/// A call of the messages endpoint, before it is shaped for a kind of credential.
package struct MessageRequest: Sendable, Equatable {
    /// How long the provider is asked to keep the prompt.
    package enum Caching: Sendable, Equatable {
        /// Nothing is marked.
        case off
        /// `{type: "ephemeral"}`.
        case fiveMinutes
        /// The same with `ttl: "1h"`.
        case oneHour

        /// What is put into the request for a retention.
        ///
        /// One hour only where the address contains `api.anthropic.com`: a textual test, as in the gateway.
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

    /// The id without its provider.
    package var model: String
    /// Left out when empty.
    package var system: String
    /// As the endpoint takes them, without any `cache_control`.
    package var messages: [Value]
    package var maximumTokens: Int
    package var temperature: Double?
    /// Whether the answer comes in pieces, as the gateway asks for it.
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

    /// The smallest question there is.
    package static func minimal(model: String, maximumTokens: Int = 1) -> MessageRequest {
        MessageRequest(
            model: model,
            messages: [["role": "user", "content": "Reply with OK."]],
            maximumTokens: maximumTokens
        )
    }
}

extension MessageRequest {
    /// A subscription token is honoured only behind these words.
    static let identity = "You are Claude Code, Anthropic's official CLI for Claude."

    /// The body, with `cache_control` on every system block and on the end of a last message of the user's.
    ///
    /// pi packages/ai/src/providers/anthropic.ts at 0.52.9.
    package func body(isSubscription: Bool) -> Value {
        var members: Members = [
            "model": .string(model),
            "messages": .array(markedMessages),
            "max_tokens": .integer(maximumTokens),
        ]
        if streams { members["stream"] = true }
        let blocks = (isSubscription ? [Self.identity] : []) + (system.isEmpty ? [] : [system])
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
