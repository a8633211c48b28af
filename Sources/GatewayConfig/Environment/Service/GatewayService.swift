package import FileTransactions
package import Secrets

/// A variable that a service sets for its process.
package struct ServiceVariable: Sendable, Equatable {
    package let name: String
    package let value: Secret
    /// The file that sets it, and the 1-based line if the format has lines.
    package let file: String
    package let line: Int?
}

/// Unknown parts of a service's environment.
package struct ServiceGaps: Sendable, Equatable {
    /// Required environment files that do not exist: the service does not start.
    package var missing: [String] = []
    /// Existing files that this account cannot read, but the service manager can.
    package var unreadable: [String] = []
    /// The service's own file cannot be read: only its existence is known.
    package var hidesAll: Bool

    package init(hidesAll: Bool = false) {
        self.hidesAll = hidesAll
    }

    /// Whether the service may see variables that are not known here.
    package var mayHideVariables: Bool { hidesAll || !unreadable.isEmpty }
}

/// The gateway's installed service on this host, which starts it without a shell.
///
/// A service does not see the variables of a shell. Only files are read; no service manager is asked and nothing is
/// started.
package struct GatewayService: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case systemdUser = "systemd-user"
        case systemdSystem = "systemd-system"
        case launchd
    }

    package let kind: Kind
    /// The unit file or property list.
    package let path: String
    package let variables: [ServiceVariable]
    /// The working folder of its process, whose `.env` it reads.
    package let workingFolder: String
    /// The home folder of the account it runs as.
    package let home: String
    package let gaps: ServiceGaps

    /// Finds the gateway's service, a user service before a system service; nil if none is installed.
    /// - Parameters:
    ///   - account: the account whose user services are searched first.
    ///   - profile: the name of `--profile`, which has its own service.
    package static func find(
        for account: ServiceAccount,
        profile: String?,
        _ files: any FileSystem
    ) -> GatewayService? {
        let unit = "openclaw-gateway\(profile.map { "-" + $0 } ?? "").service"
        if let found = SystemdUnit.find(unit, .user(account), files) {
            return GatewayService(.systemdUser, found, home: account.home, folder: account.home)
        }
        if let found = SystemdUnit.find(unit, .system(account.hostName), files) {
            let home = found.user.map { Accounts.home(of: $0, account, files) } ?? "/root"
            return GatewayService(.systemdSystem, found, home: home, folder: "/")
        }
        return launchd(account, label: profile.map { "ai.openclaw." + $0 } ?? "ai.openclaw.gateway", files)
    }

    private init(_ kind: Kind, _ unit: SystemdUnit, home: String, folder: String) {
        self.kind = kind
        self.home = home
        path = unit.files.first ?? ""
        variables = unit.variables
        workingFolder = unit.workingFolder == "~" ? home : unit.workingFolder ?? folder
        gaps = unit.gaps
    }

    private init(launchd list: LaunchdPlist, path: String, home: String) {
        kind = .launchd
        self.home = home
        self.path = path
        variables = list.variables
        workingFolder = list.workingFolder ?? "/"
        gaps = ServiceGaps(hidesAll: list.isDamaged)
    }

    private static func launchd(_ account: ServiceAccount, label: String, _ files: any FileSystem) -> GatewayService? {
        for folder in [account.home + "/Library/LaunchAgents", "/Library/LaunchAgents", "/Library/LaunchDaemons"] {
            let path = "\(folder)/\(label).plist"
            let bytes: [UInt8]
            switch files.text(of: path) {
            case .missing: continue
            case .bytes(let found): bytes = found
            case .masked, .unreadable: bytes = []
            }
            // A daemon runs as root, whose home folder on macOS is this.
            let home = folder == "/Library/LaunchDaemons" ? "/var/root" : account.home
            return GatewayService(launchd: LaunchdPlist(bytes, path: path), path: path, home: home)
        }
        return nil
    }

    /// The known part of the environment that its process starts with.
    package var environment: [String: String] {
        let own = variables.map { variable in
            (variable.name, variable.value.withUTF8 { String(decoding: $0, as: UTF8.self) })
        }
        return ["HOME": home].merging(own) { $1 }
    }
}

/// passwd(5).
private enum Accounts {
    /// The home folder of a user by name or number; `/` if unknown, as in systemd.
    static func home(of user: String, _ account: ServiceAccount, _ files: any FileSystem) -> String {
        if user == account.name || user == String(account.id) { return account.home }
        if user == "root" || user == "0" { return "/root" }
        guard case .bytes(let table) = files.text(of: "/etc/passwd") else { return "/" }
        for line in String(decoding: table, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count > 5, fields[0] == user || fields[2] == user { return String(fields[5]) }
        }
        return "/"
    }
}
