internal import Credentials
internal import GatewayHost
internal import TerminalUI

/// What Home lists: findings, the worst first, each with its way out; then the jobs.
struct HomeFindings {
    let host: TableHost
    let agent: String
    let status: StatusText?
    let words: Words
    /// Unix milliseconds, as the clock on the screen has it.
    let now: Int64

    /// So many findings have a row of their own.
    private static let shown = 4

    var items: [HomeItem] {
        let all = problems + resting + excluded + renewal + notes
        var items = Array(all.prefix(all.count > Self.shown + 1 ? Self.shown : Self.shown + 1))
        if all.count > items.count {
            let rest = all.dropFirst(items.count).map(\.text)
            let text = words("home.more", count: rest.count)
            items.append(HomeItem(id: "more", text: text, mark: .warning, action: .read(rest)))
        }
        return items + jobs
    }

    // MARK: - Findings

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

    private var resting: [HomeItem] {
        guard let status else { return [] }
        return status.report.resting.map { profile in
            let values = [
                "profile": name(profile.profileID), "time": status.moments.clock(profile.until),
                "left": status.moments.remaining(profile.until - now), "reason": status.reason(profile),
            ]
            return HomeItem(
                id: "resting." + profile.profileID,
                text: words(profile.isStopped ? "home.off" : "home.cooling", values),
                mark: .warning,
                action: .open(.profiles(agent: agent, profile: profile.profileID))
            )
        }
    }

    private var excluded: [HomeItem] {
        guard let status else { return [] }
        return status.report.excluded.map { profile in
            HomeItem(
                id: "excluded." + profile.profileID,
                text: words.texts(
                    "status.excluded",
                    ["profile": name(profile.profileID), "reason": status.reason(profile.reason)]
                ),
                mark: .warning,
                action: .open(.profiles(agent: agent, profile: profile.profileID))
            )
        }
    }

    /// It still counts as ready: only the gateway learns whether the login can be renewed.
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
        jobs.append(
            HomeItem(
                id: "onboard",
                text: words("home.onboard"),
                note: words("home.onboard.note"),
                action: .open(.wizard(agent: nil))
            )
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
