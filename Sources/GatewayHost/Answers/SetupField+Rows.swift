internal import GatewayConfig
internal import JSON5
internal import Secrets

extension SetupField {
    /// Every value that onboarding takes, in the order of its help.
    package static let all: [SetupField] = [
        agents, authChoice, anthropicAPIKey, tokenProvider, token, tokenProfileID, tokenExpiresIn, model,
        cacheRetention,
        gatewayPort, gatewayBind, gatewayAuth, gatewayToken, gatewayPassword, tailscale, tailscaleResetOnExit,
        workspace,
        nodeManager,
    ]

    // MARK: - Credential and model

    package static let agents = SetupField(
        "agent",
        .list,
        flag: "--agent",
        word: ["agents"],
        place: .store,
        label: "review.storedAs",
        json: .told(["credential", "agents"])
    )
    package static let authChoice = SetupField(
        "authChoice",
        flag: "--auth-choice",
        word: ["authChoice"],
        place: .store,
        label: "review.credential",
        json: .told(["authChoice"])
    )
    package static let anthropicAPIKey = SetupField(
        "anthropicApiKey",
        .secret(.apiKey),
        flag: "--anthropic-api-key",
        word: ["secret"],
        place: .store,
        label: "review.credential"
    )
    package static let tokenProvider = SetupField(
        "tokenProvider",
        flag: "--token-provider",
        word: ["tokenProvider"],
        place: .store,
        label: "review.credential"
    )
    package static let token = SetupField(
        "token",
        .secret(.setupToken),
        flag: "--token",
        word: ["secret"],
        place: .store,
        label: "review.credential"
    )
    package static let tokenProfileID = SetupField(
        "tokenProfileId",
        flag: "--token-profile-id",
        word: ["tokenProfileId"],
        place: .store,
        label: "review.storedAs",
        json: .told(["credential", "profileId"]),
        check: profileID
    )
    package static let tokenExpiresIn = SetupField(
        "tokenExpiresIn",
        flag: "--token-expires-in",
        word: ["tokenExpiresIn"],
        place: .store,
        label: "review.credential"
    )
    package static let model = SetupField(
        "model",
        flag: "--model",
        word: ["model"],
        place: .config { $0.primaryModel },
        label: "review.model",
        json: .told(["model"]),
        check: modelKey
    )
    package static let cacheRetention = SetupField(
        "cacheRetention",
        flag: "--cache-retention",
        word: ["cacheRetention"],
        place: .modelParameter(CacheRetention.parameter),
        label: "review.cache",
        json: .told(["cacheRetention"]),
        check: retention
    )

    // MARK: - Gateway

    package static let gatewayPort = SetupField(
        "gatewayPort",
        .number,
        flag: "--gateway-port",
        word: ["gateway", "port"],
        place: .gateway { $0.gatewayPort },
        group: .gateway,
        label: "review.gateway",
        json: .value(["gateway", "port"]),
        check: port
    )
    package static let gatewayBind = SetupField(
        "gatewayBind",
        flag: "--gateway-bind",
        word: ["gateway", "bind"],
        place: .gateway { $0.gatewayBind },
        group: .gateway,
        label: "review.gateway",
        json: .value(["gateway", "bind"]),
        check: choice(of: ["loopback", "tailnet", "lan", "auto", "custom"], "bad-gateway-bind", "error.gateway.bind")
    )
    package static let gatewayAuth = SetupField(
        "gatewayAuth",
        flag: "--gateway-auth",
        word: ["gateway", "auth"],
        place: .gateway { $0.gatewayAuthMode },
        group: .gateway,
        label: "review.gateway",
        json: .value(["gateway", "authMode"]),
        check: choice(of: ["token", "password"], "bad-gateway-auth", "error.gateway.auth")
    )
    package static let gatewayToken = SetupField(
        "gatewayToken",
        .secret(nil),
        flag: "--gateway-token",
        word: ["gateway", "token"],
        place: .gateway { $0.gatewayToken },
        group: .gateway,
        label: "review.gateway"
    )
    package static let gatewayPassword = SetupField(
        "gatewayPassword",
        .secret(nil),
        flag: "--gateway-password",
        word: ["gateway", "password"],
        place: .gateway { $0.gatewayPassword },
        group: .gateway,
        label: "review.gateway"
    )
    package static let tailscale = SetupField(
        "tailscale",
        flag: "--tailscale",
        word: ["gateway", "tailscale"],
        place: .gateway { $0.tailscaleMode },
        group: .gateway,
        label: "review.gateway",
        json: .value(["gateway", "tailscaleMode"]),
        check: choice(of: ["off", "serve", "funnel"], "bad-gateway-tailscale", "error.gateway.tailscale")
    )
    package static let tailscaleResetOnExit = SetupField(
        "tailscaleResetOnExit",
        .flag,
        flag: "--tailscale-reset-on-exit",
        word: ["gateway", "tailscaleResetOnExit"],
        place: .gateway { $0.tailscaleReset },
        group: .gateway,
        label: "review.gateway"
    )

    // MARK: - Surroundings

    package static let workspace = SetupField(
        "workspace",
        flag: "--workspace",
        word: ["workspace"],
        place: .config { $0.workspace },
        group: .gateway,
        label: "review.workspace",
        json: .valueIfSet(["workspace"]),
        check: folder
    )
    package static let nodeManager = SetupField(
        "nodeManager",
        flag: "--node-manager",
        word: ["nodeManager"],
        place: .config { $0.nodeManager },
        group: .gateway,
        label: "review.nodeManager",
        check: packageManager
    )
}
