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
    /// Files of variables that it needs and that cannot be read.
    package let unreadable: [String]
    /// A property list in the binary form, of which nothing more is known.
    package let isOpaque: Bool

    /// The service of the gateway, a person's own before one of the system; nil when none is installed.
    /// - Parameters:
    ///   - home: the home folder of the account.
    ///   - profile: `--profile`, which has a service of its own.
    package static func find(home: String, profile: String?, _ files: any FileSystem) -> GatewayService? {
        let suffix = profile.map { "-" + $0 } ?? ""
        let unit = "openclaw-gateway\(suffix).service"
        let user = [
            home + "/.config/systemd/user", "/etc/systemd/user", home + "/.local/share/systemd/user",
            "/usr/lib/systemd/user",
        ]
        let system = ["/etc/systemd/system", "/run/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"]
        if let found = SystemdUnit.find(unit, in: user, home: home, files) {
            return GatewayService(.systemdUser, found, home)
        }
        if let found = SystemdUnit.find(unit, in: system, home: "/root", files) {
            return GatewayService(.systemdSystem, found, "/")
        }
        return launchd(home: home, label: profile.map { "ai.openclaw." + $0 } ?? "ai.openclaw.gateway", files)
    }

    private init(_ kind: Kind, _ unit: SystemdUnit, _ folder: String) {
        self.init(
            kind: kind,
            path: unit.files.first ?? "",
            variables: unit.variables,
            workingFolder: unit.workingFolder ?? folder,
            unreadable: unit.unreadable,
            isOpaque: false
        )
    }

    private init(
        kind: Kind,
        path: String,
        variables: [ServiceVariable],
        workingFolder: String,
        unreadable: [String],
        isOpaque: Bool
    ) {
        self.kind = kind
        self.path = path
        self.variables = variables
        self.workingFolder = workingFolder
        self.unreadable = unreadable
        self.isOpaque = isOpaque
    }

    private static func launchd(home: String, label: String, _ files: any FileSystem) -> GatewayService? {
        for folder in [home + "/Library/LaunchAgents", "/Library/LaunchAgents", "/Library/LaunchDaemons"] {
            let path = "\(folder)/\(label).plist"
            guard let text = files.text(of: path) else { continue }
            let list = LaunchdPlist(text, path: path)
            return GatewayService(
                kind: .launchd,
                path: path,
                variables: list.variables,
                workingFolder: list.workingFolder ?? "/",
                unreadable: [],
                isOpaque: list.isBinary
            )
        }
        return nil
    }

    /// The environment that its process begins with, as far as it is known.
    package func environment(home: String) -> [String: String] {
        let own = variables.map { variable in
            (variable.name, variable.value.withUTF8 { String(decoding: $0, as: UTF8.self) })
        }
        return ["HOME": home].merging(own) { $1 }
    }
}
