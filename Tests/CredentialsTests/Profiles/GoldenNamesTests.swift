import Credentials
import JSON5
import TestSupport
import Testing

/// Names and durations of `mask/`; references of models belong to the config.
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

    private func compare(_ name: String, _ difference: (Value) throws -> [String?]) throws {
        var tally = GoldenTally("mask/" + name, .current)
        for golden in try GoldenFolder.current.cases("mask/\(name).json") {
            let differences = try difference(golden).compactMap { $0 }.map { GoldenDifference("value", $0) }
            tally.compare(golden.present("input")?.json() ?? "?", golden, differences)
        }
        tally.report()
    }
}
