package import ChildProgram
package import JSON5
internal import Secrets

/// One model that the provider offers for a credential.
package struct LiveModel: Sendable, Equatable {
    package let id: String
    package let name: String
    /// Size of the context window in tokens; nil if the provider does not say.
    package let contextWindow: Int?
    /// Maximum length of an answer in tokens; nil if the provider does not say.
    package let maximumTokens: Int?

    package init(id: String, name: String, contextWindow: Int? = nil, maximumTokens: Int? = nil) {
        self.id = id
        self.name = name
        self.contextWindow = contextWindow
        self.maximumTokens = maximumTokens
    }
}

/// Fetches the provider's model list: `GET /v1/models`.
package struct LiveModels: Sendable {
    private let shape: RequestShape
    private let transport: any Transport

    package init(_ shape: RequestShape, transport: any Transport) {
        self.shape = shape
        self.transport = transport
    }

    /// The models in the provider's order, newest first. Throws if the request failed.
    package func fetch(
        limits: TransportLimits = TransportLimits(),
        cancellation: Cancellation = Cancellation()
    ) throws(Verification) -> [LiveModel] {
        let response = try transport.answer(
            to: shape.models(),
            of: shape,
            model: "",
            limits: limits,
            cancellation: cancellation
        )
        let listed = ProviderAnswer(response.body).value?["data"]?.arrayValue
        guard (200..<300).contains(response.status), let listed else {
            throw Verification(response, model: "", host: shape.endpoint.shown)
        }
        return listed.compactMap(LiveModel.init)
    }
}

extension LiveModel {
    /// The longest context window that is believed, in tokens.
    package static let widestContext = 10_000_000
    /// The longest answer that is believed, in tokens.
    package static let longestAnswer = 1_000_000
    /// A number beyond this is no limit at all.
    private static let absurd: Int64 = 1_000_000_000

    /// Reads a model of the provider's answer; nil without a usable id. A name that is none and a limit that is none are
    /// left out.
    ///
    /// `max_input_tokens` and `max_tokens` are newer members of the answer, and null for some models
    /// (platform.claude.com/docs/en/api/models/list).
    init?(_ value: Value) {
        guard let id = value["id"]?.stringValue, Self.isID(id) else { return nil }
        let name = value["display_name"]?.stringValue.flatMap { Self.isName($0) ? $0 : nil }
        self.init(
            id: id,
            name: name ?? id,
            contextWindow: Self.limit(value["max_input_tokens"], Self.widestContext),
            maximumTokens: Self.limit(value["max_tokens"], Self.longestAnswer)
        )
    }

    /// Ids are put into commands and files, so only those of letters, digits and a few signs count.
    package static func isID(_ text: String) -> Bool {
        guard (1...128).contains(text.utf8.count), text.utf8.first.map(isLetterOrDigit) == true else { return false }
        return text.utf8.allSatisfy { isLetterOrDigit($0) || "-._:@/+".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & ~0x20)
    }

    /// Whether a name can be shown as it is: nothing in it is invisible or a line of its own.
    package static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 256 && VisibleText.of(text) == text
    }

    /// A whole number of tokens, held to `highest`; nil for anything that is no limit.
    package static func limit(_ value: Value?, _ highest: Int) -> Int? {
        guard let number = value?.intValue, (1...absurd).contains(number) else { return nil }
        return min(Int(number), highest)
    }
}
