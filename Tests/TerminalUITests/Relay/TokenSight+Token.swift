import Secrets
import TerminalUI

extension TokenSight {
    /// The token that was seen, whole or doubtful; nil when there was none or one of several.
    var token: Secret? {
        switch finding {
        case .whole(let secret), .doubtful(let secret): secret
        case .nothing, .several: nil
        }
    }
}
