internal import Credentials
internal import GatewayConfig

extension HostSnapshot {
    /// A plan takes references to secrets away and nobody confirmed that; names each of them.
    package func unconfirmedReference(in plan: ChangePlan, _ texts: Texts) -> Problem {
        let text = PlanText(texts: texts, display: display)
        return Problem(
            code: "not-confirmed",
            message: texts("reference.unconfirmed"),
            details: plan.effects.filter(\.replacesReference).map { text.sentence($0) } + [
                texts("file.nothingChanged")
            ],
            next: texts("auth.unconfirmed.next")
        )
    }
}
