extension GatewayRules {
    /// What releases do differently when they choose a profile. As it is made, it is what 2026.2.9 does.
    ///
    /// Filled from the columns in `Resources/gateways/databases.json`.
    package struct Selection: Sendable, Equatable {
        /// The release whose behaviour this is; nil where it stands for all that came later.
        package var release: String?

        // MARK: - Which profiles can be used

        /// Replacements that were saved and not activated are left out.
        package var setsReplacementsAside = false
        /// The expiry of a token has to be a time.
        package var checksExpiries = false
        /// A key that is the text of a command of the gateway is none.
        package var refusesCommands = false
        /// A login that is only referred to is left out.
        package var needsLogins = false

        // MARK: - In which order

        /// If an order or list names only profiles that are not stored, the stored ones are tried.
        package var fallsBackToStored = false
        /// Among the logins of an automatic order, those whose access has expired come last.
        package var putsExpiredLoginsLast = false
        /// The order is made for a model; otherwise only a request looks at the model of a mark.
        package var ordersByModel = false

        // MARK: - When one is skipped

        /// The reasons of cooldowns that stop only the model that failed.
        package var scopedReasons: [String] = []
        /// A block by the provider can be one of a single model.
        package var scopesBlocks = false
        /// Asked for all models at once, marks of single models do not count.
        package var knowsAllModels = false
        /// The providers whose profiles are never skipped, by normalised name.
        package var unskippedProviders: [String] = []
        /// Marks whose time has passed are forgotten before profiles are chosen.
        package var forgetsExpiredMarks = false
        /// The number of rate-limit failures is kept when the marks are forgotten.
        package var keepsRateLimitCounts = false
        /// The model of a block is forgotten with the block.
        package var forgetsBlockScopes = false

        // MARK: - Why nobody answers

        /// The reasons of failures, the most telling first.
        package var reasons: [String] = []
        /// The reason of a cooldown counts before the counted failures.
        package var trustsCooldownReasons = false

        package init() {}

        /// Whether a mark can stop one model only.
        package var tellsModelsApart: Bool { scopesBlocks || !scopedReasons.isEmpty }

        /// Whether the profiles of a provider are tried whatever their marks say.
        func neverSkips(_ provider: String?) -> Bool {
            guard !unskippedProviders.isEmpty, let provider else { return false }
            return unskippedProviders.contains(ProviderName.normalized(provider))
        }
    }
}
