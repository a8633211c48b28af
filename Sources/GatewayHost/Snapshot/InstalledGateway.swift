internal import CredentialStores
internal import FileTransactions
internal import GatewayConfig
internal import Secrets

/// The gateway that is installed on a host, as far as files tell. Nothing is run.
struct InstalledGateway: Sendable, Equatable {
    /// Its service; nil if there is none.
    let service: GatewayService?
    /// Its program on PATH; nil if there is none that can be told from this one.
    let program: InstalledProgram?
    /// The release that a person named.
    let chosen: KeptRelease
    /// What speaks for its release.
    private(set) var evidence: ReleaseEvidence

    /// Reads what was named, the files of the service, PATH and the config's own word.
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
        chosen = KeptRelease(host, paths)
        let unit = service?.variables.last { $0.name == "OPENCLAW_SERVICE_VERSION" }.map { variable in
            let version = variable.value.withUTF8 { String(decoding: $0, as: UTF8.self) }
            return ReleaseEvidence.Item(.unit, version: version, path: variable.file)
        }
        let ofProgram = program.map { ReleaseEvidence.Item(.program, version: $0.version, path: $0.path) }
        evidence = ReleaseEvidence(
            [chosen.item, unit, ofProgram, Self.writer(of: config, host.files)].compactMap { $0 }
        )
    }

    /// The same with what the databases of the agents say: the newest release that wrote one.
    func judged(with agents: [AgentSnapshot]) -> InstalledGateway {
        let writers = agents.compactMap { $0.found?.writtenBy }
        let newest = writers.max { one, other in
            guard let other = ReleaseNumber(other.release) else { return false }
            return ReleaseNumber(one.release).map { $0 < other } ?? true
        }
        guard let newest else { return self }
        var judged = self
        judged.evidence = evidence.adding(.init(.database, version: newest.release, path: newest.path))
        return judged
    }

    /// What wrote the config. If it cannot be parsed its text still tells, and if it says nothing, the copy that the
    /// gateway makes before it writes: a broken or emptied config makes no older gateway of a newer one.
    private static func writer(of config: ConfigSnapshot, _ files: any FileSystem) -> ReleaseEvidence.Item? {
        if let version = config.writtenBy, ReleaseNumber(version) != nil {
            return ReleaseEvidence.Item(.meta, version: version, path: config.path)
        }
        if case .unparsable? = config.problem, let version = config.file?.contents.flatMap(WriterMention.newest) {
            return ReleaseEvidence.Item(.text, version: version, path: config.path)
        }
        let copy = config.path + ".bak"
        return version(inCopy: copy, files).map { ReleaseEvidence.Item(.backup, version: $0, path: copy) }
    }

    /// A config is some kilobytes; of a larger copy only so much is searched.
    private static let copyLimit = 1 << 20

    /// A copy that is not there or cannot be read says nothing.
    private static func version(inCopy path: String, _ files: any FileSystem) -> String? {
        do throws(FileError) {
            guard try files.status(at: path)?.kind == .file else { return nil }
            return WriterMention.newest(in: try files.contents(of: path, limit: copyLimit).bytes)
        } catch {
            return nil
        }
    }
}
