/// The account a service runs as, and the machine.
package struct ServiceAccount: Sendable, Equatable {
    /// The home folder, absolute.
    package let home: String
    package let name: String
    package let id: UInt32
    package let hostName: String

    package init(home: String, name: String, id: UInt32, hostName: String) {
        self.home = home
        self.name = name
        self.id = id
        self.hostName = hostName
    }
}

/// One systemd manager (user or system) and its search paths (systemd.unit(5), file-hierarchy(7)).
struct SystemdManager {
    /// The account of a user manager; root for the system manager.
    let account: ServiceAccount
    let isUsers: Bool

    static func user(_ account: ServiceAccount) -> SystemdManager {
        SystemdManager(account: account, isUsers: true)
    }

    static func system(_ hostName: String) -> SystemdManager {
        let root = ServiceAccount(home: "/root", name: "root", id: 0, hostName: hostName)
        return SystemdManager(account: root, isUsers: false)
    }

    var folders: (runtime: String, state: String, cache: String, logs: String, configuration: String) {
        let home = account.home
        return isUsers
            ? (
                "/run/user/\(account.id)", home + "/.local/state", home + "/.cache", home + "/.local/state/log",
                home + "/.config"
            ) : ("/run", "/var/lib", "/var/cache", "/var/log", "/etc")
    }

    /// The search path of units and drop-ins, highest precedence first.
    var unitFolders: [String] {
        guard isUsers else {
            return [
                "/etc/systemd/system.control", "/run/systemd/system.control", "/run/systemd/transient",
                "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system",
                "/usr/lib/systemd/system", "/lib/systemd/system",
            ]
        }
        let (home, runtime) = (account.home, folders.runtime)
        return [
            home + "/.config/systemd/user.control", runtime + "/systemd/user.control", runtime + "/systemd/transient",
            home + "/.config/systemd/user", "/etc/xdg/systemd/user", "/etc/systemd/user", runtime + "/systemd/user",
            "/run/systemd/user", home + "/.local/share/systemd/user", "/usr/local/share/systemd/user",
            "/usr/share/systemd/user", "/usr/local/lib/systemd/user", "/usr/lib/systemd/user",
        ]
    }

    /// `user.conf` or `system.conf`, whose `DefaultEnvironment=` applies to every service (systemd-system.conf(5)).
    var settingsName: String { isUsers ? "user.conf" : "system.conf" }

    /// The search path of its settings, highest precedence first.
    static let settingsFolders = ["/etc/systemd", "/run/systemd", "/usr/local/lib/systemd", "/usr/lib/systemd"]

    /// Folders of environment.d(5), highest precedence first; only a user manager reads them.
    var environmentFolders: [String] {
        guard isUsers else { return [] }
        return [account.home + "/.config", "/etc", "/run", "/usr/local/lib", "/usr/lib"].map { $0 + "/environment.d" }
    }

    /// The variables a manager itself starts with, as far as they are the same on all systems.
    var ownVariables: [String: String] {
        isUsers
            ? [
                "HOME": account.home, "USER": account.name, "LOGNAME": account.name,
                "XDG_RUNTIME_DIR": folders.runtime,
            ] : [:]
    }
}
