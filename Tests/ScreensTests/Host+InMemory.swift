import GatewayHost
import Secrets
import TestSupport

extension Host {
    /// `jo` on `gw-01`, with files in memory and no variable but HOME.
    static func inMemory(_ files: InMemoryFileSystem) -> Host {
        Host(
            files: files,
            environment: ["HOME": "/home/jo"],
            workingFolder: "/home/jo",
            accountHome: "/home/jo",
            user: Host.User(id: 1000, name: "jo"),
            userName: { "user\($0)" },
            name: "gw-01",
            clock: files.clock,
            randomToken: { Secret(String(repeating: "ab", count: 24)) },
            processListening: { _ in nil }
        )
    }
}
