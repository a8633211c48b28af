internal import Credentials
internal import GatewayConfig
internal import GatewayHost
internal import TerminalUI

/// The rows of Home: acts, best first, then the other screens. What has no act is a note.
struct HomeActs {
    let host: BrowseHost
    let agent: String
    let status: StatusText?
    let words: Words
    /// Unix milliseconds of the screen's clock.
    let now: Int64
    /// The profiles of the agent, and those that are ready.
    let counts: (stored: Int, ready: Int)
    /// Whether what takes time to read, such as the history, is shown too: not on the first frame.
    let isComplete: Bool

    /// Number of acts with their own row.
    private static let shown = 4

    var items: [HomeItem] {
        // Create only those that can be shown: there can be thousands, and each description takes time.
        let first = acts(atMost: Self.shown + 1)
        let unseen = [status?.report.excluded.count, status?.report.resting.count].map {
            max(0, ($0 ?? 0) - Self.shown - 1)
        }
        let count = first.count + unseen.reduce(0, +)
        guard count > Self.shown else { return first + screens }
        let more = HomeItem(
            id: "more",
            text: words("home.more"),
            why: words("home.more.why", count: count - Self.shown),
            action: .open(.profiles(agent: agent, profile: nil))
        )
        return first.prefix(Self.shown) + [more] + screens
    }

    /// Best first, with at most `count` resting profiles and `count` left-out profiles.
    private func acts(atMost count: Int) -> [HomeItem] {
        guard let status else { return waysOut + problems }
        let ofVerdict = verdictActs(status)
        let offered = Set(ofVerdict.map(\.id))
        let excluded = status.report.excluded.prefix(count).map { act(on: $0, status) }
        let aging = status.report.agingTokens.prefix(count).map { act(on: $0, status) }
        // What the acts of the verdict offer already is not offered twice.
        let others = (resting(atMost: count, status) + excluded + aging).filter { !offered.contains($0.id) }
        return waysOut + problems + refusal(status) + ofVerdict + others + renewal(status)
    }

    // MARK: - Files

    /// What mends a file that cannot be read.
    private var waysOut: [HomeItem] {
        FileWaysOut(host: host, words: words).items.map { item in
            HomeItem(id: item.id, text: item.text, why: item.note, action: .wayOut(item.action))
        }
    }

    /// The problems beside the file that the page shows.
    private var problems: [HomeItem] {
        guard host.problems.count > (host.broken.value.isEmpty ? 0 : 1) else { return [] }
        let lines = host.problems.flatMap { [$0.message] + $0.details + next($0.next) + [""] }
        let key = host.problems.count == 1 ? "home.act.problem" : "home.act.problems"
        let why = words(key + ".why", ["count": String(host.problems.count)])
        return [HomeItem(id: "problems", text: words(key), why: why, whyStyle: .error, action: .read(lines))]
    }

    /// The gateway does not start with its config: what it refuses there.
    private func refusal(_ status: StatusText) -> [HomeItem] {
        guard case .configRefused = status.report.verdict.outcome,
            let problem = status.report.problems.first(where: { $0.code == "invalid-config" })
        else { return [] }
        return [
            HomeItem(
                id: "refusal",
                text: words("home.act.refusal"),
                why: words("home.act.refusal.why", count: max(1, problem.details.count)),
                whyStyle: .error,
                action: .read([problem.message] + problem.details + next(problem.next))
            )
        ]
    }

    private func next(_ step: String?) -> [String] { step.map { [host.texts("error.next", ["next": $0])] } ?? [] }

    // MARK: - The verdict

    private func verdictActs(_ status: StatusText) -> [HomeItem] {
        let verdict = status.report.verdict
        switch verdict.outcome {
        case .nothingStored: return [add("home.act.add.why")]
        case .noCredential where status.isSupported(verdict.provider): return [add("home.act.add.why")]
        case .noCredential:
            let why = words("home.act.setUp.why", ["provider": verdict.provider])
            return [HomeItem(id: "add", text: words("home.act.setUp"), why: why, action: .open(.wizard(agent: agent)))]
        case .refused, .placeholder:
            guard let id = winner(of: verdict) else { return [] }
            let check =
                verdict.outcome == .placeholder
                ? [] : [profile(.check, id, "home.act.checkAgain", "home.act.check.why")]
            let replace =
                isReplaced(id) ? [profile(.replace, id, "home.act.replace", "home.act.replace.why")] : [look(at: id)]
            return replace + check
                + [add("home.act.addMore.refused")]
        case .rests: return restingActs(status)
        case .answers where verdict.certainty == .notChecked,
            .answersWithFallback where verdict.certainty == .notChecked:
            guard let id = winner(of: verdict), host.checks.obstacle == nil else { return [] }
            return [profile(.check, id, "home.act.check", "home.act.check.host")]
        default: return []
        }
    }

    /// All profiles rest: the first that is back can be tried, or its marks be cleared, or another one be added.
    private func restingActs(_ status: StatusText) -> [HomeItem] {
        let provider = status.report.verdict.provider
        guard let first = status.report.resting.first(where: { $0.provider == provider }) else { return [] }
        let id = first.profileID
        let check = host.checks.obstacle == nil ? [profile(.check, id, "home.act.check", "home.act.check.clears")] : []
        let clear =
            host.refusal(.clearMarks(id), agent) == nil
            ? [profile(.clear, id, "home.act.clear", "home.act.clear.why")] : []
        return check + [add("home.act.addMore.why")] + clear
    }

    private func add(_ why: String) -> HomeItem {
        HomeItem(
            id: "add",
            text: words("home.act.add", ["agent": agent]),
            why: words(why),
            action: .open(.wizard(agent: agent))
        )
    }

    private func profile(_ act: ProfileAct, _ id: String, _ text: String, _ why: String) -> HomeItem {
        HomeItem(
            id: act.rawValue + "." + id,
            text: words(text, ["profile": name(id)]),
            why: words(why, ["host": host.checks.host]),
            action: .open(.act(act, agent: agent, profile: id))
        )
    }

    private func look(at id: String) -> HomeItem {
        HomeItem(
            id: "look." + id,
            text: words("home.act.look", ["profile": name(id)]),
            why: words("home.act.look.why"),
            action: .open(.profiles(agent: agent, profile: id))
        )
    }

    /// Whether this program can put another secret in the place of a profile's.
    private func isReplaced(_ id: String) -> Bool { host.refusal(.store(nil, id: id), agent) == nil }

    private func winner(of verdict: Verdict) -> String? {
        guard case .profile(let id, _)? = verdict.winner?.source else { return nil }
        return id
    }

    // MARK: - Profiles

    private func resting(atMost count: Int, _ status: StatusText) -> [HomeItem] {
        status.report.resting.prefix(count).map { profile in
            let id = profile.profileID
            let values = [
                "time": status.moments.clock(profile.until), "reason": status.reason(profile),
                "left": Countdown(status.moments, isSpoken: words.isSpoken).text(until: profile.until, now: now),
                "models": words.texts.list(profile.stop?.models ?? []),
            ]
            let key = profile.isStopped ? "home.why.off" : "home.why.cooling"
            let canCheck = host.checks.obstacle == nil && status.isSupported(profile.provider)
            return HomeItem(
                id: ProfileAct.check.rawValue + "." + id,
                text: words(canCheck ? "home.act.check" : "home.act.look", ["profile": name(id)]),
                why: words(key + (profile.stop == nil ? "" : ".onlyFor"), values),
                whyStyle: profile.isStopped ? .error : .warning,
                action: .open(
                    canCheck
                        ? .act(.check, agent: agent, profile: id) : .profiles(agent: agent, profile: id)
                )
            )
        }
    }

    private func act(on profile: ExcludedProfile, _ status: StatusText) -> HomeItem {
        let id = profile.profileID
        let act: ProfileAct? =
            switch profile.recovery {
            case .list where status.isSupported(profile.provider): .include
            case .replaceSecret, .newToken: status.isSupported(profile.provider) && isReplaced(id) ? .replace : nil
            default: nil
            }
        let key = act == .include ? "home.act.list" : act == .replace ? "home.act.replace" : "home.act.look"
        return HomeItem(
            id: (act?.rawValue ?? "look") + "." + id,
            text: words(key, ["profile": name(id)]),
            why: status.reason(profile.reason),
            whyStyle: act == .include ? .warning : .error,
            action: .open(
                act.map { .act($0, agent: agent, profile: id) } ?? .profiles(agent: agent, profile: id)
            )
        )
    }

    /// A setup-token whose year is nearly over; it answers until then.
    private func act(on token: AgingToken, _ status: StatusText) -> HomeItem {
        let id = token.profileID
        let isReplaced = host.refusal(.store(nil, id: id), token.owner) == nil
        return HomeItem(
            id: ProfileAct.replace.rawValue + "." + id,
            text: words("home.act.newToken", ["profile": name(id)]),
            why: words("home.act.newToken.why", ["day": status.moments.day(token.age.madeAt)]),
            whyStyle: .warning,
            action: isReplaced
                ? .open(.act(.replace, agent: token.owner, profile: id)) : .read([status.sentence(token)])
        )
    }

    /// Still counts as ready: only the gateway can tell whether the login can be renewed.
    private func renewal(_ status: StatusText) -> [HomeItem] {
        guard let renewal = status.renewal else { return [] }
        return [
            HomeItem(
                id: "renewal",
                text: words("home.act.renewal", ["profile": name(renewal.profileID)]),
                why: words("home.act.renewal.why"),
                whyStyle: .warning,
                action: .read(renewal.lines)
            )
        ]
    }

    /// Names in acts are short; the page that follows shows the whole id.
    private func name(_ id: String) -> String { id.withoutProvider }
}
