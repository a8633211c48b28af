import JSON5
import Secrets
import TestSupport
import Testing

@testable import GatewayConfig

/// `mask/parse-model-ref.json` and the config part of `cache/cache.json`.
@Suite struct GoldenModelTests {
    @Test func modelReferencesAreReadLikeTheGateway() throws {
        var tally = GoldenTally("mask/parse-model-ref", .current)
        for example in try GoldenFolder.current.cases("mask/parse-model-ref.json") {
            let input = example["input"]?.stringValue ?? ""
            let expected = example["output"].flatMap { output in
                output["provider"]?.stringValue.flatMap { provider in
                    output["model"]?.stringValue.map { ModelReference(provider: provider, model: $0) }
                }
            }
            tally.compare(input, example, at: "reference", ModelReference(input), expected)
        }
        tally.report()
    }

    @Test func loadedDefaultsAreTheGateways() throws {
        var tally = GoldenTally("cache/defaults", .current)
        for example in try GoldenFolder.current.cases("cache/cache.json") {
            let defaults = example.loaded().root["agents"]?["defaults"]
            for key in ["models", "contextPruning", "heartbeat"] {
                let differences = Value.differences(
                    at: key,
                    ours: defaults?[key] ?? .null,
                    gateways: example["loadedDefaults"]?[key] ?? .null
                )
                tally.compare("\(example.caseName) \(key)", example, differences)
            }
        }
        tally.report()
    }

    @Test func retentionIsTheGateways() throws {
        var tally = GoldenTally("cache/retention", .current)
        for example in try GoldenFolder.current.cases("cache/cache.json") {
            // A value given for one run, outside the config, is not resolved here.
            guard example["override"] == nil else {
                tally.skip()
                continue
            }
            let reference = ModelReference(
                provider: example["provider"]?.stringValue ?? "",
                model: example["modelId"]?.stringValue ?? ""
            )
            let setting = CacheSetting(reference, in: example.loaded(), example.environment())
            let address = example["modelBaseUrl"]?.stringValue ?? ""
            tally.compare(
                example.caseName,
                example,
                at: "retention",
                setting.onTheWire(address),
                example["effectiveCache"]?.stringValue
            )
        }
        tally.report()
    }
}

extension CacheSetting {
    /// What a request asks for, in the golden data's terms; there the kind of credential does not matter.
    fileprivate func onTheWire(_ baseURL: String) -> String {
        switch (retention, effect(kind: .apiKey, baseURL: baseURL)) {
        case (.none, _): "none"
        case (.long, .fiveMinutesOnly): "ephemeral(no ttl)"
        case (.long, _): "long(ttl 1h)"
        case (.short, _): "ephemeral(no ttl)"
        }
    }
}

extension Value {
    fileprivate var caseName: String { "\(self["name"]?.stringValue ?? "") (\(self["authMode"]?.stringValue ?? ""))" }

    fileprivate func snapshot() -> ConfigSnapshot {
        let process = (self["env"]?.objectValue ?? [:]).compactMap { entry in
            entry.value.stringValue.map { (entry.key, $0) }
        }
        let text = (self["config"] ?? [:]).json()
        return GatewayConfigTests.snapshot(text, EnvironmentLayers(process: Dictionary(process) { $1 }))
    }

    fileprivate func loaded() -> LoadedConfig { LoadedConfig(snapshot()) }

    fileprivate func environment() -> EnvironmentLayers { snapshot().environment }
}
