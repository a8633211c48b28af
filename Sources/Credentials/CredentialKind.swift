/// The kinds of credential the gateway knows, by the word in the file.
package enum CredentialKind: String, Sendable, Equatable, CaseIterable {
    case apiKey = "api_key"
    case token
    case oauth
}
