internal import Credentials
internal import GatewayHost
internal import TerminalUI

/// The rows of Home: problems, worst first, each with a remedy; then the jobs.
struct HomeFindings {
    let host: BrowseHost
    let agent: String
    let status: StatusText?
    let words: Words
    /// Unix milliseconds of the screen's clock.
    let now: Int64

    /// Number of findings with their own row.
    private static let shown = 4

    var items: [HomeItem] {
        // Create only those that can be shown: there can be thousands, and each description takes time.
        let first = findings(atMost: Self.shown + 1)
        let unseen = [status?.report.excluded.count, status?.report.resting.count].map {
            max(0, ($0 ?? 0) - Self.shown - 1)
        }
        let count = first.count + unseen.reduce(0, +)
        guard count > Self.shown + 1 else { return first + jobs }
        let text = words("home.more", count: count - Self.shown)
        let more = HomeItem(id: "more", text: text, mark: .warning, action: .readMore)
        return first.prefix(Self.shown) + [more] + jobs
    }

    /// The findings without their own row; lazy, because their texts are expensive.
    var further: [String] { findings(atMost: .max).dropFirst(Self.shown).map(\.text) }

    // MARK: - Findings

    /// Worst first, with at most `count` resting profiles and `count` left-out profiles.
    private func findings(atMost count: Int) -> [HomeItem] {
        let excluded = status.map { status in status.report.excluded.prefix(count).map { item($0, status) } } ?? []
        return problems + refusal + resting(atMost: count) + excluded + renewal + notes
    }

    private var problems: [HomeItem] {
        host.problems.enumerated().map { index, problem in
            let next = problem.next.map { [host.texts("error.next", ["next": $0])] } ?? []
            return HomeItem(
                id: "problem\(index)",
                text: problem.message,
                mark: .error,
                action: .read([problem.message] + problem.details + next)
            )
        }
    }

    /// The gateway does not start with its config: what it refuses there.
    private var refusal: [HomeItem] {
        guard let status, case .configRefused = status.report.verdict.outcome,
            let problem = status.report.problems.first(where: { $0.code == "invalid-config" })
        else { return [] }
        let next = problem.next.map { [host.texts("error.next", ["next": $0])] } ?? []
        return [
            HomeItem(
                id: "refusal",
                text: problem.message,
                mark: .error,
                action: .read([problem.message] + problem.details + next)
            )
        ]
    }

    private func resting(atMost count: Int) -> [HomeItem] {
        guard let status else { return [] }
        return status.report.resting.prefix(count).map { profile in
            let values = [
                "profile": name(profile.profileID), "time": status.moments.clock(profile.until),
                "left": status.moments.remaining(profile.until - now), "reason": status.reason(profile),
                "models": words.texts.list(profile.stop?.models ?? []),
            ]
            let key = (profile.isStopped ? "home.off" : "home.cooling") + (profile.stop == nil ? "" : ".onlyFor")
            return HomeItem(
                id: "resting." + profile.profileID,
                text: words(key, values),
                mark: .warning,
                action: .open(.profiles(agent: agent, profile: profile.profileID))
            )
        }
    }

    private func item(_ profile: ExcludedProfile, _ status: StatusText) -> HomeItem {
        let values = ["profile": name(profile.profileID), "reason": status.reason(profile.reason)]
        return HomeItem(
            id: "excluded." + profile.profileID,
            text: words.texts("status.excluded", values),
            mark: .warning,
            action: .open(.profiles(agent: agent, profile: profile.profileID))
        )
    }

    /// Still counts as ready: only the gateway can tell whether the login can be renewed.
    private var renewal: [HomeItem] {
        guard let renewal = status?.renewal else { return [] }
        let text = words("home.renewal", ["profile": name(renewal.profileID)])
        return [HomeItem(id: "renewal", text: text, mark: .warning, action: .read([text] + renewal.lines))]
    }

    private var notes: [HomeItem] {
        guard let status else { return [] }
        return status.report.notes.enumerated().map { index, note in
            let text = status.note(note)
            return HomeItem(id: "note\(index)", text: text, mark: .warning, action: .read([text]))
        }
    }

    private func name(_ id: String) -> String {
        words.isNarrow ? id.withoutProvider : id
    }

    // MARK: - Jobs

    private var jobs: [HomeItem] {
        if status?.report.verdict.outcome == .nothingStored {
            let note = words("home.setUp.note")
            return [
                HomeItem(id: "setUp", text: words("home.setUp"), note: note, action: .open(.wizard(agent: nil)))
            ]
        }
        var jobs: [HomeItem] = []
        let rows = host.profiles(agent)
        let ready = rows.states.count(where: \.isReady)
        let values = ["count": String(rows.count), "ready": String(ready)]
        jobs.append(
            HomeItem(
                id: "profiles",
                text: words("home.profiles"),
                note: words("home.profiles.note", values),
                action: .open(.profiles(agent: agent, profile: nil))
            )
        )
        jobs.append(
            HomeItem(
                id: "parameters",
                text: words("home.parameters"),
                note: words("home.parameters.note"),
                action: .open(.parameters)
            )
        )
        // Without any credential for its model the agent needs one before anything else.
        jobs.insert(
            HomeItem(
                id: "onboard",
                text: words("home.onboard"),
                note: words("home.onboard.note"),
                action: .open(.wizard(agent: nil))
            ),
            at: status?.report.verdict.outcome == .noCredential ? 0 : jobs.count
        )
        guard host.agents.count > 1 else { return jobs }
        let without = host.agents.filter(\.own.isEmpty).count
        let counts = ["count": String(host.agents.count), "without": String(without)]
        jobs.append(
            HomeItem(
                id: "agents",
                text: words("home.agents"),
                note: words(without == 0 ? "home.agents.note.all" : "home.agents.note", counts),
                action: .open(.agents)
            )
        )
        return jobs
    }
}
