internal import Credentials
internal import GatewayConfig
internal import JSON5

extension GatewayRules {
    /// Reads the rules in the data of a release, and the provider's variables; what is missing is a bug of this program.
    init(_ release: BuiltInJSON.Members, _ provider: Provider) {
        let data = release.required("rules").members
        let kinds = (data["order"]?.elements ?? []).compactMap { $0.text.flatMap(CredentialKind.init(rawValue:)) }
        let modes = data["modes"]?.members.all ?? []
        let others = (data["environment"]?.members.all ?? []).map { ($0.key, $0.value.elements.compactMap(\.text)) }
        let names = [(provider.id, provider.environmentNames)] + others
        self.init(
            cooldowns: Cooldowns(data.required("cooldowns")),
            kinds: kinds,
            acceptances: modes.flatMap { mode, kinds in
                kinds.elements.compactMap { kind in
                    kind.text.flatMap(CredentialKind.init(rawValue:)).map { Acceptance(mode: mode, kind: $0) }
                }
            },
            expiryWarning: data.required("expiryWarningHours").milliseconds(per: .hours),
            environmentNames: Dictionary(names) { first, _ in first },
            statusProviders: (data["statusProviders"]?.elements ?? []).compactMap(\.text),
            renewedLogins: (data["renewedLogins"]?.elements ?? []).compactMap(\.text)
        )
    }
}

extension GatewayRules.Cooldowns {
    fileprivate init(_ data: BuiltInJSON) {
        let data = data.members
        self.init(
            steps: data.required("stepsMinutes").elements.map { $0.milliseconds(per: .minutes) },
            billingBackoffHours: data.required("billingBackoffHours").number ?? 0,
            billingMaxHours: data.required("billingMaxHours").number ?? 0,
            billingDoublings: data.required("billingDoublings").integer ?? 0,
            billingMinimum: data.required("billingMinimumMinutes").milliseconds(per: .minutes),
            failureWindowHours: data.required("failureWindowHours").number ?? 0
        )
    }
}

extension BuiltInJSON.Members {
    fileprivate func required(_ name: String) -> BuiltInJSON {
        guard let value = self[name] else { preconditionFailure("Resources/gateways: no \(name)") }
        return value
    }
}

extension BuiltInJSON {
    fileprivate enum Unit: Double { case minutes = 60_000, hours = 3_600_000 }

    fileprivate func milliseconds(per unit: Unit) -> Int64 { Int64((number ?? 0) * unit.rawValue) }
}
