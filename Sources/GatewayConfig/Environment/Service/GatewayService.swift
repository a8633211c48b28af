package import FileTransactions
package import Secrets

/// A variable that a service sets for its process.
package struct ServiceVariable: Sendable, Equatable {
    package let name: String
    package let value: Secret
    /// The file that says it, and the 1-based line where there are lines.
    package let file: String
    package let line: Int?
}

/// What of a service's environment is not known, and why.
package struct ServiceGaps: Sendable, Equatable {
    /// Files of variables that the service needs and that are not there: it does not start.
    package var missing: [String] = []
    /// Files that are there and that this account may not read; the service manager may.
    package var unreadable: [String] = []
    /// The service's own file cannot be read: nothing is known but that it is there.
    package var hidesAll: Bool

    package init(hidesAll: Bool = false) {
        self.hidesAll = hidesAll
    }

    /// Whether the service may see variables that are not known here.
    package var mayHideVariables: Bool { hidesAll || !unreadable.isEmpty }
}

/// How the gateway is started when nobody types: the service that is installed for it on this host.
///
/// A service does not see the variables of a shell. Only files are read; no service manager is asked, nothing is started.
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
    /// Where its process starts; what `.env` of the working folder means for it.
    package let workingFolder: String
    /// The home folder of the account that it runs for.
    package let home: String
    package let gaps: ServiceGaps

    /// The service of the gateway, a person's own before one of the system; nil when none is installed.
    /// - Parameters:
    ///   - account: whose services are looked at first.
    ///   - profile: `--profile`, which has a service of its own.
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
            // A daemon is root's, whose home on a Mac is this.
            let home = folder == "/Library/LaunchDaemons" ? "/var/root" : account.home
            return GatewayService(launchd: LaunchdPlist(bytes, path: path), path: path, home: home)
        }
        return nil
    }

    /// The environment that its process begins with, as far as it is known.
    package var environment: [String: String] {
        let own = variables.map { variable in
            (variable.name, variable.value.withUTF8 { String(decoding: $0, as: UTF8.self) })
        }
        return ["HOME": home].merging(own) { $1 }
    }
}

/// passwd(5).
private enum Accounts {
    /// The home folder of a user by name or number; `/` where it cannot be told, as systemd has it.
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
