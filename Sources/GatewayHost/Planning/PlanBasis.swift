internal import FileTransactions
internal import GatewayConfig

/// What a plan was made from: the files as they were read, and the facts of the host that its apply needs.
struct PlanBasis: Sendable, Equatable {
    /// All files the plan depends on, those that it does not write too: a change to any of them invalidates it.
    let files: [FileSnapshot]
    let paths: StatePaths
    /// The port of the gateway; whoever listens there is told in the report.
    let gatewayPort: Int
    /// The agent that the report is about, unless the plan stores a credential.
    let agent: String
}

extension HostSnapshot {
    /// The basis of a plan made from all stores and the config.
    var wholeBasis: PlanBasis { basis(readFiles) }

    /// The basis of an edit of the config alone.
    var configBasis: PlanBasis { basis(configFiles) }

    /// The basis of a plan that puts a copy back: it depends on nothing but the file that it writes.
    func basis(of file: FileSnapshot) -> PlanBasis { basis([file]) }

    private func basis(_ files: [FileSnapshot]) -> PlanBasis {
        PlanBasis(
            files: files,
            paths: paths,
            gatewayPort: gatewayPort,
            agent: defaultAgent?.id ?? AgentID.main.text
        )
    }
}
