import Credentials
import JSON5
import Secrets
import TestSupport
import Testing

/// Names, durations and setup-token validation from `mask/`; model references are tested with the config.
@Suite struct GoldenNamesTests {
    @Test func normalizeProviderID() throws {
        try compare("normalize-provider-id") { golden in
            [ProviderName.normalized(golden.text("input") ?? "") == golden.text("output") ? nil : golden.json()]
        }
    }

    @Test func formatRemainingShort() throws {
        try compare("format-remaining-short") { golden in
            [RemainingText.short(golden.present("input")?.intValue) == golden.text("output") ? nil : golden.json()]
        }
    }

    @Test func tokenProfileName() throws {
        try compare("token-profile-name") { golden in
            let input = golden.text("input") ?? ""
            let ours = [ProfileNaming.slug(input), ProfileNaming.profileID(provider: "anthropic", name: input)]
            return [ours == [golden.text("output"), golden.text("profileId")] ? nil : "\(ours)"]
        }
        for golden in try GoldenFolder.current.read("mask/token-profile-name.json")?["providers"]?.arrayValue ?? [] {
            let ours = ProfileNaming.profileID(provider: golden.text("provider") ?? "", name: golden.text("name") ?? "")
            #expect(ours == golden.text("profileId"))
        }
    }

    @Test func parseDuration() throws {
        try compare("parse-duration-ms") { golden in
            let unit = golden.text("defaultUnit").flatMap(DurationText.Unit.init(rawValue:)) ?? .milliseconds
            do throws(DurationText.Failure) {
                let value = try DurationText.parse(golden.text("input") ?? "", defaultUnit: unit)
                return [value == golden["value"]?.intValue ? nil : "\(value)"]
            } catch {
                return [error.gatewayText == golden.text("error") ? nil : error.gatewayText]
            }
        }
    }

    @Test func validateSetupToken() throws {
        try compare("validate-setup-token") { golden in
            let problem = SetupTokenCheck.problem(with: Secret(golden.text("input") ?? ""))
            return [problem?.gatewayText == golden.text("output") ? nil : "\(String(describing: problem))"]
        }
    }

    private func compare(_ name: String, _ difference: (Value) throws -> [String?]) throws {
        var tally = GoldenTally("mask/" + name, .current)
        for golden in try GoldenFolder.current.cases("mask/\(name).json") {
            let differences = try difference(golden).compactMap { $0 }.map { GoldenDifference("value", $0) }
            tally.compare(golden.present("input")?.json() ?? "?", golden, differences)
        }
        tally.report()
    }
}
