package import Credentials

extension Payer {
    /// A stable word: the end of the text key `payer.…`, and the value in `--json`.
    package var word: String {
        switch self {
        case .apiCredits: "apiCredits"
        case .claudePlan: "claudePlan"
        case .provider(let id): id
        }
    }
}
