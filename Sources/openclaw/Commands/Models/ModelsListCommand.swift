internal import Anthropic
internal import ArgumentParser
internal import FileTransactions
internal import GatewayConfig
internal import GatewayHost
internal import JSON5
internal import Secrets

/// `openclaw models list`: the configured models, or with `--all` or `--refresh` all built-in and offered ones.
struct ModelsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Words.text("help.models.list.abstract"),
        discussion: HelpWords.discussion("help.models.list.discussion")
    )

    @Flag(help: Words.help("models.list.all"))
    var all = false

    @Flag(help: Words.help("models.list.refresh"))
    var refresh = false

    @Flag(help: Words.help("models.list.local"))
    var local = false

    @Option(help: Words.help("models.list.provider"))
    var provider: String?

    @Option(help: Words.help("auth.agent"))
    var agent: String?

    @Flag(help: Words.help("writing.json"))
    var json = false

    @Flag(help: Words.help("models.list.plain"))
    var plain = false
}

extension ModelsListCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        guard !(json && plain) else {
            throw Problem(code: "json-or-plain", message: Words.text("error.jsonOrPlain"))
        }
        let snapshot = try context.readableSnapshot()
        let host = context.live
        if !refresh, let warning = snapshot.modelsWarning(Words.texts) { Console.error(warning) }
        let listing = ModelListing(
            snapshot,
            host,
            live: refresh ? try refreshed(snapshot, host) : snapshot.models.live,
            all: all || refresh,
            provider: provider,
            localOnly: local
        )
        if json {
            Console.output(json: .object(listing.members))
        } else if plain {
            for row in listing.rows { Console.output(row.reference.key) }
        } else {
            Console.output(lines(listing, zone: context.host.zone, now: snapshot.readAt))
        }
        return 0
    }

    /// Requests the provider's model list and caches it; if the request fails, returns the cached list and reports
    /// that.
    private func refreshed(_ snapshot: HostSnapshot, _ host: LiveHost) throws(Problem) -> LiveModelList? {
        let explain = host.explanation(of: snapshot)
        try snapshot.requireRequestValues(explain)
        let kept = snapshot.models.live
        let check = LiveCheck(host: host, snapshot: snapshot)
        guard let credential = check.credential(of: try snapshot.agentID(agent, explain)) else {
            Console.error(Words.text("models.list.noCredential"))
            return kept
        }
        let provider = snapshot.endpoint.shown
        check.announce([credential], asking: Words.text("models.list.asking", ["host": provider]))
        let models: [LiveModel]
        do throws(Verification) {
            models = try snapshot.liveModels(credential, host).fetch()
        } catch {
            Console.error(CheckWords(Words.texts).sentence(error))
            Console.error(Words.text(kept == nil ? "models.list.builtInOnly" : "models.list.keptOnly"))
            return kept
        }
        let live = LiveModelList(models, host: provider, fetchedAt: host.host.clock.now())
        try live.write(on: snapshot, host)
        return live
    }

    private func source(of row: ModelListing.Row) -> String {
        let source =
            row.isLive
            ? "models.list.live"
            : row.isDefined
                ? "models.list.defined" : row.isBuiltIn ? "models.list.builtIn" : "models.list.unknown"
        guard case .newer(let since) = row.standing, !row.isDefined else { return Words.text(source) }
        return Words.text("models.list.newer", ["source": Words.text(source), "since": since])
    }

    private func lines(_ listing: ModelListing, zone: ClockZone, now: Int64) -> [ReportLine] {
        guard !listing.rows.isEmpty else { return [.sentence("No models found.")] }
        let heading = ["Model", "Input", "Ctx", "Auth", Words.text("models.list.source"), "Tags"]
        var lines = [ReportLine(.row, heading.map { ReportLine.Cell($0, .heading) })]
        lines += listing.rows.map { row in
            return ReportLine(
                .row,
                [
                    .init(row.reference.key), .init(row.input ?? "-"),
                    .init(row.contextWindow.map { "\(($0 + 512) / 1024)k" } ?? "-"),
                    .init(row.isAvailable ? "yes" : "no"), .init(source(of: row)),
                    .init(row.tags.isEmpty ? "-" : row.tags.joined(separator: ",")),
                ]
            )
        }
        let moments = MomentText(texts: Words.texts, zone: zone, now: now)
        let known = listing.live.map { Words.text("models.list.liveAt", ["time": moments.clock($0.fetchedAt)]) }
        return lines + [.sentence(known ?? Words.text("models.list.notLive"))]
    }
}
