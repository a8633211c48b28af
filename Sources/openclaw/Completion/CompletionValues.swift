internal import Credentials
internal import GatewayConfig
internal import GatewayHost

/// What the host offers as a value: its agents, profiles and models, read when the first of them is wanted.
struct CompletionValues {
    /// A kind of value, by the flag or the command that takes it.
    enum Kind: Equatable {
        case agent, profile, model, provider, release, retention, choice, folder, file, topic
        /// Nothing is known of it; a secret above all.
        case free
    }

    let context: ProgramContext

    /// The kind of the value of a flag.
    static func kind(ofFlag name: String) -> Kind {
        switch name {
        case "--agent", "--to": .agent
        case "--profile-id", "--probe-profile", "--token-profile-id": .profile
        case "--model": .model
        case "--provider", "--token-provider", "--probe-provider": .provider
        case "--gateway-release": .release
        case "--retention", "--cache-retention": .retention
        case "--auth-choice": .choice
        case "--workspace", "--state-dir": .folder
        default: name == "--answers" || name.hasSuffix("-file") ? .file : .free
        }
    }

    /// The kind of the words that follow a command.
    static func kind(ofArguments command: [String]) -> Kind {
        switch command {
        case ["models", "auth", "rotate"], ["models", "auth", "logout"], ["models", "auth", "rename"],
            ["models", "auth", "clear-cooldown"], ["models", "auth", "include"], ["models", "auth", "copy"],
            ["models", "auth", "verify"], ["models", "auth", "purge"], ["models", "auth", "order", "set"]:
            .profile
        default: .free
        }
    }

    /// Adds the values of a kind. A host that cannot be read has few or none; a completion never reports a problem.
    /// - Parameter agents: those that the command line names.
    func add(_ kind: Kind, agents: [String], to reply: inout CompletionReply) {
        switch kind {
        case .agent: for agent in context.snapshot().agents { reply.add(agent.id) }
        case .profile: addProfiles(of: agents, to: &reply)
        case .model: addModels(to: &reply)
        case .provider: reply.add(context.live.host.releases.newest.provider.id)
        case .release: for name in KnownReleases.names.reversed() + [ReleaseChoice.automatic] { reply.add(name) }
        case .retention: for value in CacheRetention.allCases { reply.add(value.rawValue) }
        case .choice: for choice in OnboardRequest.Choice.allCases { reply.add(choice.rawValue) }
        case .topic: for topic in HelpTopic.allCases { reply.add(topic.rawValue, topic.abstract) }
        case .folder, .file: reply.wantsFiles = true
        case .free: break
        }
    }

    private func addProfiles(of agents: [String], to reply: inout CompletionReply) {
        let snapshot = context.snapshot()
        let named = agents.map { AgentID($0).text }
        for agent in snapshot.agents where named.isEmpty || named.contains(agent.id) {
            for profile in snapshot.contents(readBy: agent.id).profiles {
                reply.add(profile.id, Words.texts.kind(profile.kind, of: profile.provider))
            }
        }
    }

    private func addModels(to reply: inout CompletionReply) {
        let snapshot = context.snapshot()
        let models = ModelListing(
            snapshot,
            context.live,
            live: snapshot.models.live,
            all: true,
            provider: snapshot.release.provider.id
        )
        for row in models.rows { reply.add(row.reference.model, row.name) }
    }
}
