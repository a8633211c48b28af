import Glibc
import Testing

/// The gateway is found by the process that listens on its port, without sending anything.
@Suite struct GatewayProcessTests {
    @Test(arguments: [AF_INET, AF_INET6])
    func theProcessThatListensOnTheGatewaysPortIsNamed(family: Int32) throws {
        let home = try TestHome.fresh()
        _ = try home.onboard([])
        let port = try ListeningPort(family: family)
        let run = try home.run(["models", "status"], adding: ["OPENCLAW_GATEWAY_PORT": String(port.number)])
        #expect(run.text.contains("running, pid \(getpid())"), "\(run.text)")
    }

    @Test func aPortThatIsOnlyBoundHasNoGateway() throws {
        let home = try TestHome.fresh()
        _ = try home.onboard([])
        let port = try ListeningPort(family: AF_INET, listens: false)
        let run = try home.run(["models", "status"], adding: ["OPENCLAW_GATEWAY_PORT": String(port.number)])
        #expect(run.text.contains("not running"), "\(run.text)")
    }
}

/// A local port chosen by the kernel; closed on deinitialisation.
private final class ListeningPort {
    let number: UInt16
    private let descriptor: Int32

    init(family: Int32, listens: Bool = true) throws {
        // A child of another test that began just now would hold the port as well, and be the one that is named.
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        try #require(descriptor >= 0)
        var address = sockaddr_in6()
        var size = socklen_t(family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size)
        address.sin6_family = sa_family_t(family)
        let results = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                (bind(descriptor, address, size), getsockname(descriptor, address, &size))
            }
        }
        try #require(results == (0, 0))
        self.descriptor = descriptor
        // The port is at the same offset in both address structures.
        number = UInt16(bigEndian: address.sin6_port)
        if listens { try #require(listen(descriptor, 1) == 0) }
    }

    deinit { close(descriptor) }
}
