import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// What the gateway says of a setup-token: `mask/validate-setup-token`.
///
/// It takes a line as it is; we read a paste, so that what stands around a token is taken away before it is judged.
@Suite struct GoldenSetupTokenTests {
    private let check = SecretCheck(texts: .english)

    @Test func whatTheGatewayRefusesOfATokenIsRefusedInItsWords() throws {
        var tally = GoldenTally("mask/validate-setup-token", .current)
        for golden in try GoldenFolder.current.cases("mask/validate-setup-token.json") {
            let input = golden["input"]?.stringValue ?? ""
            let expected = golden["output"]?.stringValue
            do throws(Problem) {
                let token = try check.readToken(Secret(input))
                let isCleaned = !input.hasPrefix("sk-ant-oat") && token.withUTF8 { input.utf8.count > $0.count }
                // A token of a later series is taken: the gateway's check knows the first alone.
                let isLater = input.hasPrefix("sk-ant-oat02-")
                tally.compare(input, golden, at: "taken", true, expected == nil || isCleaned || isLater)
            } catch {
                // Nothing, and the prefix alone, are refused by both in other words; a picture in a token is never taken.
                let isOther = ["", "sk-ant-oat01-"].contains(input) || !input.utf8.allSatisfy { $0 < 0x80 }
                tally.compare(input, golden, at: "words", error.message, isOther ? error.message : expected)
            }
        }
        tally.report()
    }
}
