internal import Anthropic
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// The receipt of a paste: what it is, what was cleaned, who pays, and what Enter does. Stored, well-formed and verified
// are three different things, so it never says more than was found.
extension CredentialStep {
    private static let form = FactForm(labels: 15, endsIfNarrow: true)

    func receipt(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        if let login = field.reading.login { return receipt(of: login, words) }
        switch field.reading.outcome {
        case .setupToken(_, .whole): return receipt(of: .setupToken, context, answers)
        case .setupToken(_, .looksCutOff(let count)):
            return [what(words("kind.token"), .warning, words), .gap, .note(.warning, cutOff(count, words))]
        case .apiKey: return receipt(of: .apiKey, context, answers)
        case .unknownKind(let secret) where secret.count < TokenLength.leastOfAny:
            return [.note(.error, words("refused.tooLittle", count: secret.count))]
        case .refused(.tooShort(let count)):
            return [.note(.warning, words("credential.piece", ["count": String(count)]))]
        case .unknownKind:
            return [what(words("kind.unknown"), .warning, words), .gap, .note(.warning, words("credential.isUnknown"))]
        case .refused(let reason): return [.note(.error, reason.text(words))]
        case .several: return [.text(words("credential.several"))]
        }
    }

    private func receipt(of kind: SecretKind, _ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        let name = words(RecognisedSecret.usable(kind).key)
        let payer = words(kind == .setupToken ? "payer.claudePlan" : "payer.apiCredits")
        let onward =
            context.checkHost.map { words("credential.enter.checks", ["host": $0]) } ?? words("credential.wellFormed")
        let facts = [
            Fact(label: words("credential.paidBy"), value: payer),
            Fact(label: words("credential.enterLabel"), value: onward),
        ]
        let isOther = kind != answers.wantedKind
        let crossed: [Block] = isOther ? [.gap, .marked(.warning, [words("credential.crossed.\(kind.rawValue)")])] : []
        return [what(name, .ok, words), .gap, .facts(facts + terms(kind, context, answers), Self.form)] + crossed
    }

    /// Told here only in a walk that did not pass the page where a token is chosen.
    private func terms(_ kind: SecretKind, _ context: StepContext, _ answers: SetupAnswers) -> [Fact] {
        let words = context.words
        guard kind == .setupToken, answers.wantedKind != .setupToken || context.methodIsGiven else { return [] }
        return [Fact(label: words("policy.label"), value: words("policy.line"))]
    }

    /// Kind, length and last four characters, all that is ever shown of a secret; and what was cleaned.
    private func what(_ name: String, _ mark: NoteMark, _ words: Words) -> Block {
        let ending = isBeingTyped ? "" : field.reading.outcome.secret?.ending ?? ""
        let ends = ending.isEmpty ? "" : words("credential.ends", ["ending": ending])
        let length = words("credential.length", count: field.count)
        var facts = [Fact(label: name, value: length, aside: ends, lead: mark, labelStyle: mark.style)]
        let removed = removed.map(words.removal)
        if let first = removed.first {
            let others = removed.dropFirst().joined(separator: words("line.join"))
            facts.append(Fact(label: words("credential.cleaned"), value: first, aside: others, lead: .ok))
        }
        return .facts(facts, Self.form)
    }

    /// Claude Code's own login: never called a setup-token, because it ends within hours.
    private func receipt(of login: ClaudeLogin, _ words: Words) -> [Block] {
        let payer = Fact(label: words("credential.paidBy"), value: words("payer.claudePlan"))
        return [
            what(words("kind.claudeLogin"), .warning, words), .gap, .facts([payer], Self.form), .gap,
            .note(.warning, words("credential.login")), .text(words("credential.login.next"), .muted),
        ]
    }

    private func cutOff(_ count: Int, _ words: Words) -> String {
        words("credential.cutOff", ["count": String(count), "whole": String(TokenLength.ofWholeToken)])
    }
}

// MARK: - At the right

extension CredentialStep {
    /// What is worth knowing of this kind of credential, and where it goes.
    func aside(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        guard candidates.isEmpty else { return [] }
        let words = context.words
        let kind = answers.kind ?? answers.wantedKind
        let about = "credential.about.\(kind.rawValue)"
        let facts = ["lives", "renew", "revoke", "terms"].compactMap { name -> Fact? in
            let key = about + "." + name
            guard words.has(key) else { return nil }
            return Fact(label: words("credential.about." + name), value: words(key))
        }
        let form = FactForm(labels: 9)
        return [.head(words(about)), .text(words(about + ".what"), .muted), .gap, .facts(facts, form), .gap]
            + [.head(words("credential.goes")), .facts(places(context, answers), form)]
    }

    private func places(_ context: StepContext, _ answers: SetupAnswers) -> [Fact] {
        let words = context.words
        var facts = [Fact(label: words("welcome.agent"), value: context.names(of: answers.agents))]
        if let destination {
            let state = words(destination.replaces ? "credential.goes.replaced" : "credential.goes.new")
            facts.append(Fact(label: words("credential.goes.profile"), value: destination.profileID, aside: state))
        }
        let user = context.facts.user
        let mode = words(user == "root" ? "credential.goes.mode.root" : "credential.goes.mode.value", ["user": user])
        return facts + [
            Fact(label: words("credential.goes.file"), value: words("credential.goes.file.value")),
            Fact(label: words("credential.goes.mode"), value: mode),
        ]
    }
}
