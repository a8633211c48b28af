internal import Credentials
internal import GatewayConfig
package import JSON5

// The `--json` document: the gateway's keys in its order, then ours.
extension StatusText {
    /// The report as one value; without secrets.
    package var document: Value {
        let models = report.models
        var members: Members = ["configPath": .string(report.config.path)]
        if let agent = report.agent { members["agentId"] = .string(agent) }
        members["agentDir"] = .string(report.agentFolder.path)
        members["defaultModel"] = .string(models.configured)
        members["resolvedDefault"] = .string(models.resolved.key)
        members["fallbacks"] = strings(models.fallbacks)
        members["imageModel"] = models.image.map { .string($0) } ?? .null
        members["imageFallbacks"] = strings(models.imageFallbacks)
        if report.hasDatabases { members["utilityModel"] = .null }
        if report.agent != nil {
            members["modelConfig"] = [
                "defaultSource": .string(models.source.rawValue),
                "fallbacksSource": .string(models.fallbacksSource.rawValue),
            ]
        }
        members["aliases"] = .object(Members(models.aliases.map { (key: $0.name, value: .string($0.key)) }))
        members["allowed"] = strings(models.allowed)
        members["auth"] = auth
        members["cache"] = .array(report.caches.map(cache))
        members["verdict"] = verdictDocument
        members["release"] = release
        members["problems"] = .array(report.problems.map(problem))
        if report.hasDatabases {
            members["notKnown"] = [
                "keys": ["utilityModel", "auth.modelRouteIssues", "auth.runtimeAuthRoutes"],
                "why": .string(texts("status.notKnown")),
            ]
        }
        return .object(members)
    }

    private var release: Value {
        var members = report.release.document(store: report.storeWord).objectValue ?? [:]
        members["rules"] = report.rulesDocument
        return .object(members)
    }

    private var auth: Value {
        var members: Members = [
            "storePath": .string(report.store.path),
            "shellEnvFallback": ["enabled": .bool(report.asksLoginShell), "appliedKeys": []],
            "providersWithOAuth": strings(report.logins),
            "missingProvidersInUse": strings(report.missingProviders),
            "providers": .array(report.providers.map(provider)),
            "unusableProfiles": .array(report.resting.map(resting)),
            "oauth": [
                "warnAfterMs": .integer(report.expiryWarning),
                "profiles": .array(report.health.map(health)),
                "providers": .array(report.providerHealth.map(health)),
            ],
            "excludedProfiles": .array(report.excluded.map(excluded)),
        ]
        if !report.imports.isEmpty {
            members["willBeImported"] = .array(
                report.imports.map { ["path": .string($0.path), "profileIds": strings($0.profileIDs)] }
            )
        }
        if !report.agingTokens.isEmpty {
            members["agingTokens"] = .array(
                report.agingTokens.map { token in
                    [
                        "profileId": .string(token.profileID), "provider": .string(token.provider),
                        "madeAt": .integer(token.age.madeAt),
                    ]
                }
            )
        }
        members["service"] = serviceDocument
        if report.hasDatabases {
            // Such a release has these; only its own program can tell them.
            (members["modelRouteIssues"], members["runtimeAuthRoutes"]) = (.null, .null)
        }
        return .object(members)
    }

    // MARK: - Providers

    private func provider(_ status: ProviderStatus) -> Value {
        var members: Members = [
            "provider": .string(status.provider),
            "effective": ["kind": .string(status.effective.kind), "detail": .string(status.effective.detail)],
            "profiles": [
                "count": .integer(status.profileCount),
                "oauth": .integer(status.oauthCount),
                "token": .integer(status.tokenCount),
                "apiKey": .integer(status.keyCount),
                "labels": strings(status.labels),
            ],
        ]
        members["env"] = status.environment.map(found)
        members["modelsJson"] = status.configKey.map(found)
        members["effectiveOrder"] = strings(status.order)
        members["orderSource"] = .string(status.orderSource.rawValue)
        members["winner"] = winner(of: status)
        members["candidates"] = .array(status.candidates.map(candidate))
        let check = status.winner.map(report.check(of:)) ?? .notChecked
        members["verified"] = .string(check.word)
        members["check"] = check.document
        return .object(members)
    }

    private func found(_ found: ProviderStatus.Found) -> Value {
        ["value": .string(found.value), "source": .string(found.source)]
    }

    private func winner(of status: ProviderStatus) -> Value {
        if status.usesAWS { return ["source": "aws-sdk"] }
        guard let winner = status.winner, let reason = status.reason else { return .null }
        var members = source(of: winner)
        members["payer"] = .string(winner.payer.word)
        members["why"] = .string(why(reason))
        return .object(members)
    }

    private func source(of candidate: ProviderStatus.Candidate) -> Members {
        switch candidate.source {
        case .profile(let id, let isOwn):
            return ["source": "profile", "profileId": .string(id), "store": .string(isOwn ? "own" : report.inherited)]
        case .environment(let name, let layer):
            var members: Members = [
                "source": "environment", "variable": .string(name), "layer": .string(layer.word),
            ]
            members["file"] = candidate.file.map { .string($0) }
            return members
        case .configKey: return ["source": "config"]
        }
    }

    /// One candidate, and why it is not used.
    private func candidate(_ candidate: ProviderStatus.Candidate) -> Value {
        var members = source(of: candidate)
        members["type"] = candidate.kind.map { .string($0.rawValue) }
        members["payer"] = .string(candidate.payer.word)
        members["state"] = .string(candidate.state.word)
        if case .reference(let reference) = candidate.state { members["reference"] = reference.document }
        members["onlyFor"] = candidate.stop.map { strings($0.models) }
        members["used"] = .bool(candidate.loss == nil)
        members["whyNot"] = loss(of: candidate).map { .string($0) }
        if candidate.isMislabelled { members["typeDiffersFromSecret"] = true }
        return .object(members)
    }

    /// The gateway's service, if one is installed.
    private var serviceDocument: Value? {
        guard let service = report.service else { return nil }
        var members: Members = [
            "kind": .string(service.kind.rawValue),
            "path": .string(service.unit.path),
            "winner": service.winner.map { .object(source(of: $0)) } ?? .null,
            "sameAsShell": service.isSame.map { .bool($0) } ?? .null,
            "differences": .array(
                service.differences.map { difference in
                    [
                        "variable": .string(difference.variable),
                        "shell": difference.shell.map { .string($0) } ?? .null,
                        "service": difference.service.map { .string($0) } ?? .null,
                    ]
                }
            ),
        ]
        members["stateDir"] = service.otherState.map { .string($0.path) }
        if !service.gaps.missing.isEmpty { members["missing"] = strings(service.gaps.missing) }
        if !service.gaps.unreadable.isEmpty { members["unreadable"] = strings(service.gaps.unreadable) }
        if service.gaps.mayHideVariables { members["unknown"] = true }
        return .object(members)
    }

    // MARK: - Profiles

    private func resting(_ profile: RestingProfile) -> Value {
        var members: Members = ["profileId": .string(profile.profileID)]
        members["provider"] = profile.provider.map { .string($0) }
        let isDisabled = report.hasDatabases ? profile.isDisabled : profile.isStopped
        members["kind"] = isDisabled ? "disabled" : "cooldown"
        members["reason"] = profile.storedReason.map { .string($0) }
        members["until"] = .integer(profile.until)
        members["remainingMs"] = .integer(profile.remaining(at: report.readAt))
        members["onlyFor"] = profile.stop.map { strings($0.models) }
        let next = next(profile.recovery, profile: profile.profileID, provider: profile.provider, until: profile.until)
        members["recovery"] = ["reason": .string(reason(profile)), "next": .string(next)]
        return .object(members)
    }

    private func excluded(_ profile: ExcludedProfile) -> Value {
        let next = next(profile.recovery, profile: profile.profileID, provider: profile.provider)
        return [
            "profileId": .string(profile.profileID),
            "provider": .string(profile.provider),
            "kind": .string(code(profile.reason)),
            "recovery": ["reason": .string(reason(profile.reason)), "next": .string(next)],
        ]
    }

    private func health(_ health: ProfileHealth) -> Value {
        var members: Members = [
            "profileId": .string(health.profileID),
            "provider": .string(health.provider),
            "type": .string(health.kind.rawValue),
            "status": .string(health.status.rawValue),
        ]
        members["expiresAt"] = health.expiresAt?.value
        members["remainingMs"] = health.remainingMilliseconds.map { .integer($0) }
        members["source"] = "store"
        members["label"] = .string(health.label)
        return .object(members)
    }

    private func health(_ provider: ProviderHealth) -> Value {
        var members: Members = [
            "provider": .string(provider.provider),
            "status": .string(provider.status.rawValue),
            "profiles": .array(provider.profiles.map(health)),
        ]
        members["expiresAt"] = provider.expiresAt.map { .integer($0) }
        members["remainingMs"] = provider.remainingMilliseconds.map { .integer($0) }
        return .object(members)
    }

    func strings(_ values: [String]) -> Value { .array(values.map { .string($0) }) }
}
