internal import CredentialStores
internal import FileTransactions
package import GatewayConfig
internal import JSON5
internal import Secrets

// What speaks for a release of the gateway on this host.
extension HostSnapshot {
    /// The gateway's installed service; nil if there is none. Reads its files.
    package var installedService: GatewayService? { host.installedService(home: paths.home) }

    /// Asks the service, PATH and the config. Nothing is run.
    package func releaseEvidence(_ service: GatewayService?) -> ReleaseEvidence {
        host.releaseEvidence(service, config)
    }

    /// What the known releases make of a config of this host.
    func acceptance(of config: ConfigSnapshot) -> ConfigAcceptance {
        let evidence = host.releaseEvidence(installedService, config)
        return config.acceptance(host: evidence.host?.version, newest: evidence.newest)
    }

    /// A piece of it as a sentence.
    package func words(for item: ReleaseEvidence.Item) -> String {
        texts("release.evidence." + item.source.rawValue, ["release": item.version, "path": display(item.path)])
    }

    /// The kind of the store that an agent has, as documents name it.
    package func storeWord(of agent: AgentSnapshot) -> String {
        switch agent.found?.format {
        case nil: "none"
        case "auth-profiles": "json"
        case "auth-state": "json+state"
        case let name?: name
        }
    }
}

extension Host {
    /// The gateway's installed service; nil if there is none.
    /// - Parameter home: the home folder if neither the environment nor the user database knows it.
    func installedService(home: String) -> GatewayService? {
        let own = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let profile = environment["OPENCLAW_PROFILE"].flatMap { $0.isEmpty || $0 == "default" ? nil : $0 }
        let home = own ?? accountHome ?? home
        let account = ServiceAccount(home: home, name: user.name, id: user.id, hostName: name)
        return GatewayService.find(for: account, profile: profile, files)
    }

    /// The gateway's own program on PATH; nil if there is none that can be told from this one.
    var installedProgram: InstalledProgram? { InstalledProgram.find(on: environment["PATH"] ?? "", files) }

    /// What the service, the program on PATH and the config say of the release.
    func releaseEvidence(_ service: GatewayService?, _ config: ConfigSnapshot) -> ReleaseEvidence {
        var items: [ReleaseEvidence.Item] = []
        if let variable = service?.variables.last(where: { $0.name == "OPENCLAW_SERVICE_VERSION" }) {
            let version = variable.value.withUTF8 { String(decoding: $0, as: UTF8.self) }
            items.append(ReleaseEvidence.Item(.unit, version: version, path: variable.file))
        }
        if let program = installedProgram {
            items.append(ReleaseEvidence.Item(.program, version: program.version, path: program.path))
        }
        if let version = config.writtenBy {
            items.append(ReleaseEvidence.Item(.meta, version: version, path: config.path))
        }
        return ReleaseEvidence(items)
    }
}

/// The gateway's own program, found without running it.
struct InstalledProgram: Equatable {
    /// As PATH has it, to be started by.
    let command: String
    /// The file that PATH leads to, without symbolic links.
    let path: String
    /// Of its package.
    let version: String

    /// A package stands at most this many folders above its program.
    private static let depth = 4

    /// A `package.json` is a few thousand bytes; more is none.
    private static let limit = 1 << 18

    /// The first `openclaw` in PATH that belongs to a package of that name. Folders that cannot be read have none.
    static func find(on path: String, _ files: any FileSystem) -> InstalledProgram? {
        for folder in path.split(separator: ":") where folder.hasPrefix("/") {
            do throws(FileError) {
                let program = "\(folder)/openclaw"
                guard try files.status(at: program) != nil else { continue }
                let real = try files.resolvedPath(of: program)
                if let version = version(above: real, files) {
                    return InstalledProgram(command: program, path: real, version: version)
                }
            } catch {
                continue
            }
        }
        return nil
    }

    private static func version(above program: String, _ files: any FileSystem) -> String? {
        var folder = program[...]
        for _ in 0..<depth {
            guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else { return nil }
            folder = folder[..<slash]
            guard let root = package(in: String(folder), files) else { continue }
            return root["name"]?.stringValue == "openclaw" ? root["version"]?.stringValue : nil
        }
        return nil
    }

    /// Nil if there is no package, or none that can be read.
    private static func package(in folder: String, _ files: any FileSystem) -> Value? {
        do throws(FileError) {
            let bytes = try files.contents(of: folder + "/package.json", limit: limit).bytes
            return try? Document.reading(bytes, dialect: .json).document.root
        } catch {
            return nil
        }
    }
}
