package import Credentials

extension Payer {
    /// The stable name: suffix of the text key `payer.…`, and value in `--json`.
    package var word: String {
        switch self {
        case .apiCredits: "apiCredits"
        case .claudePlan: "claudePlan"
        case .provider(let id): id
        }
    }
}
