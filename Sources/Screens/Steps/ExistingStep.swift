internal import Credentials
internal import GatewayHost
internal import TerminalUI

extension StepID { static let existing = StepID("existing") }

/// Chooses what to do with stored credentials; shown only if there are any.
struct ExistingStep: ListStep {
    let id = StepID.existing
    var list = PickList([])
    /// Whether a row was chosen, so that the answers determine the mark.
    private var isAnswered = false

    /// At most this many stored profiles are listed; the others are counted.
    private static let listed = 4

    private enum Row {
        static let keep = "keep"
        static let add = "add"
        static let settings = "settings"
        static let leave = "leave"
        static let replace = "replace:"
    }

    var enterLabel: String { list.markedRow?.id == Row.leave ? "leaveRow" : "choose" }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        show(rows(context, answers), marked: mark(for: answers), filterTexts: FilterTexts(context.words))
    }

    mutating func take(_ id: String, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        switch id {
        case Row.keep: answers.intent = .keep
        // The next page decides whether a credential is added now or skipped.
        case Row.add: answers.intent = answers.intent == .skip ? .skip : .add
        case Row.settings: answers.intent = .settingsOnly
        case Row.leave: return .leave(code: 130)
        default: answers.intent = .replace(profileID: String(id.dropFirst(Row.replace.count)))
        }
        isAnswered = true
        return .next
    }

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        let profiles = Self.profiles(context.facts, answers)
        let title = profiles.isEmpty ? "existing.none" : "existing.title"
        var blocks: [Block] = [
            .title(words(title, ["agents": context.names(of: answers.agents)])),
            .gap,
            .facts(profiles.prefix(Self.listed).map { fact(of: $0, context, answers) }),
        ]
        if profiles.count > Self.listed {
            blocks.append(.text(words("existing.more", ["count": String(profiles.count - Self.listed)]), .muted))
        }
        if let refusal = context.facts.storeRefusal {
            blocks += [.gap, .text(refusal.message)]
            blocks += refusal.next.map { [Block.text(words("refusal.next")), .text($0)] } ?? []
        }
        return blocks + [.gap, .widget] + explanation(words)
    }

    func answer(_ context: StepContext, _ answers: SetupAnswers) -> StepAnswer {
        let words = context.words
        switch answers.intent {
        case .keep: return context.check.answer(words) ?? StepAnswer(words("rail.kept"))
        case .replace(let id):
            return StepAnswer(words("rail.replaces", ["profile": id.withoutProvider]), short: id.withoutProvider)
        case .add, .skip: return StepAnswer(words("rail.another"))
        case .settingsOnly: return StepAnswer(words("rail.asItIs"))
        }
    }

    /// The profiles of the chosen agents.
    static func profiles(_ facts: SetupFacts, _ answers: SetupAnswers) -> [SetupFacts.StoredProfile] {
        let agents = Set(answers.agents)
        return facts.profiles.filter { agents.contains($0.agent) }
    }

    private func fact(
        of profile: SetupFacts.StoredProfile,
        _ context: StepContext,
        _ answers: SetupAnswers
    ) -> Fact {
        let words = context.words
        let kind = words.texts.kind(profile.kind, of: ProviderName.anthropic, isShortLived: profile.isShortLived)
        let value: String =
            if let reference = profile.reference {
                words("existing.reference", ["kind": kind, "reference": reference])
            } else {
                profile.ending.isEmpty ? kind : words("existing.ends", ["kind": kind, "ending": profile.ending])
            }
        let name = words.isNarrow ? profile.id.withoutProvider : profile.id
        let label = answers.agents.count > 1 ? "\(name) (\(profile.agent))" : name
        let state = profile.isWinner ? "existing.first" : profile.isReady ? "" : "existing.notReady"
        return Fact(label: label, value: value, aside: state.isEmpty ? "" : words(state))
    }

    private func rows(_ context: StepContext, _ answers: SetupAnswers) -> [PickRow] {
        let words = context.words
        var seen: Set<String> = []
        let ids = Self.profiles(context.facts, answers).map(\.id).filter { seen.insert($0).inserted }
        let replace = ids.map { id in
            let name = words.isNarrow ? id.withoutProvider : id
            let label = words(ids.count == 1 ? "existing.replace" : "existing.replaceOne", ["profile": name])
            return PickRow(id: Row.replace + id, label: label)
        }
        if context.facts.storeRefusal != nil {
            // Credentials are stored by the gateway's own program; the page says how.
            return (ids.isEmpty ? [] : [keepRow(context, answers, isOne: ids.count == 1)]) + [
                PickRow(id: Row.settings, label: words("existing.settings")),
                PickRow(id: Row.leave, label: words("existing.leave")),
            ]
        }
        return [keepRow(context, answers, isOne: ids.count == 1)] + replace + [
            PickRow(id: Row.add, label: words("existing.add"), explanation: [words("existing.add.explanation")]),
            PickRow(id: Row.settings, label: words("existing.settings")),
            PickRow(id: Row.leave, label: words("existing.leave")),
        ]
    }

    /// Whether the keep row is marked, so that its explanation is visible.
    var marksKeeping: Bool { list.markedRow?.id == Row.keep }

    /// If a check is possible, keeping a credential includes checking it.
    private func keepRow(_ context: StepContext, _ answers: SetupAnswers, isOne: Bool) -> PickRow {
        let words = context.words
        let winner = Self.profiles(context.facts, answers).first(where: \.isWinner)
        guard let host = context.checkHost, let winner, winner.reference == nil else {
            let label = words(isOne ? "existing.keep" : "existing.keepAll")
            return PickRow(id: Row.keep, label: label, explanation: [words("existing.keep.explanation")])
        }
        let label = words(isOne ? "existing.keepChecked" : "existing.keepAllChecked")
        let policy = winner.kind == .token ? [words("policy.sentence")] : []
        return PickRow(
            id: Row.keep,
            label: label,
            explanation: [words("existing.keepChecked.explanation", ["host": host])] + policy
        )
    }

    private func mark(for answers: SetupAnswers) -> String {
        switch answers.intent {
        case .keep: Row.keep
        // Without an answer yet, the safe choice is to keep what is stored.
        case .add, .skip: isAnswered || answers.method != nil ? Row.add : Row.keep
        case .replace(let id): Row.replace + id
        case .settingsOnly: Row.settings
        }
    }
}
