internal import FileTransactions
internal import GatewayConfig
internal import Secrets

/// The gateway that is installed on a host, as far as files tell. Nothing is run.
struct InstalledGateway: Sendable, Equatable {
    /// Its service; nil if there is none.
    let service: GatewayService?
    /// Its program on PATH; nil if there is none that can be told from this one.
    let program: InstalledProgram?
    /// What speaks for its release.
    let evidence: ReleaseEvidence

    /// Reads the files of the service, PATH and the config's own word.
    init(_ host: Host, _ paths: StatePaths, _ config: ConfigSnapshot) {
        service = GatewayService.find(
            for: ServiceAccount(
                home: host.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? host.accountHome
                    ?? paths.home,
                name: host.user.name,
                id: host.user.id,
                hostName: host.name
            ),
            profile: host.environment["OPENCLAW_PROFILE"].flatMap { $0.isEmpty || $0 == "default" ? nil : $0 },
            host.files
        )
        program = InstalledProgram.find(on: host.environment["PATH"] ?? "", host.files)
        let unit = service?.variables.last { $0.name == "OPENCLAW_SERVICE_VERSION" }.map { variable in
            let version = variable.value.withUTF8 { String(decoding: $0, as: UTF8.self) }
            return ReleaseEvidence.Item(.unit, version: version, path: variable.file)
        }
        let ofProgram = program.map { ReleaseEvidence.Item(.program, version: $0.version, path: $0.path) }
        let meta = config.writtenBy.map { ReleaseEvidence.Item(.meta, version: $0, path: config.path) }
        evidence = ReleaseEvidence([unit, ofProgram, meta].compactMap { $0 })
    }
}
