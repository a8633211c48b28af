internal import Credentials
internal import GatewayConfig
internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension StepID { static let cache = StepID("cache") }

/// Chooses how long the provider caches prompts for the chosen model.
///
/// The row marked first keeps the setting. Changing it adds the model to the config's model list, which can restrict
/// the gateway to the listed models.
struct CacheStep: ListStep {
    let id = StepID.cache
    let fields = [SetupField.cacheRetention]
    var list = PickList([])

    private static let leave = "leave"

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        show(rows(context, answers), marked: answers.cacheRetention?.rawValue ?? Self.leave)
    }

    mutating func take(_ id: String, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        answers.cacheRetention = CacheRetention(rawValue: id)
        return .next
    }

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        let intro = Self.hasNoEffect(context.facts, answers) ? "cache.intro.noEffect" : "cache.intro"
        let model = (answers.model ?? context.facts.primaryModel)?.withoutDefaultProvider ?? words("cache.defaultModel")
        return [
            .title(words("cache.title")), .text(words(intro, ["model": model]), .muted).optional, .gap, .widget,
        ] + explanation(words)
    }

    func answer(_ context: StepContext, _ answers: SetupAnswers) -> StepAnswer {
        if let chosen = answers.cacheRetention { return StepAnswer(chosen.rawValue) }
        let hasNoEffect = Self.hasNoEffect(context.facts, answers)
        return StepAnswer(context.words(hasNoEffect ? "rail.noEffect" : "rail.asItIs"))
    }

    /// Caching applies to API keys only: true if the effective credential is of another kind.
    static func hasNoEffect(_ facts: SetupFacts, _ answers: SetupAnswers) -> Bool {
        if answers.storesCredential { return answers.kind == .setupToken }
        let winner = facts.winner(of: answers.agents)
        return winner.map { $0.kind != .apiKey } ?? false
    }

    private func rows(_ context: StepContext, _ answers: SetupAnswers) -> [PickRow] {
        let words = context.words
        let hasNoEffect = Self.hasNoEffect(context.facts, answers)
        let options = [CacheRetention.short, .long, .none].map { retention in
            PickRow(
                id: retention.rawValue,
                label: words("cache.\(retention.rawValue)"),
                notes: [words("cache.\(retention.rawValue).time"), hasNoEffect ? words("cache.noEffect") : ""],
                explanation: hasNoEffect ? [] : [words("cache.\(retention.rawValue).price")]
            )
        }
        return [leaveRow(context, hasNoEffect: hasNoEffect)] + options
    }

    private func leaveRow(_ context: StepContext, hasNoEffect: Bool) -> PickRow {
        let words = context.words
        let set = context.facts.cacheRetention.map { words("cache.leave.set", ["value": $0.rawValue]) }
        let now = hasNoEffect ? words("cache.leave.noEffect") : set ?? words("cache.leave.unset")
        return PickRow(id: Self.leave, label: words("cache.leave"), explanation: [now])
    }
}
