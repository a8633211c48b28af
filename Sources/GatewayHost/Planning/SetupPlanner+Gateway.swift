internal import GatewayConfig
internal import JSON5
internal import Secrets

extension SetupPlanner {
    private var places: ConfigPlaces { snapshot.release.places }

    /// Edits the `gateway` section: requested values, and safe defaults for missing ones.
    func setGateway(_ wanted: GatewayAnswers, in draft: inout PlanDraft) throws(Problem) {
        try fill("local", at: places.gatewayMode, in: &draft)
        try setAuth(wanted, in: &draft)
        for field in plainFields where field.isOfGatewaySection { try put(wanted[field], of: field, in: &draft) }
        if wanted.fillsAll { try fillReach(wanted, in: &draft) }
    }

    /// Adds the missing values that the gateway's own onboarding writes and that were not requested.
    private func fillReach(_ wanted: GatewayAnswers, in draft: inout PlanDraft) throws(Problem) {
        if wanted.port == nil {
            try fill(.integer(snapshot.gatewayPort), at: places.gatewayPort, in: &draft)
        }
        if wanted.bind == nil { try fill("loopback", at: places.gatewayBind, in: &draft) }
        if wanted.tailscale == nil { try fill("off", at: places.tailscaleMode, in: &draft) }
        if wanted[.tailscaleResetOnExit] == nil {
            try fill(false, at: places.tailscaleReset, in: &draft)
        }
    }

    /// Sets workspace, tools and whatever else is one value at its place, each only if requested.
    func setSurroundings(_ answers: SetupAnswers, in draft: inout PlanDraft) throws(Problem) {
        for field in plainFields where !field.isOfGatewaySection { try put(answers[field], of: field, in: &draft) }
    }

    /// The fields whose value is written at its place as it is; the others are planned by a function of their own.
    private var plainFields: [SetupField] {
        let ownFunction = [SetupField.model, .gatewayAuth].map(\.name)
        return fields.filter { $0.pointer(in: places) != nil && !$0.isSecret && !ownFunction.contains($0.name) }
    }

    private func put(_ value: SetupValue?, of field: SetupField, in draft: inout PlanDraft) throws(Problem) {
        guard let pointer = field.pointer(in: places) else { return }
        try put(value?.json, at: pointer, in: &draft)
    }

    /// Sets a password only if requested, else a token; an existing token is never rotated.
    private func setAuth(_ wanted: GatewayAnswers, in draft: inout PlanDraft) throws(Problem) {
        let mode = places.gatewayAuthMode
        if wanted.authMode == "password" {
            try put("password", at: mode, in: &draft)
            let password = wanted.password.map { Value.string($0.text) }
            return try put(password, at: places.gatewayPassword, in: &draft)
        }
        guard wanted.authMode == "token" || !usesPassword(draft) else { return }
        let token = places.gatewayToken
        if let given = wanted.token {
            try put("token", at: mode, in: &draft)
            return try put(.string(given.text), at: token, in: &draft)
        }
        try put(wanted.authMode.map { .string($0) }, at: mode, in: &draft)
        // Clients on this host already use the token from the environment, and one in the file would override it.
        guard draft.value(at: token) == nil, !snapshot.environmentHas("OPENCLAW_GATEWAY_TOKEN") else { return }
        guard mayMakeToken(wanted, draft) else {
            // Other modes need none.
            let wantedMode = wanted.authMode ?? draft.value(at: mode)?.stringValue
            if wantedMode == nil || wantedMode == "token" { draft.effects.append(.gatewayTokenNotMade) }
            return
        }
        guard let freshToken else { preconditionFailure("answers that set the gateway come with a fresh token") }
        try fill("token", at: mode, in: &draft)
        try draft.set(.string(freshToken.text), at: token)
        draft.effects.append(.makesGatewayToken)
    }

    /// Whether a missing token is made: only for a host whose gateway was never set up, or whose kind of authentication
    /// changes to a token by request. Elsewhere the gateway may have its token from the environment of its own process,
    /// which is not seen here, and one in the file would override that.
    private func mayMakeToken(_ wanted: GatewayAnswers, _ draft: PlanDraft) -> Bool {
        if draft.value(at: places.gateway) == nil { return true }
        guard wanted.authMode == "token" else { return false }
        let mode = draft.value(at: places.gatewayAuthMode)
        return mode == nil ? draft.value(at: places.gatewayAuth) == nil : mode != "token"
    }

    private func usesPassword(_ draft: PlanDraft) -> Bool {
        let mode = draft.value(at: places.gatewayAuthMode)
        return mode == "password" || (mode == nil && draft.value(at: places.gatewayPassword) != nil)
    }

    /// Sets a value only if it differs from the effective one, so that an equivalent `${VAR}` keeps its form.
    private func put(_ value: Value?, at pointer: Pointer, in draft: inout PlanDraft) throws(Problem) {
        guard let value, draft.value(at: pointer) != value else { return }
        try draft.set(value, at: pointer)
    }

    /// Sets a value only if it is missing.
    private func fill(_ value: Value, at pointer: Pointer, in draft: inout PlanDraft) throws(Problem) {
        guard draft.value(at: pointer) == nil else { return }
        try draft.set(value, at: pointer)
    }
}
